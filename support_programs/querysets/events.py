import datetime as dt
from typing import Self

from django.db.models import Q

from editorial import clock
from municipalities.querysets import LocalOrGeneralQuerySet


class EventQuerySet(LocalOrGeneralQuerySet):
    """Meetings, seminars and courses; without a municipality they are for everybody."""

    def listed(self, on: dt.date | None = None) -> Self:
        """Still to come or going on: an event leaves at midnight after its last day in Latvia.

        One without a day of its own is history, however far its period reaches.
        """
        return self.published().filter(starts_on__isnull=False, last_day__gte=on or clock.today())

    def worth_confirming(self, on: dt.date | None = None) -> Self:
        return self.listed(on)

    def with_links_to_check(self, on: dt.date | None = None) -> Self:
        return self.listed(on)

    def over(self, on: dt.date | None = None) -> Self:
        return self.filter(starts_on__isnull=False, last_day__lt=on or clock.today())

    def past(self, on: dt.date | None = None) -> Self:
        is_over = Q(starts_on__isnull=True) | Q(last_day__lt=on or clock.today())
        return self.published().filter(is_over)

    def to_translate(self, language: str) -> Self:
        """What is over needs no translation."""
        return super().to_translate(language).filter(last_day__gte=clock.today())

    def coming_first(self) -> Self:
        return self.order_by("first_day", "starts_time", "pk")

    def latest_first(self) -> Self:
        return self.order_by("-last_day", "-first_day", "pk")

    def for_rows(self) -> Self:
        return self.select_related("municipality")
