import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial import clock
from editorial.age import expired_before
from municipalities.needs import Need
from municipalities.querysets import LocalOrGeneralQuerySet
from support_programs.kinds import APART, MeasureKind
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
        return self.closing(at).filter(_opened(at))

    def closing(self, at: dt.datetime | None = None) -> Self:
        """Calls with a day to close that is still to come, whether or not they have opened."""
        return self.filter(~_ended(at), closes__isnull=False)

    def upcoming(self, at: dt.datetime | None = None) -> Self:
        return self.filter(opens__isnull=False).exclude(_opened(at))

    def past(self, at: dt.datetime | None = None) -> Self:
        """Calls that ended, and calls of earlier years whose end nobody wrote down."""
        return self.filter(_past(at))

    def with_is_past(self, at: dt.datetime | None = None) -> Self:
        """Adds `is_past`: whether the call is one of the `past` ones."""
        return self.annotate(is_past=Case(When(_past(at), then=True), default=False))


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


def _past(at: dt.datetime | None) -> Q:
    return _ended(at) | Q(closes__isnull=True, year__lt=_local(at).year)


class MeasureQuerySet(LocalOrGeneralQuerySet):
    def listed(self) -> Self:
        return self.published().exclude(availability=Availability.HISTORIC)

    def historic(self) -> Self:
        return self.published().filter(availability=Availability.HISTORIC)

    def local(self) -> Self:
        return self.filter(municipality__isnull=False)

    def national(self) -> Self:
        return self.filter(municipality__isnull=True)

    def with_status(self, at: dt.datetime | None = None) -> Self:
        """Adds `status`, `deadline` and `opening`.

        `deadline` is the day on which the open call closes; with none open, the first day to come
        on which a call closes. A call whose opening nobody wrote down has such a day, too, but is
        not called open.
        """
        rounds = self.model._meta.get_field("rounds").related_model.objects.filter(
            measure=OuterRef("pk")
        )
        in_rounds = Q(availability=Availability.ROUNDS)
        # A source that showed no dates says nothing: that there are none, somebody has to confirm.
        always = Q(availability=Availability.ALWAYS)
        since = expired_before(self.model.check_interval, _local(at).date())
        vouched_for = Q(verified_on__gte=since)
        open_now = rounds.open(at).order_by("closes")
        closing = rounds.closing(at).order_by("closes")
        coming = rounds.upcoming(at).order_by("opens")
        first_to_close = Coalesce(
            Subquery(open_now.values("closes")[:1]), Subquery(closing.values("closes")[:1])
        )
        return self.annotate(
            deadline=Case(When(in_rounds, then=first_to_close)),
            opening=Case(When(in_rounds, then=Subquery(coming.values("opens")[:1]))),
            status=Case(
                When(availability=Availability.HISTORIC, then=Value(Status.HISTORIC)),
                When(availability=Availability.PAUSED, then=Value(Status.PAUSED)),
                When(always & vouched_for, then=Value(Status.ALWAYS)),
                When(always, then=Value(Status.UNDATED)),
                When(Exists(open_now), then=Value(Status.OPEN)),
                When(Exists(coming), then=Value(Status.UPCOMING)),
                When(Exists(closing), then=Value(Status.UNDATED)),
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

    def counts_by_municipality_and_need(
        self, at: dt.datetime | None = None
    ) -> dict[tuple[int, str], tuple[int, int]]:
        """How many there are, and how many of them nobody can apply to at the moment `at`."""
        resting = Q(status__in=[Status.CLOSED, Status.PAUSED])
        rows = self.local().with_status(at).order_by().values("municipality_id", "need")
        counted = rows.annotate(count=Count("pk"), resting=Count("pk", filter=resting))
        return {
            (row["municipality_id"], row["need"]): (row["count"], row["resting"]) for row in counted
        }


class StepQuerySet(models.QuerySet):
    def fitting(self, kind: MeasureKind | str) -> Self:
        """Steps of national measures that concern whoever wants a measure of this kind: those about
        schools, say, only with a school, and not with a birth allowance."""
        return self.exclude(Q(measure__kind__in=APART) & ~Q(measure__kind=kind))

    def national_before_leaving(self, need: Need | str) -> Self:
        """Conditions to meet abroad by the national rules of a need, grants first. Those of a
        paused measure lead to nothing today."""
        measures = self.model._meta.get_field("measure").related_model.objects
        in_force = measures.listed().national().exclude(availability=Availability.PAUSED)
        return (
            self.filter(stage=Stage.BEFORE, measure__in=in_force.filter(need=need))
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
