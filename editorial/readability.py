"""How hard a text is to read: its sentences, and one number for all of it."""

import re

# Points after these end no sentence, in any of the languages. Those that often do, such as “utt.”,
# are left out: the next word then has a small letter anyway, or a sentence has ended.
_LATVIAN = "t sk t.sk i t.i piem plkst tālr nr resp dr prof sal skat iel pag nov šos bulv u pr"
_RUSSIAN = "напр т т.е ул тел им проф ср см"
_ENGLISH = "e.g i.e vs approx mr mrs ms"
ABBREVIATIONS = frozenset(f"{_LATVIAN} {_RUSSIAN} {_ENGLISH}".split())
# The share of words longer than this is about the same in a text of ours and its translations:
# a quarter, at the usual six letters in English.
LONG_WORD = {"lv": 8, "en": 6, "ru": 8}

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,\s\u00a0]\d+)*")
_END = re.compile(r"[.!?…]+[”“»\")\]]*(?=\s+[„“”«\"(\[]?[A-ZĀČĒĢĪĶĻŅŠŪŽА-ЯЁ\d])")
_MARKUP = re.compile(r"^\s*(?:[-*+>]|#{1,6}|\d{1,3}[.)])\s+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|<[^>\s]+>")


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a plain or Markdown text. Each line stands alone, as points of a list do."""
    plain = _LINK.sub(r"\1", _MARKUP.sub("", text)).replace("**", "").replace("*", "")
    found = []
    for line in plain.splitlines():
        start = 0
        for end in _END.finditer(line):
            if _ends(line[start : end.start()], end[0], language):
                found.append(line[start : end.end()].strip())
                start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if words(sentence)]


def _ends(before: str, sign: str, language: str) -> bool:
    if sign != ".":
        return True
    last = before.split()[-1].lstrip('(„“”«"[') if before.split() else ""
    if last.lower() in ABBREVIATIONS:
        return False
    is_initial = len(last) == 1 and last.isupper()
    # In Latvian a number with a point is an ordinal: “2. oktobris”, “12. Saeima”.
    is_ordinal = language == "lv" and last.isdecimal()
    return not is_initial and not is_ordinal


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def lix(text: str, language: str) -> int:
    """Words in a sentence plus the percentage of long words: below 40 is easy, above 60 very hard.
    What counts as long differs by language, so that the numbers can be compared."""
    found = sentences(text, language)
    all_words = [word for sentence in found for word in words(sentence)]
    if not all_words:
        return 0
    long = sum(len(word) > LONG_WORD[language] for word in all_words)
    return round(len(all_words) / len(found) + 100 * long / len(all_words))
