import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from editorial import partial_dates
from tests.editorial.rules import in_english


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ("2026-02", dt.date(2026, 2, 1), dt.date(2026, 2, 28)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-02-29", dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        ("2015/2026-02", dt.date(2015, 1, 1), dt.date(2026, 2, 28)),
        ("2026/2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ("2026-03-29/2026-10-25", dt.date(2026, 3, 29), dt.date(2026, 10, 25)),
    ],
)
def test_span_gives_first_and_last_day(text, first, last):
    assert partial_dates.span(text) == (first, last)


def test_span_is_none_when_undated():
    assert partial_dates.span("") is None


@pytest.mark.parametrize(
    "text",
    [
        "26",
        "0000",
        "2026-1",
        "2026-13",
        "2026-00",
        "2026-02-29",
        "2026-02-30",
        "2026-03-15T10:00",
        "15.03.2026",
        "2026 ",
        "2026\n",
        "2026/",
        "/2026",
        "2024/2025/2026",
        "2026/2024",
        "2024-2026",
        "٢٠٢٦",
        "pavasaris",
    ],
)
def test_validate_refuses_what_is_no_partial_date(text):
    with pytest.raises(ValidationError) as refusal:
        partial_dates.validate_partial_date(text)

    assert f"“{text}” is not a date: write 2026, 2026-03" in in_english(refusal.value)


def test_longest_range_fits_its_column():
    longest = "2024-01-01/2026-12-31"

    partial_dates.validate_partial_date(longest)

    assert len(longest) == partial_dates.MAX_LENGTH
