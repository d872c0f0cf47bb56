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


def validate_not_after_today(day: dt.date) -> None:
    if day > today():
        raise ValidationError(_("This day is still to come."), code="future")
