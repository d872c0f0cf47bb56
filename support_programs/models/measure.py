from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial import partial_dates
from editorial.age import AMOUNT_OR_CONTACT, Interval
from editorial.constraints import in_order, latvian_required, one_of
from editorial.models import Addressed, Publishable
from editorial.reach import validate_language_codes
from editorial.sorting import MAX_LENGTH, fill_sort_keys
from municipalities.needs import Need
from support_programs.kinds import NEED_OF_KIND, MeasureKind
from support_programs.querysets import Availability, MeasureQuerySet

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]
NOT_NEGATIVE = [MinValueValidator(0)]


# Smaller numbers are given in the content files.
FIRST_ENTERED_NUMBER = 1000


def _next_number() -> int:
    """One above every number ever given: that of a deleted measure stays its own."""
    given = (SupportMeasure.objects, SupportMeasure.history)
    highest = max(rows.aggregate(highest=Max("number"))["highest"] or 0 for rows in given)
    return max(FIRST_ENTERED_NUMBER, highest + 1)


class SupportMeasure(Addressed, Publishable):
    """What a returning family gets: from a municipality, or everywhere when it has none."""

    check_interval: ClassVar[Interval] = AMOUNT_OR_CONTACT
    children: ClassVar[tuple[str, ...]] = ("rounds", "steps", "papers")
    markdown_fields: ClassVar[tuple[str, ...]] = ("details",)

    number = models.PositiveIntegerField(
        _("number"),
        unique=True,
        editable=False,
        help_text=_("Short and for ever: the page answers at /s/12/ too."),
    )
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="measures",
        help_text=_("Empty when the measure applies in all of Latvia."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MeasureKind.choices)
    need = models.CharField(
        _("need"),
        max_length=20,
        choices=Need.choices,
        blank=True,
        help_text=_("Left empty, it follows from the kind."),
    )
    title = models.CharField(_("title"), max_length=150)
    summary = models.TextField(_("summary"), max_length=900)
    who = models.TextField(_("who it is for"), max_length=900, blank=True)
    details = models.TextField(
        _("details"), max_length=6000, blank=True, help_text=_("Simple Markdown is allowed.")
    )
    amount_min = models.DecimalField(
        _("amount from, €"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    amount_max = models.DecimalField(
        _("amount up to, €"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    amount_as_of = models.CharField(
        _("amount as of"),
        max_length=partial_dates.MAX_LENGTH,
        blank=True,
        validators=[partial_dates.validate_partial_date],
        help_text=_("The year the amount is known from: an old sum must not read as today's."),
    )
    share_max_pct = models.DecimalField(
        _("largest share covered, percent of eligible costs"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    own_share_min_pct = models.DecimalField(
        _("smallest own contribution, percent of eligible costs"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    amount_note = models.TextField(_("note on the amount"), max_length=400, blank=True)
    fee = models.DecimalField(
        _("fee, €"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
        help_text=_("What the family pays; 0 = free of charge."),
    )
    fee_note = models.TextField(_("note on the fee"), max_length=400, blank=True)
    availability = models.CharField(
        _("availability"),
        max_length=20,
        choices=Availability.choices,
        default=Availability.ALWAYS,
    )
    deadline_note = models.CharField(
        _("deadline in words"),
        max_length=200,
        blank=True,
        help_text=_("For a deadline that is no date: “within a month of moving”."),
    )
    official_url = models.URLField(_("official link"), max_length=500, blank=True)
    contacts = models.ManyToManyField(
        "contacts.Contact", verbose_name=_("contacts"), blank=True, related_name="measures"
    )
    application_languages = models.CharField(
        _("languages of the application"),
        max_length=20,
        blank=True,
        validators=[validate_language_codes],
        help_text=_("Codes: lv,en,ru; empty when not known."),
    )
    what_next = models.TextField(_("what happens next"), max_length=900, blank=True)
    note = models.TextField(_("note"), max_length=600, blank=True)
    sort_key = models.CharField(max_length=MAX_LENGTH, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("support measure")
        verbose_name_plural = _("support measures")
        ordering = ["number"]
        # For the matrix and for the lists of one municipality or need.
        indexes = [
            models.Index(fields=["municipality", "need"]),
            models.Index(fields=["need", "availability"]),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            *latvian_required("title", "summary"),
            in_order("amount_min", "amount_max", _("“From” is above “up to”.")),
            models.CheckConstraint(
                condition=Q(amount_min__isnull=True, amount_max__isnull=True) | ~Q(amount_as_of=""),
                name="supportmeasure_amount_has_year",
                violation_error_message=_("Write the year the amount is known from."),
            ),
            models.CheckConstraint(
                condition=(Q(amount_min__isnull=True) | Q(amount_min__gte=0))
                & (Q(amount_max__isnull=True) | Q(amount_max__gte=0))
                & (Q(fee__isnull=True) | Q(fee__gte=0)),
                name="supportmeasure_sums_not_negative",
                violation_error_message=_("A sum cannot be negative."),
            ),
            models.CheckConstraint(
                condition=(Q(share_max_pct__isnull=True) | Q(share_max_pct__range=(0, 100)))
                & (Q(own_share_min_pct__isnull=True) | Q(own_share_min_pct__range=(0, 100))),
                name="supportmeasure_shares_are_percent",
                violation_error_message=_("A share lies between 0 and 100 %."),
            ),
            one_of("kind", MeasureKind.values),
            one_of("need", Need.values, _("Choose one of the seven needs.")),
            one_of("availability", Availability.values),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        self._fill_in()

    def save(self, *args, **kwargs) -> None:
        keys = self._fill_in()
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, *keys}
        super().save(*args, **kwargs)

    def _fill_in(self) -> list[str]:
        """What follows from the rest: the need, the next number, the sort keys, whose columns it
        returns."""
        if not self.need and self.kind:
            self.need = NEED_OF_KIND.get(self.kind, "")
        if self.number is None:
            self.number = _next_number()
        return fill_sort_keys(self, "title")

    def get_absolute_url(self) -> str:
        return reverse("support_programs:measure", args=[self.slug])

    @property
    def is_published(self) -> bool:
        """The same condition as `MeasureQuerySet.published`. Wants the municipality selected."""
        return super().is_published and (
            self.municipality is None or self.municipality.is_published
        )

    @property
    def need_label(self) -> str:
        return self.get_need_display()

    @property
    def is_historic(self) -> bool:
        return self.availability == Availability.HISTORIC
