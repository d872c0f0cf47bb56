"""Today, as people in Latvia count it.

Everything that depends on the time takes it as an argument with one of these as its default, so
that tests can move the clock.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def now() -> dt.datetime:
    return timezone.localtime()


def today() -> dt.date:
    return timezone.localdate()


def days_until(day: dt.date | None, on: dt.date | None = None) -> int | None:
    """Whole days from `on`, today by default; 0 on the day itself."""
    return (day - (on or today())).days if day else None


def validate_not_after_today(day: dt.date) -> None:
    if day > today():
        raise ValidationError(_("This day is still to come."), code="future")


def validate_not_after_now(moment: dt.datetime) -> None:
    if moment > now():
        raise ValidationError(_("This moment is still to come."), code="future")
