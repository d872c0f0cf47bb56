"""What Latvian words of the open data stand for: folded beginnings, the first that fits decides.

A beginning that ends with a space is a whole word.
"""

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

REMOTE = ("attalinat", "hibrid")


def begins(text: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a word of `text` begins like that."""
    return any(f"{word} ".startswith(beginnings) for word in fold(text).split())


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
