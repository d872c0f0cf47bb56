import datetime as dt

import pytest
from django.utils import timezone

from editorial import clock


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (dt.datetime(2026, 1, 31, 21, 59), dt.date(2026, 1, 31)),
        (dt.datetime(2026, 1, 31, 22, 0), dt.date(2026, 2, 1)),
        (dt.datetime(2026, 7, 31, 20, 59), dt.date(2026, 7, 31)),
        (dt.datetime(2026, 7, 31, 21, 0), dt.date(2026, 8, 1)),
    ],
)
def test_today_is_the_day_in_riga(monkeypatch, utc, day):
    monkeypatch.setattr(timezone, "now", lambda: utc.replace(tzinfo=dt.UTC))

    assert clock.today() == clock.now().date() == day
