import datetime as dt
from typing import Self

from django.db.models import Q

from editorial.age import LISTING, expired_before
from editorial.querysets import PublishableQuerySet
from municipalities.querysets import in_open_place


class PlaceOfLearningQuerySet(PublishableQuerySet):
    """Kindergartens and schools. They go with their institution and its municipality."""

    def published(self) -> Self:
        is_open = Q(institution__published_at__isnull=False, institution__withdrawn_at__isnull=True)
        return super().published().filter(is_open, in_open_place("institution__municipality"))

    def listed(self) -> Self:
        return self.published().filter(institution__is_historic=False)

    def places_known(self, on: dt.date | None = None) -> Self:
        """Those whose number of free places is young enough to be told on the day `on`."""
        return self.filter(free_places__isnull=False, places_on__gte=expired_before(LISTING, on))

    def taking_age(self, years: int) -> Self:
        """Those that take a child of this age; an unknown limit excludes nobody."""
        low = Q(age_from__isnull=True) | Q(age_from__lt=years + 1)
        high = Q(age_to__isnull=True) | Q(age_to__gte=years)
        return self.filter(low, high)

    def in_reading_order(self) -> Self:
        return self.order_by("institution__municipality__slug", "institution__sort_key", "pk")

    def for_rows(self) -> Self:
        return self.select_related("institution__municipality").in_reading_order()
