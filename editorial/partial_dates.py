"""Dates as sources give them: a year, a month, a day, or a range of two of these.

Written `YYYY[-MM[-DD]]` or two of them with a slash (ISO 8601), `2015/2026-02`. Empty = undated.
"""

import calendar
import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
MAX_LENGTH = 21


def _first_and_last_day(part: str) -> tuple[dt.date, dt.date]:
    match = _PART.fullmatch(part)
    if not match:
        raise ValueError(part)
    year, month, day = (int(group) if group else None for group in match.groups())
    first = dt.date(year, 1 if month is None else month, 1 if day is None else day)
    if day is not None:
        return first, first
    last_month = 12 if month is None else month
    return first, dt.date(year, last_month, calendar.monthrange(year, last_month)[1])


def span(text: str) -> tuple[dt.date, dt.date] | None:
    """First and last day that `text` covers; None when it is empty.

    Raises ValueError when it is not a partial date.
    """
    if not text:
        return None
    parts = text.split("/")
    if len(parts) > 2:
        raise ValueError(text)
    first, last = _first_and_last_day(parts[0])[0], _first_and_last_day(parts[-1])[1]
    if first > last:
        raise ValueError(text)
    return first, last


def validate_partial_date(text: str) -> None:
    try:
        span(text)
    except ValueError:
        raise ValidationError(
            _("“%(value)s” is not a date: write 2026, 2026-03, 2026-03-15 or a range 2024/2026."),
            code="partial_date",
            params={"value": text},
        ) from None
