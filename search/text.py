"""One way of folding text, for sort keys and matching on every database.

SQLite folds ASCII letters only (“Ādaži” sorts after Z, “adazi” finds nothing), PostgreSQL by its
locale; a stored folded column makes them agree.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` in small letters without diacritics and punctuation, words parted by one space.

    Marks leave Latin letters only (ā → a), since й without its mark would be another letter; ё
    becomes е, as Russians write it.
    """
    # Twice: taking ™ apart gives capitals, casefolding İ gives a mark.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept: list[str] = []
    base = ""
    for character in decomposed:
        if not unicodedata.combining(character):
            base = character
        elif base <= "\u024f":
            continue
        kept.append(character)
    folded = unicodedata.normalize("NFC", "".join(kept)).replace("ё", "е")
    return " ".join(_WORD.findall(folded))
