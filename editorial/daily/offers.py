"""Counts what time alone did since the last run. Nothing is written to the rows: whether one is
over, overdue or expired follows from its stored days wherever it is read."""

from typing import TYPE_CHECKING

from django.db import models

from editorial.own_rows import publishable_models

if TYPE_CHECKING:
    from editorial.daily.runs import Day


def run(day: "Day") -> dict[str, int]:
    counted = {"closed": 0, "overdue": 0, "expired": 0}
    for model in publishable_models():
        known = model.objects.worth_confirming(day.on)
        counted["closed"] += _newly(model.objects.published(), "over", day)
        counted["overdue"] += _newly(known, "lapsed", day)
        counted["expired"] += _newly(known, "expired", day)
    return counted


def _newly(rows: models.QuerySet, word: str, day: "Day") -> int:
    """How many of the rows are so on this day, and were not on the day of the last run."""
    before = getattr(rows.model.objects, word)(day.since)
    return getattr(rows, word)(day.on).exclude(pk__in=before.values("pk")).count()
