import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial import clock, partial_dates
from editorial.constraints import in_order, latvian_required, one_of
from editorial.models import Addressed, Publishable
from editorial.reach import validate_language_codes
from municipalities.needs import Need
from support_programs.models.measure import NOT_NEGATIVE
from support_programs.querysets import EventQuerySet


class EventKind(models.TextChoices):
    MEETING = "meeting", _("meeting")
    SEMINAR = "seminar", _("seminar")
    COURSE = "course", _("Latvian course")


class CourseLevel(models.TextChoices):
    A1 = "a1", "A1"
    A2 = "a2", "A2"
    B1 = "b1", "B1"
    B2 = "b2", "B2"
    C1 = "c1", "C1"
    C2 = "c2", "C2"


class Event(Addressed, Publishable):
    """A meeting, seminar or course. Times are those of Latvia.

    One that is to come has a day; one kept as history may have only the `period` its source names.
    """

    Kind = EventKind
    Level = CourseLevel

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    need = models.CharField(_("need"), max_length=20, choices=Need.choices)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="events",
        help_text=_("Empty when it is for returnees of all Latvia."),
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=900, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    starts_time = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Latvian time, only if it is known.")
    )
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("Empty when it is the same day.")
    )
    ends_time = models.TimeField(_("at"), null=True, blank=True)
    period = models.CharField(
        _("period"),
        max_length=partial_dates.MAX_LENGTH,
        blank=True,
        validators=[partial_dates.validate_partial_date],
        help_text=_("For a past event whose days are not known: 2019, 2019-10 or 2019-10/2020-05."),
    )
    is_online = models.BooleanField(_("online"), default=False)
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("In Latvian."))
    join_url = models.URLField(_("where to join or register"), max_length=500, blank=True)
    how_to_join = models.TextField(_("how to join"), max_length=900, blank=True)
    organiser = models.CharField(
        _("organiser"), max_length=200, blank=True, help_text=_("The official name, in Latvian.")
    )
    languages = models.CharField(
        _("languages of the event"),
        max_length=20,
        blank=True,
        validators=[validate_language_codes],
        help_text=_("Codes: lv,en,ru; empty when not known."),
    )
    level = models.CharField(_("level"), max_length=2, choices=Level.choices, blank=True)
    places = models.PositiveSmallIntegerField(_("number of places"), null=True, blank=True)
    fee = models.DecimalField(
        _("fee, €"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
        help_text=_("0 = free of charge; empty when not known."),
    )
    first_day = models.DateField(editable=False)
    last_day = models.DateField(editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-first_day", "pk"]
        indexes = [models.Index(fields=["last_day", "first_day"])]
        constraints = [
            *Publishable.Meta.constraints,
            *latvian_required("title"),
            in_order("starts_on", "ends_on", _("It ends before it starts.")),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=False) | ~Q(period=""),
                name="event_has_day",
                violation_error_message=_("Write the day, or for a past event the period."),
            ),
            models.CheckConstraint(
                condition=(Q(starts_time__isnull=True) | Q(starts_on__isnull=False))
                & (Q(ends_on__isnull=True) | Q(starts_on__isnull=False))
                & (Q(ends_time__isnull=True) | Q(starts_time__isnull=False)),
                name="event_time_has_start",
                violation_error_message=_("A time needs its day, an end needs its start."),
            ),
            models.CheckConstraint(
                condition=Q(ends_time__isnull=True)
                | Q(ends_on__isnull=False, ends_on__gt=models.F("starts_on"))
                | Q(ends_time__gte=models.F("starts_time")),
                name="event_ends_after_start",
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(fee__isnull=True) | Q(fee__gte=0),
                name="event_fee_not_negative",
                violation_error_message=_("A sum cannot be negative."),
            ),
            one_of("kind", EventKind.values),
            one_of("need", Need.values, _("Choose one of the seven needs.")),
            one_of("level", ["", *CourseLevel.values]),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        if self.starts_on:
            self.first_day, self.last_day = self.starts_on, self.ends_on or self.starts_on
        elif covered := partial_dates.span(self.period):
            self.first_day, self.last_day = covered
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "first_day", "last_day"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("support_programs:event", args=[self.slug])

    @property
    def is_published(self) -> bool:
        """The same condition as `EventQuerySet.published`. Wants the municipality selected."""
        return super().is_published and (
            self.municipality is None or self.municipality.is_published
        )

    def closing_day(self) -> dt.date | None:
        """Its last day, unless it was written down as history from the beginning."""
        return self.ends_on or self.starts_on

    def is_past(self, on: dt.date | None = None) -> bool:
        """The same condition as `EventQuerySet.past`."""
        return self.starts_on is None or self.last_day < (on or clock.today())

    def starts_at(self) -> dt.datetime | None:
        """The moment it begins, where the time is known."""
        return _moment(self.starts_on, self.starts_time)

    def ends_at(self) -> dt.datetime | None:
        return _moment(self.ends_on or self.starts_on, self.ends_time)


def _moment(day: dt.date | None, time: dt.time | None) -> dt.datetime | None:
    if day is None or time is None:
        return None
    return dt.datetime.combine(day, time, tzinfo=ZoneInfo(settings.TIME_ZONE))
