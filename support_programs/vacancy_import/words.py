"""What Latvian words of the open data stand for: folded beginnings, the first that fits decides.

A beginning that ends with a space is a whole word.
"""

import re
from collections.abc import Iterable

from search.text import fold
from support_programs.models import Vacancy

Field = Vacancy.Field
Hours = Vacancy.Hours

# The first word of the category that is known decides.
FIELDS: dict[Field, tuple[str, ...]] = {
    Field.ADMINISTRATION: (
        "administr",
        "asist",
        "valsts ",
        "parvald",
        "biroj",
        "cilvekr",
        "person",
    ),
    Field.FARMING: ("lauksaimn", "mezsaimn", "mezkop", "zvejn", "zivsaimn", "zivkop", "darzkop"),
    Field.BUILDING: ("buvniec", "nekustam", "celtn", "arhitekt"),
    Field.EDUCATION: ("izglit", "zinatn", "sport", "pedagog"),
    Field.FINANCE: ("finans", "gramatv", "bank", "apdrosin", "audit", "ekonom"),
    Field.HEALTH: ("medic", "vesel", "social", "farm"),
    Field.IT: ("inform", "telekom", "it ", "programm", "dator"),
    Field.LAW: ("jur", "tiesl", "tiesib", "apsardz", "dros"),
    Field.MANUFACTURING: (
        *("razos", "inzenier", "rupniec", "mehan", "energet", "elektr", "kokapstr", "metalap"),
    ),
    Field.SERVICES: ("pakalp", "turism", "viesn", "edinas", "skaist"),
    Field.TRADE: ("tirdzn", "pardos", "marketing", "reklam", "iepirk"),
    Field.TRANSPORT: ("transport", "logist", "piegad", "noliktav"),
    Field.CULTURE: ("kultur", "maksla", "izklaid", "medij", "zurnal"),
}

# The first line that has a word in either of the two columns decides.
HOURS: dict[Hours, tuple[str, ...]] = {
    Hours.SEASONAL: ("sezon", "noteiktu ", "terminet", "islaic"),
    Hours.SHIFTS: ("mainu ", "mainas ", "summet"),
    Hours.FLEXIBLE: ("elastig", "mainig", "slidos"),
    Hours.PART: ("nepiln", "pus", "dalej"),
    Hours.FULL: ("vesel", "piln", "normal"),
}

# Of a clause, folded. In a title or place the bare word is enough; other texts speak of remote
# training, too.
_REMOTE_WORK = r"\battalinat\w* (?:darb|strad)|\b(?:darb|strad)\w* attalinat|\bhibrid(?:\w* )?darb"
_REMOTE = rf"\battalinat|{_REMOTE_WORK}"
_NOT_BEFORE = re.compile(r"\b(?:nav|nevar|bez)\b")
_NOT_AFTER = re.compile(r"\b(?:nav|nevar)\b")
_CLAUSE_END = re.compile(r"[.,;:!?()•–—\n]| - ")


def begins(text: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a word of `text` begins like that."""
    return any(f"{word} ".startswith(beginnings) for word in fold(text).split())


def is_remote(short_texts: Iterable[str], text: str) -> bool:
    """Whether one of them says that the work can be done from afar, and not that it cannot."""
    return any(_offers(_REMOTE, short) for short in short_texts) or _offers(_REMOTE_WORK, text)


def _offers(wanted: str, text: str) -> bool:
    for clause in map(fold, _CLAUSE_END.split(text)):
        found = re.search(wanted, clause)
        if (
            found
            and not _NOT_BEFORE.search(clause, 0, found.start())
            and not _NOT_AFTER.search(clause, found.end())
        ):
            return True
    return False


def field_of(category: str) -> Field:
    for word in fold(category).split():
        for field, beginnings in FIELDS.items():
            if begins(word, beginnings):
                return field
    return Field.OTHER


def hours_of(*texts: str) -> Hours | str:
    """Empty when nothing is known."""
    joined = " ".join(texts)
    return next((hours for hours, words in HOURS.items() if begins(joined, words)), "")
