"""How old a fact may grow: unconfirmed, verified → due → overdue → expired.

The one table of intervals. A fact that nobody has pressed “still true” on is *unconfirmed*; a
lapsed confirmation is never worth less than none, so an expired fact is shown like that.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial import clock


@dataclass(frozen=True)
class Interval:
    """Days: until the next check, of notice before it, and from overdue to expired."""

    check_every: int
    remind_before: int
    expires_after: int


LISTING = Interval(check_every=30, remind_before=7, expires_after=14)
AMOUNT_OR_CONTACT = Interval(check_every=90, remind_before=14, expires_after=30)
GENERAL_TEXT = Interval(check_every=180, remind_before=14, expires_after=60)


class Age(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("not confirmed")
    VERIFIED = "verified", _("verified")
    DUE = "due", _("due for checking")
    OVERDUE = "overdue", _("check overdue")
    EXPIRED = "expired", _("expired")


def last_day(checked_on: dt.date, interval: Interval) -> dt.date:
    """The last day on which a fact checked on `checked_on` has not expired."""
    return checked_on + dt.timedelta(days=interval.check_every + interval.expires_after)


def expired_before(interval: Interval, on: dt.date | None = None) -> dt.date:
    """The day such that a fact verified earlier has expired on the day `on`."""
    return _days_before(interval.check_every + interval.expires_after, on)


def overdue_before(interval: Interval, on: dt.date | None = None) -> dt.date:
    """The day such that a fact verified earlier is overdue on the day `on`, or worse."""
    return _days_before(interval.check_every, on)


def due_before(interval: Interval, on: dt.date | None = None) -> dt.date:
    """The day such that a fact verified earlier is due on the day `on`, or worse."""
    return _days_before(interval.check_every - interval.remind_before, on)


def _days_before(days: int, on: dt.date | None) -> dt.date:
    return (on or clock.today()) - dt.timedelta(days=days)


def age(verified_on: dt.date | None, interval: Interval, on: dt.date | None = None) -> Age:
    """Age of a fact on the day `on`, today by default."""
    if verified_on is None:
        return Age.UNCONFIRMED
    if verified_on < expired_before(interval, on):
        return Age.EXPIRED
    if verified_on < overdue_before(interval, on):
        return Age.OVERDUE
    return Age.DUE if verified_on < due_before(interval, on) else Age.VERIFIED
