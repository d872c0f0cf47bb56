from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import in_order, latvian_required, one_of
from support_programs.models.listing import Listing
from support_programs.models.measure import NOT_NEGATIVE
from support_programs.querysets import VacancyQuerySet


class WorkField(models.TextChoices):
    ADMINISTRATION = "administration", _("Administration and public service")
    FARMING = "farming", _("Farming, forestry and fishing")
    BUILDING = "building", _("Building and real estate")
    EDUCATION = "education", _("Education, science and sport")
    FINANCE = "finance", _("Finance and accounting")
    HEALTH = "health", _("Health and social care")
    IT = "it", _("Information technology and telecommunications")
    LAW = "law", _("Law and security")
    MANUFACTURING = "manufacturing", _("Manufacturing and engineering")
    SERVICES = "services", _("Services, tourism and catering")
    TRADE = "trade", _("Trade and marketing")
    TRANSPORT = "transport", _("Transport and logistics")
    CULTURE = "culture", _("Culture and media")
    OTHER = "other", pgettext_lazy("field of work", "Other")


class WorkHours(models.TextChoices):
    FULL = "full", _("full time")
    PART = "part", _("part time")
    SHIFTS = "shifts", _("shift work")
    FLEXIBLE = "flexible", _("flexible hours")
    SEASONAL = "seasonal", _("seasonal or fixed-term")


class PayKind(models.TextChoices):
    GROSS = "gross", _("before tax")
    NET = "net", _("after tax")


class PayPeriod(models.TextChoices):
    MONTH = "month", _("a month")
    HOUR = "hour", _("an hour")


class LanguageLevel(models.TextChoices):
    """How much Latvian the work asks for."""

    NONE = "none", _("no Latvian needed")
    BASIC = "basic", _("basic Latvian (A)")
    INTERMEDIATE = "intermediate", _("intermediate Latvian (B)")
    FLUENT = "fluent", _("fluent Latvian (C)")


class Vacancy(Listing):
    """A job. Rows with a `source_number` come from the open data of the State Employment Agency:
    in Latvian only, kept up by `import_vacancies` alone, without review and history."""

    Field = WorkField
    Hours = WorkHours
    PayKind = PayKind
    PayPeriod = PayPeriod
    LanguageLevel = LanguageLevel

    markdown_fields: ClassVar[tuple[str, ...]] = ("duties",)

    title = models.CharField(_("title"), max_length=200)
    employer = models.CharField(
        _("employer"), max_length=200, blank=True, help_text=_("The official name, in Latvian.")
    )
    place = models.CharField(
        _("place"), max_length=250, help_text=_("Town or parish and address, in Latvian.")
    )
    field = models.CharField(
        _("field of work"), max_length=20, choices=Field.choices, default=Field.OTHER
    )
    hours = models.CharField(_("hours"), max_length=20, choices=Hours.choices, blank=True)
    pay_from = models.DecimalField(
        _("pay from, €"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    pay_to = models.DecimalField(
        _("pay up to, €"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    pay_kind = models.CharField(
        _("before or after tax"),
        max_length=10,
        choices=PayKind.choices,
        default=PayKind.GROSS,
        help_text=_("By law an advertisement names the pay before tax."),
    )
    pay_period = models.CharField(
        _("pay for"), max_length=10, choices=PayPeriod.choices, default=PayPeriod.MONTH
    )
    language_level = models.CharField(
        _("Latvian needed"),
        max_length=20,
        choices=LanguageLevel.choices,
        blank=True,
        help_text=_("Empty when not known."),
    )
    with_housing = models.BooleanField(_("with housing"), default=False)
    is_remote = models.BooleanField(_("remote work possible"), default=False)
    starts = models.CharField(_("start of work"), max_length=120, blank=True)
    duties = models.TextField(
        _("duties"), max_length=6000, blank=True, help_text=_("Simple Markdown is allowed.")
    )
    how_to_apply = models.TextField(_("how to apply from abroad"), max_length=900, blank=True)
    transport = models.TextField(_("how to get there"), max_length=400, blank=True)
    source_number = models.CharField(
        _("number in the open data"),
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        editable=False,
    )
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    # Of an imported row, which has no history: when what it says last changed.
    changed_at = models.DateTimeField(null=True, editable=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        ordering = ["-published_at", "-pk"]
        # For the lists: newest first, of one municipality, and the counts of what is still open.
        indexes = [
            models.Index(fields=["-published_at", "-id"]),
            models.Index(fields=["municipality", "-published_at", "-id"]),
            models.Index(fields=["field", "-published_at", "-id"]),
            models.Index(fields=["closing_order", "-published_at", "-id"]),
            # For the calendar, which counts them by day from this index alone.
            models.Index(
                fields=[
                    "closes_on",
                    "last_listed_on",
                    "municipality",
                    "published_at",
                    "withdrawn_at",
                ],
                name="vacancy_closing_days",
            ),
            models.Index(fields=["municipality", "last_listed_on"]),
        ]
        constraints = [
            *Listing.Meta.constraints,
            *latvian_required("title"),
            in_order("pay_from", "pay_to", _("“From” is above “up to”.")),
            models.CheckConstraint(
                condition=(Q(pay_from__isnull=True) | Q(pay_from__gte=0))
                & (Q(pay_to__isnull=True) | Q(pay_to__gte=0)),
                name="vacancy_pay_not_negative",
                violation_error_message=_("A sum cannot be negative."),
            ),
            one_of("field", WorkField.values),
            one_of("hours", ["", *WorkHours.values]),
            one_of("pay_kind", PayKind.values, _("Say whether the pay is before or after tax.")),
            one_of("pay_period", PayPeriod.values),
            one_of("language_level", ["", *LanguageLevel.values]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("support_programs:vacancy", args=[self.slug])

    @property
    def is_imported(self) -> bool:
        return self.source_number is not None
