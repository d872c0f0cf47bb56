"""Makes the values of a vacancy out of one row, or says what is wrong with it."""

import datetime as dt
import hashlib
import html
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import nh3
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.text import slugify

from search.text import fold
from support_programs.models import Vacancy
from support_programs.vacancy_import import reading, words
from support_programs.vacancy_import.reading import Row

# Whoever asks for less a month asks for so much an hour: the source does not say which.
HOURLY_BELOW = 50
# Below any lawful pay for an hour: 1.200 is not 1.20 but 1200.
LOWEST_HOURLY = 4

_SUM = re.compile(r"(?:EUR|€)?(\d[\d.,]*?)(?:[.,][-–])?(?:EUR|€)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MAYBE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_SPACES = re.compile(r"\s+")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\.?(?:\s.*)?")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_NEW_LINE = re.compile(r"<(?:br|/div|/tr|/h\d)\b[^>]*>", re.IGNORECASE)
_NEW_PARAGRAPH = re.compile(r"<(?:/p|/ul|/ol)\b[^>]*>", re.IGNORECASE)
_LIST_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Signs that mean something in Markdown anywhere, and those that do at the start of a line.
_MARK = re.compile(r"[\\`*_\[\]<>&]")
_MARK_FIRST = re.compile(r"^(?:(?=[-+=#])|(\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE)
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")

_is_url = URLValidator(schemes=["http", "https"])
_longest = {field.name: field.max_length for field in Vacancy._meta.concrete_fields}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row; `column` is empty when it is the row as a whole."""

    row: int
    vacancy: str
    column: str
    message: str

    def __str__(self) -> str:
        where = f", column “{self.column}”" if self.column else ""
        return f"Row {self.row}, vacancy {self.vacancy or 'without number'}{where}: {self.message}"


class RowError(Exception):
    """`problems` name every column that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class _Wrong(Exception):
    pass


@dataclass(frozen=True)
class Offer:
    """A row that is right. `values` are columns of `Vacancy`."""

    row: int
    number: str
    slug: str
    values: dict[str, Any]

    @property
    def place(self) -> str:
        return self.values["place"]

    def hash(self, municipality: Any) -> str:
        """Equal as long as nothing that is stored would change."""
        stored = json.dumps([str(municipality), self.values], sort_keys=True, default=str)
        return hashlib.sha256(stored.encode()).hexdigest()


def number_of(row: Row) -> str:
    return _one_line(row.cells.get(reading.NUMBER, ""))


def read(row: Row) -> Offer:
    """Raises RowError."""
    number = number_of(row)
    problems: list[Problem] = []

    def complain(column: str, message: str) -> None:
        problems.append(Problem(row.number, number, column, message))

    def cell(column: str) -> str:
        return row.cells.get(column, "")

    def parsed(column: str, parse):
        try:
            return parse(cell(column))
        except _Wrong as wrong:
            complain(column, str(wrong))
            return None

    if row.problem:
        complain("", row.problem)
        raise RowError(problems)
    slug = slug_of(number)
    if not number:
        complain(reading.NUMBER, "is missing")
    elif len(number) > _longest["source_number"]:
        complain(reading.NUMBER, "is too long")
    elif not slug:
        complain(reading.NUMBER, "has neither letters nor digits")
    title = _cut(_one_line(cell(reading.TITLE)), _longest["title"])
    if not title:
        complain(reading.TITLE, "is missing")
    closes_on = parsed(reading.CLOSES, day)
    pay_from, pay_to = parsed(reading.PAY_FROM, money), parsed(reading.PAY_TO, money)
    if pay_from and pay_to and pay_from > pay_to:
        complain(reading.PAY_FROM, f"{pay_from} is above “{reading.PAY_TO}” {pay_to}")
    if problems:
        raise RowError(problems)

    link, text = description(cell(reading.DESCRIPTION))
    place = _cut(_one_line(cell(reading.PLACE)), _longest["place"])
    short_texts = (title, cell(reading.LOAD), cell(reading.HOURS), place)
    largest = max(pay_from or 0, pay_to or 0)
    return Offer(
        row=row.number,
        number=number,
        slug=slug,
        values={
            "title_lv": title,
            "place": place,
            "field": words.field_of(cell(reading.CATEGORY)).value,
            "hours": str(words.hours_of(cell(reading.LOAD), cell(reading.HOURS))),
            "pay_from": pay_from,
            "pay_to": pay_to,
            "pay_period": (
                Vacancy.PayPeriod.HOUR if 0 < largest < HOURLY_BELOW else Vacancy.PayPeriod.MONTH
            ).value,
            "is_remote": words.is_remote(short_texts, text),
            "closes_on": closes_on,
            "official_url": link,
            "duties_lv": markdown(text),
        },
    )


def slug_of(number: str) -> str:
    """Empty when nothing of the number can stand in an address."""
    folded = slugify(fold(number))
    return f"nva-{folded}" if folded else ""


def day(text: str) -> dt.date | None:
    """A day written 2026-11-25, with or without a time, or 25.11.2026; None when empty."""
    text = text.strip()
    if not text:
        return None
    try:
        if match := _DAY_FIRST.fullmatch(text):
            found = dt.date(int(match[3]), int(match[2]), int(match[1]))
        else:
            moment = dt.datetime.fromisoformat(text)
            found = (timezone.localtime(moment) if timezone.is_aware(moment) else moment).date()
    except (ValueError, OverflowError):
        raise _Wrong(f"“{_cut(text, 40)}” is not a date") from None
    if not 2000 <= found.year < 2100:
        raise _Wrong(f"“{_cut(text, 40)}” is not a date of this century")
    return found


def money(text: str) -> Decimal | None:
    """Euros written 1200, 1200.00, 1 200,00, 1.200,00 or 1200,-; None when empty or nought.

    The source writes three decimals, people write thousands: 1650.000 is 1650 and 4.690 is 4.69,
    but 1.200, which would be below any lawful pay for an hour, is 1200.
    """
    bare = _SPACES.sub("", text)
    if not bare:
        return None
    match = _SUM.fullmatch(bare)
    written = match[1] if match else ""
    if "," in written and "." in written:
        grouping = min(",.", key=written.find)
        written = written.replace(grouping, "")
    written = written.replace(",", ".")
    if not _NUMBER.fullmatch(written):
        raise _Wrong(f"“{_cut(text.strip(), 40)}” is not a sum")
    euros = Decimal(written)
    if euros >= 10**6:
        raise _Wrong(f"“{_cut(text.strip(), 40)}” is too much")
    if euros < LOWEST_HOURLY and _MAYBE_THOUSANDS.fullmatch(written):
        euros *= 1000
    return euros.quantize(Decimal("0.01")) or None


def description(text: str) -> tuple[str, str]:
    """(link, plain text): of a description that is only a link, the link; of another, the text."""
    text = text.strip()
    if _LINK.fullmatch(text) and len(text) <= _longest["official_url"]:
        try:
            _is_url(text)
        except ValidationError:
            return "", plain(text)
        return text, ""
    return "", plain(text)


def plain(text: str) -> str:
    """`text` without tags, where paragraphs and points of a list stay apart."""
    text = _LIST_ITEM.sub("\n• ", _NEW_PARAGRAPH.sub("\n\n", _NEW_LINE.sub("\n", text)))
    text = html.unescape(nh3.clean(text, tags=set()))
    lines = [_one_line(line) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def markdown(text: str) -> str:
    """Markdown that is shown as `text` is written, sign by sign and line by line."""
    escaped = _MARK_FIRST.sub(r"\1\\", _MARK.sub(r"\\\g<0>", text))
    return _cut(_LINE_END.sub("  \n", escaped), _longest["duties"])


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", _CONTROL.sub("", text)).strip()


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    # An escape may be cut through: its sign is gone.
    return text[: length - 1].rstrip().rstrip("\\") + "…"
