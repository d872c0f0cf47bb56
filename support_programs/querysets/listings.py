import datetime as dt
from decimal import Decimal
from typing import ClassVar, Self

from django.db.models import Q

from editorial import clock
from editorial.querysets import PublishableQuerySet

# Of full-time work, on average over a year.
HOURS_A_MONTH = 168


class ListingQuerySet(PublishableQuerySet):
    """Offers that leave the lists by themselves, at midnight of their last day in Latvia."""

    age_path: ClassVar[str] = "checked_on"

    def published(self) -> Self:
        """An offer goes with its municipality: withdrawing that closes its pages too."""
        # The few closed ones are excluded: joined, SQLite would begin with the municipalities and
        # then sort all their offers.
        places = self.model._meta.get_field("municipality").related_model.objects
        closed = places.filter(Q(published_at__isnull=True) | Q(withdrawn_at__isnull=False))
        return super().published().exclude(municipality__in=closed)

    def listed(self, on: dt.date | None = None) -> Self:
        """Neither closed nor expired on the day `on`, today by default."""
        return self.published().filter(last_listed_on__gte=on or clock.today())

    def closing(self, on: dt.date | None = None) -> Self:
        """Listed ones that end on a day of their own, the nearest first."""
        return self.listed(on).filter(closes_on__isnull=False).order_by("closes_on", "pk")

    def worth_confirming(self, on: dt.date | None = None) -> Self:
        """An expired one too, since a confirmation brings it back into the lists."""
        day = on or clock.today()
        return self.published().filter(
            Q(closes_on__isnull=True) | Q(closes_on__gte=day),
            Q(closed_on__isnull=True) | Q(closed_on__gt=day),
        )

    def over(self, on: dt.date | None = None) -> Self:
        day = on or clock.today()
        return self.filter(Q(closes_on__lt=day) | Q(closed_on__lte=day))

    def to_translate(self, language: str) -> Self:
        """Offers that are over need no translation."""
        return super().to_translate(language).filter(last_listed_on__gte=clock.today())

    def with_links_to_check(self, on: dt.date | None = None) -> Self:
        """Nobody mends the links of what is over, nor those of the open data."""
        return self.worth_confirming(on)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def closing_first(self) -> Self:
        """By the day they close; those without one come last."""
        return self.order_by("closing_order", "-published_at", "-pk")

    def for_rows(self) -> Self:
        """What a row of a list shows, in one query."""
        return self.select_related("municipality")


class VacancyQuerySet(ListingQuerySet):
    def imported(self) -> Self:
        """Rows of the State Employment Agency's open data; nobody edits them here."""
        return self.filter(source_number__isnull=False)

    def entered_by_hand(self) -> Self:
        return self.filter(source_number__isnull=True)

    def worth_confirming(self, on: dt.date | None = None) -> Self:
        """The open data are confirmed by each import of them."""
        return super().worth_confirming(on).entered_by_hand()

    def meant_in_all_languages(self) -> Self:
        """The open data are in Latvian only."""
        return self.entered_by_hand()

    def paying_from(self, euros: int) -> Self:
        """A month's pay that may reach `euros`: the upper end counts where one is given, pay by the
        hour for a full month."""
        return self.filter(
            _reaching(Decimal(euros), "month") | _reaching(Decimal(euros) / HOURS_A_MONTH, "hour")
        )


def _reaching(floor: Decimal, period: str) -> Q:
    return Q(Q(pay_to__gte=floor) | Q(pay_to__isnull=True, pay_from__gte=floor), pay_period=period)


class HomeQuerySet(ListingQuerySet):
    def perhaps_free(self) -> Self:
        """Leaves out those of which it is known that nothing is free."""
        return self.exclude(free_units=0)

    def closing(self, on: dt.date | None = None) -> Self:
        """The end of an offer of which nothing is free is no deadline."""
        return super().closing(on).perhaps_free()
