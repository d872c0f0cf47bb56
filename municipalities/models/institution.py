from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import one_of
from editorial.models import Publishable
from editorial.reach import Reachable
from editorial.sorting import MAX_LENGTH
from municipalities.querysets import InstitutionQuerySet
from search.text import fold


class InstitutionKind(models.TextChoices):
    MUNICIPALITY = "municipality", pgettext_lazy("institution", "Local government")
    ONE_STOP = "one_stop", _("Customer service centre")
    SERVICE_POINT = "service_point", _("Local service point")
    EDUCATION_BOARD = "education_board", _("Education board")
    PRESCHOOL = "preschool", _("Kindergarten")
    SCHOOL = "school", pgettext_lazy("institution", "School")
    HOSPITAL = "hospital", _("Hospital")
    SOCIAL_SERVICE = "social_service", _("Social service")
    CIVIL_REGISTRY = "civil_registry", _("Civil registry office")
    CUSTODY_COURT = "custody_court", _("Orphan's and custody court")
    BUSINESS_SUPPORT = "business_support", _("Business support")
    PLANNING_OFFICE = "planning_office", _("Building authority")
    CULTURE = "culture", pgettext_lazy("institution", "Culture")
    REGIONAL_BODY = "regional_body", _("Planning region")


class Institution(Publishable, Reachable):
    """A kindergarten, school, hospital, service centre… Its name is official and not translated."""

    label_path: ClassVar[str] = "name"

    Kind = InstitutionKind

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        related_name="institutions",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(
        _("official name"), max_length=200, help_text=_("In Latvian, as the institution writes it.")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=400, blank=True)
    is_historic = models.BooleanField(
        _("historic"), default=False, help_text=_("It no longer exists under this name.")
    )
    sort_key = models.CharField(max_length=MAX_LENGTH, editable=False)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["kind", "sort_key"]
        # For the page of a municipality, which lists its institutions by kind.
        indexes = [models.Index(fields=["municipality", "kind", "sort_key"])]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("kind", InstitutionKind.values),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    # NULL passes a plain comparison.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(55.5, 58.2),
                    longitude__range=(20.8, 28.4),
                ),
                name="institution_lies_in_latvia",
                violation_error_message=_("Write both coordinates, inside Latvia, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = fold(self.name)[:MAX_LENGTH]
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "sort_key"}
        super().save(*args, **kwargs)

    def shown_at(self) -> str:
        return self.municipality.shown_at()

    @property
    def is_published(self) -> bool:
        """The same condition as `published` of its QuerySet. Wants the municipality selected."""
        return super().is_published and self.municipality.is_published
