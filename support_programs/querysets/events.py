import datetime as dt
from typing import Self

from django.db.models import Q

from editorial import clock
from editorial.querysets import PublishableQuerySet


class EventQuerySet(PublishableQuerySet):
    """Meetings, seminars and courses; without a municipality they are for everybody."""

    def published(self) -> Self:
        place_is_open = Q(
            municipality__published_at__isnull=False, municipality__withdrawn_at__isnull=True
        )
        return super().published().filter(Q(municipality__isnull=True) | place_is_open)

    def listed(self, on: dt.date | None = None) -> Self:
        """Still to come or going on: an event leaves at midnight after its last day in Latvia."""
        return self.published().filter(last_day__gte=on or clock.today())

    def past(self, on: dt.date | None = None) -> Self:
        return self.published().filter(last_day__lt=on or clock.today())

    def coming_first(self) -> Self:
        return self.order_by("first_day", "starts_time", "pk")

    def latest_first(self) -> Self:
        return self.order_by("-last_day", "-first_day", "pk")

    def for_rows(self) -> Self:
        return self.select_related("municipality")
