from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import latvian_required, one_of
from support_programs.models.listing import Listing
from support_programs.models.measure import NOT_NEGATIVE
from support_programs.querysets import HomeQuerySet


class HomeKind(models.TextChoices):
    MUNICIPAL_FLAT = "municipal_flat", _("municipal flat")
    RENT = "rent", _("flat or house to rent")
    PLOT = "plot", _("plot of land")
    TEMPORARY = "temporary", _("temporary start")


class Home(Listing):
    """Somewhere to live: one flat or plot, or a kind of them with the number that is free."""

    Kind = HomeKind

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=150)
    place = models.CharField(
        _("place"), max_length=200, help_text=_("Town or parish and address, in Latvian.")
    )
    rooms = models.PositiveSmallIntegerField(
        _("rooms"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    area_m2 = models.DecimalField(
        _("area, m²"),
        max_digits=8,
        decimal_places=1,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    cost_month = models.DecimalField(
        _("cost a month, €"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    cost_includes = models.CharField(_("what the cost includes"), max_length=300, blank=True)
    who = models.TextField(_("who may apply"), max_length=900, blank=True)
    how_to_apply = models.TextField(_("how to apply from abroad"), max_length=900, blank=True)
    free_units = models.PositiveSmallIntegerField(
        _("how many are free"),
        null=True,
        blank=True,
        help_text=_("0 = nothing is free, and the page says so with the date; empty = not known."),
    )
    queue_length = models.PositiveIntegerField(
        _("waiting before you"), null=True, blank=True, help_text=_("Families in the queue.")
    )
    buses_per_day = models.PositiveSmallIntegerField(
        _("buses and trains on a working day"), null=True, blank=True
    )
    nearest_school = models.ForeignKey(
        "municipalities.Institution",
        models.SET_NULL,
        verbose_name=_("nearest school"),
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "school"},
    )
    nearest_kindergarten = models.ForeignKey(
        "municipalities.Institution",
        models.SET_NULL,
        verbose_name=_("nearest kindergarten"),
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "preschool"},
    )
    note = models.TextField(_("note"), max_length=900, blank=True)

    objects = HomeQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("offer", "home")
        verbose_name_plural = pgettext_lazy("offers", "homes")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["-published_at", "-id"]),
            models.Index(fields=["municipality", "last_listed_on"]),
        ]
        constraints = [
            *Listing.Meta.constraints,
            *latvian_required("title"),
            one_of("kind", HomeKind.values),
            models.CheckConstraint(
                condition=(Q(cost_month__isnull=True) | Q(cost_month__gte=0))
                & (Q(area_m2__isnull=True) | Q(area_m2__gte=0)),
                name="home_figures_not_negative",
                violation_error_message=_("Cost and area cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(rooms__isnull=True) | Q(rooms__range=(1, 20)),
                name="home_rooms_are_sane",
                violation_error_message=_("Write between 1 and 20 rooms."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("support_programs:home", args=[self.slug])
