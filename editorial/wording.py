"""Dates, sums and ages in words, as each of the three languages writes them."""

import datetime as dt
from decimal import Decimal

from django.utils import dateformat, formats
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext, pgettext

from editorial.age import Age
from editorial.models import Publishable

NBSP = "\xa0"


def number(value: int | Decimal) -> str:
    """`10 000` in Latvian and Russian (four digits stay together), `10,000` in English."""
    return _grouped(f"{Decimal(value).normalize():f}")


def _grouped(text: str) -> str:
    digits, _point, fraction = text.partition(".")
    if get_language() == "en":
        return f"{int(digits):,}" + (f".{fraction}" if fraction else "")
    grouped = f"{int(digits):,}".replace(",", NBSP) if len(digits) > 4 else digits
    return grouped + (f",{fraction}" if fraction else "")


def money(value: int | Decimal) -> str:
    """`7000 €`, in English `€7,000`; cents only where there are some, and then both digits."""
    exact = Decimal(value)
    text = number(exact) if exact == exact.to_integral() else _grouped(f"{exact:.2f}")
    return f"€{text}" if get_language() == "en" else f"{text}{NBSP}€"


def percent(value: Decimal) -> str:
    return f"{number(value)}%" if get_language() == "en" else f"{number(value)}{NBSP}%"


def amount(low: Decimal | None, high: Decimal | None) -> str:
    """“5000–7000 €”, “up to 7000 €”, or one sum when both are the same."""
    if low is not None and high is not None:
        if low == high:
            return money(high)
        if get_language() == "en":
            return f"{money(low)}–{money(high)}"
        return f"{number(low)}–{money(high)}"
    if high is not None:
        return gettext("up to %(sum)s") % {"sum": money(high)}
    if low is not None:
        return gettext("from %(sum)s") % {"sum": money(low)}
    return ""


def day(value: dt.date) -> str:
    """`2026. gada 2. oktobris`, `2 October 2026`, `2 октября 2026 г.`"""
    return dateformat.format(value, formats.get_format("DATE_FORMAT"))


def _month(text: str) -> str:
    name = str(MONTHS[int(text[5:7])])
    return name if get_language() == "en" else name.lower()


def _part(text: str) -> str:
    pieces = [int(piece) for piece in text.split("-")]
    if len(pieces) == 3:
        return day(dt.date(*pieces))
    if len(pieces) == 2:
        return pgettext("month and year", "%(month)s %(year)d") % {
            "month": _month(text),
            "year": pieces[0],
        }
    return pgettext("a year alone", "%(year)d") % {"year": pieces[0]}


def partial_date(text: str) -> str:
    """`2023. gada maijs`, `May 2023`; a range with a dash; empty when undated."""
    if not text:
        return ""
    parts = text.split("/")
    if len(parts) == 2 and all(len(part) == 4 for part in parts):
        return pgettext("years from and to", "%(first)s–%(last)s") % {
            "first": parts[0],
            "last": parts[1],
        }
    if len(parts) == 2 and all(len(part) == 7 for part in parts) and parts[0][:4] == parts[1][:4]:
        first, last = (_month(part) for part in parts)
        return pgettext("months of one year", "%(first)s–%(last)s %(year)d") % {
            "first": first,
            "last": last,
            "year": int(parts[0][:4]),
        }
    return " – ".join(_part(part) for part in parts)


def age_line(
    row: Publishable,
    on: dt.date | None = None,
    *,
    historic: bool = False,
    by_municipality: bool = True,
) -> dict:
    """What stands under a fact about its age: `text`, `tone` and `state`.

    `by_municipality`: whether it is a municipality that would have to confirm it.
    """
    as_of = partial_date(row.as_of)
    if historic:
        text = (
            gettext("Kept as history: information as of %(date)s.") % {"date": as_of}
            if as_of
            else gettext("Kept as history; the source is undated.")
        )
        return {"text": text, "tone": "neutral", "state": "historic"}
    age = row.age(on)
    if age in (Age.VERIFIED, Age.DUE):
        text = gettext("Verified on %(date)s.") % {"date": day(row.verified_on)}
        return {"text": text, "tone": "ok", "state": "verified"}
    if age is Age.OVERDUE:
        text = gettext("Not verified since %(date)s.") % {"date": day(row.verified_on)}
        return {"text": text, "tone": "time", "state": "overdue"}
    if age is Age.EXPIRED:
        text = gettext("Last verified on %(date)s; it may have changed since. Ask before you act.")
        text %= {"date": day(row.verified_on)}
        return {"text": text, "tone": "time", "state": "expired"}
    return {"text": _unconfirmed(as_of, by_municipality), "tone": "time", "state": "unconfirmed"}


def _unconfirmed(as_of: str, by_municipality: bool) -> str:
    if by_municipality:
        if not as_of:
            return gettext("Undated information – not yet confirmed by the municipality.")
        return gettext("Information as of %(date)s – not yet confirmed by the municipality.") % {
            "date": as_of
        }
    if not as_of:
        return gettext("Undated information – not yet confirmed by the responsible institution.")
    return gettext(
        "Information as of %(date)s – not yet confirmed by the responsible institution."
    ) % {"date": as_of}
