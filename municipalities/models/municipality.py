from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import latvian_required, one_of
from editorial.models import Addressed, Publishable
from editorial.roles import Subject
from editorial.sorting import MAX_LENGTH, fill_sort_keys
from municipalities.querysets import MunicipalityQuerySet


class MunicipalityKind(models.TextChoices):
    STATE_CITY = "state_city", _("state city")
    MUNICIPALITY = "municipality", pgettext_lazy("kind of territory", "municipality")
    PILOT_AREA = "pilot_area", _("part of a larger municipality since 2021")


class PilotGroup(models.TextChoices):
    """The municipalities that went into the pilot together, by planning region of 2018."""

    LATGALE = "latgale", _("Latgale")
    RIGA = "riga", _("Rīga region")
    ZEMGALE = "zemgale", _("Zemgale")
    KURZEME = "kurzeme", _("Kurzeme")
    VIDZEME = "vidzeme", _("Vidzeme")


# Latvian is the source and always shown.
HIDDEN_LANGUAGES = ["", "en", "ru", "en,ru"]


def validate_hidden_languages(text: str) -> None:
    if text not in HIDDEN_LANGUAGES:
        raise ValidationError(_("Only English and Russian can be switched off."), code="language")


class Municipality(Addressed, Publishable):
    """One of the ten pilot municipalities of 2018, whatever it belongs to today."""

    subject: ClassVar[Subject] = Subject.MUNICIPALITY
    municipality_path: ClassVar[str] = "pk"
    label_path: ClassVar[str] = "short_name_lv"
    # What readers and the site call it in their language, also where that is switched off.
    names: ClassVar[tuple[str, ...]] = (
        "name",
        "short_name",
        "in_text",
        "of_text",
        "centre",
        "sort_key",
    )

    Kind = MunicipalityKind
    PilotGroup = PilotGroup

    name = models.CharField(
        _("name of 2018"), max_length=120, help_text=_("For example Ozolnieku novads.")
    )
    short_name = models.CharField(
        _("short name"), max_length=60, help_text=_("For example Ozolnieki.")
    )
    in_text = models.CharField(
        _("name after “in”"),
        max_length=80,
        help_text=_("As it stands in a sentence: Ozolniekos, in Ozolnieki, в Озолниеках."),
    )
    of_text = models.CharField(
        _("name after “of”"),
        max_length=80,
        help_text=_("As it stands in a sentence: Ozolnieku, of Ozolnieki, Озолниеков."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    pilot_group = models.CharField(_("pilot group"), max_length=20, choices=PilotGroup.choices)
    region = models.ForeignKey(
        "municipalities.PlanningRegion",
        models.PROTECT,
        verbose_name=_("planning region"),
        related_name="municipalities",
    )
    authority = models.ForeignKey(
        "municipalities.Authority",
        models.PROTECT,
        verbose_name=_("authority of today"),
        related_name="municipalities",
        help_text=_("The local government that answers today."),
    )
    reform_note = models.TextField(_("what the reform of 2021 changed"), max_length=600)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_on = models.DateField(_("population on"), null=True, blank=True)
    area_km2 = models.DecimalField(
        _("area, km²"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    centre = models.CharField(_("administrative centre"), max_length=80)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    intro = models.TextField(_("introduction"), max_length=1200)
    note = models.TextField(
        _("note"), max_length=600, blank=True, help_text=_("What the figures leave out.")
    )
    website = models.URLField(_("website"), blank=True)
    photo = models.ImageField(_("photo"), upload_to="photos", max_length=200, blank=True)
    photo_alt = models.CharField(
        _("what the photo shows"),
        max_length=200,
        blank=True,
        help_text=_("For those who do not see it: “The market square of Saldus in summer”."),
    )
    photo_credit = models.CharField(
        _("author of the photo"), max_length=120, blank=True, help_text=_("And whose it is.")
    )
    hidden_languages = models.CharField(
        _("languages switched off"),
        max_length=5,
        blank=True,
        validators=[validate_hidden_languages],
        help_text=_("Texts of this municipality are then shown in Latvian, and say so."),
    )
    sort_key = models.CharField(max_length=MAX_LENGTH, editable=False)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("pilot municipality")
        verbose_name_plural = _("pilot municipalities")
        ordering = ["slug"]
        constraints = [
            *Publishable.Meta.constraints,
            *latvian_required(
                "name", "short_name", "in_text", "of_text", "reform_note", "centre", "intro"
            ),
            one_of("kind", MunicipalityKind.values),
            one_of("pilot_group", PilotGroup.values),
            models.CheckConstraint(
                condition=Q(photo="") | (Q(photo_alt_lv__isnull=False) & ~Q(photo_alt_lv="")),
                name="municipality_photo_has_text",
                violation_error_message=_("Write in Latvian what the photo shows."),
            ),
            models.CheckConstraint(
                condition=Q(hidden_languages__in=HIDDEN_LANGUAGES),
                name="municipality_hidden_languages_known",
                violation_error_message=_("Only English and Russian can be switched off."),
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_on__isnull=False),
                name="municipality_population_has_day",
                violation_error_message=_("Write the day the population was counted."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(55.5, 58.2), longitude__range=(20.8, 28.4)),
                name="municipality_lies_in_latvia",
                violation_error_message=_("The coordinates lie outside Latvia."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args, **kwargs) -> None:
        keys = fill_sort_keys(self, "short_name")
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, *keys}
        super().save(*args, **kwargs)

    def shows(self, language: str) -> bool:
        """Whether texts of this municipality are shown in `language`."""
        return language not in self.hidden_languages.split(",")

    def get_absolute_url(self) -> str:
        return reverse("municipality", args=[self.slug])

    @property
    def is_pilot_area(self) -> bool:
        """Whether another, larger municipality answers for it today."""
        return self.kind == self.Kind.PILOT_AREA
