"""Today, as people in Latvia count it.

Everything that depends on the time takes it as an argument with one of these as its default, so
that tests can move the clock.
"""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    return timezone.localtime()


def today() -> dt.date:
    return timezone.localdate()
