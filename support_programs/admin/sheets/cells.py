"""What stands in one cell: text alone in CSV; text, numbers and days in XLSX.

`clean` raises ValueError with words for the person who wrote the table.
"""

import datetime as dt
import re
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import Widget

# XML, and so XLSX, cannot hold these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBER = re.compile(r"-?\d{1,12}([.,]\d{1,12})?")
_WHOLE_NUMBER = re.compile(r"-?\d{1,9}")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)")
_LATVIAN_DAY = re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})\.?")
_YES = {"1", "true", "yes", "jā", "да"}
_NO = {"0", "false", "no", "nē", "нет"}
# So many choices are named to somebody who wrote another.
FEW = 20


def plain(text: str) -> str:
    """As much of a text as both kinds of files keep."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def as_text(value: object) -> str:
    """What the spreadsheet shows in the cell."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case float():
            return f"{value:.15g}"
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
    return plain(str(value))


class Text(Widget):
    def clean(self, value: object, row: dict | None = None, **kwargs) -> str:
        return as_text(value)

    def render(self, value: str | None, **kwargs) -> str:
        return plain(value or "")


class Number(Widget):
    example = "1200.50"

    def clean(self, value: object, row: dict | None = None, **kwargs) -> Decimal | None:
        text = re.sub(r"\s", "", as_text(value))
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise ValueError(_("“%(value)s” is not a number such as 1200.50.") % {"value": text})
        return Decimal(text.replace(",", "."))

    def render(self, value: Decimal | None, **kwargs) -> Decimal | None:
        return value


class WholeNumber(Widget):
    example = "12"

    def clean(self, value: object, row: dict | None = None, **kwargs) -> int | None:
        text = re.sub(r"\s", "", as_text(value))
        if not text:
            return None
        if not _WHOLE_NUMBER.fullmatch(text):
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": text})
        return int(text)

    def render(self, value: int | None, **kwargs) -> int | None:
        return value


class Day(Widget):
    """Written as 2026-08-31; read as 31.08.2026 too, because spreadsheets in Latvian write that."""

    example = "2026-08-31"

    def clean(self, value: object, row: dict | None = None, **kwargs) -> dt.date | None:
        text = as_text(value)
        if not text:
            return None
        match = _ISO_DAY.fullmatch(text) or _LATVIAN_DAY.fullmatch(text)
        try:
            return dt.date(**{part: int(number) for part, number in match.groupdict().items()})
        except (AttributeError, ValueError):
            message = _("“%(value)s” is not a day such as 2026-08-31.") % {"value": text}
            raise ValueError(message) from None

    def render(self, value: dt.date | None, **kwargs) -> dt.date | None:
        return value


class YesNo(Widget):
    example = "1, 0"

    def __init__(self, empty: bool | None) -> None:
        super().__init__()
        self.empty = empty

    def clean(self, value: object, row: dict | None = None, **kwargs) -> bool | None:
        text = as_text(value).lower()
        if not text:
            return self.empty
        if text not in _YES | _NO:
            raise ValueError(_("“%(value)s” is neither 1 (yes) nor 0 (no).") % {"value": text})
        return text in _YES

    def render(self, value: bool | None, **kwargs) -> int | None:
        return None if value is None else int(value)


class Related(Widget):
    """A row of another table, named by its `name_field`, out of the `choices` of the person."""

    def __init__(self, name_field: str) -> None:
        super().__init__()
        self.name_field = name_field
        self.found: dict[str, list[models.Model]] = {}

    def offer(self, choices: models.QuerySet) -> None:
        for choice in choices:
            self.found.setdefault(getattr(choice, self.name_field), []).append(choice)

    def clean(self, value: object, row: dict | None = None, **kwargs) -> models.Model | None:
        text = as_text(value)
        if not text:
            return None
        found = self.found.get(text, [])
        if not found and len(self.found) <= FEW:
            message = _("There is no “%(value)s”, only these: %(choices)s.")
            raise ValueError(message % {"value": text, "choices": ", ".join(sorted(self.found))})
        if not found:
            raise ValueError(_("There is no “%(value)s” to choose.") % {"value": text})
        if len(found) > 1:
            message = _("There are several “%(value)s”: choose it in the form of the row.")
            raise ValueError(message % {"value": text})
        return found[0]

    def render(self, value: models.Model | None, **kwargs) -> str:
        return getattr(value, self.name_field) if value else ""
