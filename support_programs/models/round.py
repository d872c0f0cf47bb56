import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.constraints import in_order
from support_programs.keys import new_key
from support_programs.querysets import RoundQuerySet

YEARS = (1990, 2100)


class Round(models.Model):
    """One edition of a call. A date alone runs to the end of that day in Latvia."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(
        "support_programs.SupportMeasure", models.CASCADE, related_name="rounds"
    )
    key = models.SlugField(
        _("key"), max_length=20, default=new_key, help_text=_("Short and fixed, for example r2026.")
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])],
        help_text=_("Empty when not known."),
    )
    opens = models.DateField(_("opens"), null=True, blank=True)
    opens_time = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Only if the source gives one.")
    )
    closes = models.DateField(_("closes"), null=True, blank=True)
    closes_time = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Only if the source gives one.")
    )
    amount_min = models.DecimalField(
        _("amount from, €"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    amount_max = models.DecimalField(
        _("amount up to, €"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    budget = models.DecimalField(
        _("budget, €"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    applied = models.PositiveIntegerField(_("applied"), null=True, blank=True)
    won = models.PositiveIntegerField(_("won"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=400, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        # A round of unknown year is the latest one we know of.
        ordering = [models.F("year").desc(nulls_first=True), "-opens", "key"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "key"], name="round_key_unique"),
            in_order("opens", "closes", _("The call closes before it opens.")),
            models.CheckConstraint(
                condition=Q(opens__isnull=True)
                | Q(closes__isnull=True)
                | Q(opens_time__isnull=True)
                | Q(closes_time__isnull=True)
                | ~Q(opens=models.F("closes"))
                | Q(opens_time__lte=models.F("closes_time")),
                name="round_closes_after_it_opens",
                violation_error_message=_("The call closes before it opens."),
            ),
            in_order("amount_min", "amount_max", _("“From” is above “up to”.")),
            in_order("won", "applied", _("More won than applied.")),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=YEARS),
                name="round_year_is_sane",
                violation_error_message=_("Write a year between 1990 and 2100."),
            ),
            models.CheckConstraint(
                condition=(Q(opens_time__isnull=True) | Q(opens__isnull=False))
                & (Q(closes_time__isnull=True) | Q(closes__isnull=False)),
                name="round_time_has_day",
                violation_error_message=_("A time of day needs its date."),
            ),
            models.CheckConstraint(
                condition=(Q(amount_min__isnull=True) | Q(amount_min__gte=0))
                & (Q(amount_max__isnull=True) | Q(amount_max__gte=0))
                & (Q(budget__isnull=True) | Q(budget__gte=0)),
                name="round_sums_not_negative",
                violation_error_message=_("A sum cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year or self.key)
