import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial import clock
from editorial.age import LISTING, Age, age
from editorial.constraints import in_order
from editorial.models import Addressed, Publishable
from editorial.reach import validate_language_codes
from support_programs.models.measure import NOT_NEGATIVE

OLDEST = MaxValueValidator(25)


class PlaceOfLearning(Addressed, Publishable):
    """What a kindergarten and a school both tell a family; name and contacts are those of the
    institution. Free places run on a clock of their own, from `places_on`."""

    municipality_path: ClassVar[str] = "institution__municipality_id"
    label_path: ClassVar[str] = "institution__name"

    age_from = models.DecimalField(
        _("age from, years"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[*NOT_NEGATIVE, OLDEST],
        help_text=_("1.5 is a year and a half."),
    )
    age_to = models.DecimalField(
        _("age up to, years"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[*NOT_NEGATIVE, OLDEST],
    )
    free_places = models.PositiveSmallIntegerField(
        _("free places"), null=True, blank=True, help_text=_("Empty when not known.")
    )
    queue_length = models.PositiveIntegerField(
        _("children in the queue"), null=True, blank=True, help_text=_("Empty when not known.")
    )
    places_on = models.DateField(
        _("places as of"),
        null=True,
        blank=True,
        validators=[clock.validate_not_after_today],
        help_text=_("The day the places or the queue were counted; they lapse after 44 days."),
    )
    languages = models.CharField(
        _("languages of instruction"),
        max_length=20,
        blank=True,
        validators=[validate_language_codes],
        help_text=_("Codes: lv,en,ru; empty when not known."),
    )
    language_help = models.TextField(_("help with Latvian"), max_length=600, blank=True)
    mid_year = models.BooleanField(
        _("admits during the year"), null=True, blank=True, help_text=_("Empty when not known.")
    )
    fee_month = models.DecimalField(
        _("fee a month, €"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
        help_text=_("0 = free of charge; empty when not known."),
    )
    fee_note = models.TextField(_("fee and meals"), max_length=400, blank=True)
    how_to_queue = models.TextField(_("how to queue from abroad"), max_length=900, blank=True)
    queue_url = models.URLField(_("where to queue"), max_length=500, blank=True)
    note = models.TextField(_("note"), max_length=600, blank=True)

    class Meta:
        abstract = True
        constraints = [
            *Publishable.Meta.constraints,
            in_order("age_from", "age_to", _("“From” is above “up to”.")),
            models.CheckConstraint(
                condition=Q(free_places__isnull=True, queue_length__isnull=True)
                | Q(places_on__isnull=False),
                name="%(class)s_places_have_day",
                violation_error_message=_("Write the day the places were counted."),
            ),
            models.CheckConstraint(
                condition=(Q(age_from__isnull=True) | Q(age_from__range=(0, 25)))
                & (Q(age_to__isnull=True) | Q(age_to__range=(0, 25)))
                & (Q(fee_month__isnull=True) | Q(fee_month__gte=0)),
                name="%(class)s_figures_are_sane",
                violation_error_message=_("Ages lie between 0 and 25, a fee is not negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.institution.name

    @property
    def municipality(self) -> models.Model:
        return self.institution.municipality

    @property
    def is_published(self) -> bool:
        """The same condition as `PlaceOfLearningQuerySet.published`."""
        return (
            super().is_published
            and self.institution.is_published
            and self.municipality.is_published
        )

    def places_age(self, on: dt.date | None = None) -> Age:
        """Age of the number of free places; expired ones are shown as not known."""
        return age(self.places_on, LISTING, on)
