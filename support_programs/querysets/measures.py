import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial import clock
from editorial.age import expired_before
from editorial.querysets import PublishableQuerySet
from municipalities.needs import Need
from support_programs.kinds import MeasureKind
from support_programs.stages import Stage


class Availability(models.TextChoices):
    """How a measure can be had, as its editor states it."""

    ROUNDS = "rounds", _("in calls with dates")
    ALWAYS = "always", _("always")
    PAUSED = "paused", _("paused")
    HISTORIC = "historic", _("historic")


class Status(models.TextChoices):
    """What a measure's availability and rounds come to at one moment; listed in this order."""

    OPEN = "open", _("open")
    UPCOMING = "upcoming", _("opens later")
    ALWAYS = "always", _("always available")
    UNDATED = "undated", _("dates not known")
    CLOSED = "closed", _("closed")
    PAUSED = "paused", _("paused")
    HISTORIC = "historic", _("historic")


class RoundQuerySet(models.QuerySet):
    """A date alone runs to the end of that day in Latvia."""

    def open(self, at: dt.datetime | None = None) -> Self:
        """Calls one can apply to at the moment `at`. Both ends must be known."""
        return self.filter(_opened(at), ~_ended(at), closes__isnull=False)

    def upcoming(self, at: dt.datetime | None = None) -> Self:
        return self.filter(opens__isnull=False).exclude(_opened(at))

    def past(self, at: dt.datetime | None = None) -> Self:
        """Calls that ended, and calls of earlier years whose end nobody wrote down."""
        local = _local(at)
        return self.filter(_ended(at) | Q(closes__isnull=True, year__lt=local.year))


def _local(at: dt.datetime | None) -> dt.datetime:
    return timezone.localtime(at) if at else clock.now()


def _opened(at: dt.datetime | None) -> Q:
    local = _local(at)
    today, time = local.date(), local.time()
    return Q(opens__lt=today) | (
        Q(opens=today) & (Q(opens_time__isnull=True) | Q(opens_time__lte=time))
    )


def _ended(at: dt.datetime | None) -> Q:
    local = _local(at)
    today, time = local.date(), local.time()
    return Q(closes__lt=today) | Q(closes=today, closes_time__lte=time)


class MeasureQuerySet(PublishableQuerySet):
    def published(self) -> Self:
        """A measure goes with its municipality: withdrawing that closes its pages too."""
        national = Q(municipality__isnull=True)
        place_is_open = Q(
            municipality__published_at__isnull=False, municipality__withdrawn_at__isnull=True
        )
        return super().published().filter(national | place_is_open)

    def listed(self) -> Self:
        return self.published().exclude(availability=Availability.HISTORIC)

    def historic(self) -> Self:
        return self.published().filter(availability=Availability.HISTORIC)

    def local(self) -> Self:
        return self.filter(municipality__isnull=False)

    def national(self) -> Self:
        return self.filter(municipality__isnull=True)

    def with_status(self, at: dt.datetime | None = None) -> Self:
        """Adds `status`, and `deadline` and `opening`: the dates of the open or coming call."""
        rounds = self.model._meta.get_field("rounds").related_model.objects.filter(
            measure=OuterRef("pk")
        )
        in_rounds = Q(availability=Availability.ROUNDS)
        open_now, coming = rounds.open(at).order_by("closes"), rounds.upcoming(at).order_by("opens")
        return self.annotate(
            deadline=Case(When(in_rounds, then=Subquery(open_now.values("closes")[:1]))),
            opening=Case(When(in_rounds, then=Subquery(coming.values("opens")[:1]))),
            status=Case(
                When(availability=Availability.HISTORIC, then=Value(Status.HISTORIC)),
                When(availability=Availability.PAUSED, then=Value(Status.PAUSED)),
                When(availability=Availability.ALWAYS, then=Value(Status.ALWAYS)),
                When(Exists(open_now), then=Value(Status.OPEN)),
                When(Exists(coming), then=Value(Status.UPCOMING)),
                When(Exists(rounds.past(at)), then=Value(Status.CLOSED)),
                default=Value(Status.UNDATED),
                output_field=models.CharField(),
            ),
        )

    def in_reading_order(self, on: dt.date | None = None) -> Self:
        """Open first, closed and historic last, then by title; whatever its confirmation has
        expired stands behind everything else. Wants `with_status`."""
        rank = [When(status=status, then=Value(position)) for position, status in enumerate(Status)]
        lapsed = Q(verified_on__lt=expired_before(self.model.check_interval, on))
        return self.alias(
            lapsed=Case(When(lapsed, then=Value(1)), default=Value(0)),
            rank=Case(*rank, output_field=models.IntegerField()),
        ).order_by("lapsed", "rank", "sort_key", "pk")

    def for_cards(self, at: dt.datetime | None = None) -> Self:
        """What a row of a list shows, in one query."""
        return (
            self.with_status(at).in_reading_order(_local(at).date()).select_related("municipality")
        )

    def counts_by_municipality_and_need(self) -> dict[tuple[int, str], int]:
        rows = self.local().order_by().values_list("municipality_id", "need")
        counted = rows.annotate(count=Count("pk"))
        return {(municipality, need): count for municipality, need, count in counted}


class StepQuerySet(models.QuerySet):
    def national_before_leaving(self, need: Need | str) -> Self:
        """Conditions to meet abroad by the national rules of a need, grants first."""
        measures = self.model._meta.get_field("measure").related_model.objects
        return (
            self.filter(
                stage=Stage.BEFORE,
                measure__in=measures.listed().national().filter(need=need),
            )
            .select_related("measure", "repeats")
            .annotate(
                is_grant=Case(
                    When(measure__kind=MeasureKind.BUSINESS_GRANT, then=Value(0)),
                    default=Value(1),
                )
            )
            .order_by(
                "is_grant", F("lead_months").desc(nulls_last=True), "measure__number", "order"
            )
        )
