from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.constraints import one_of
from editorial.models import Publishable
from municipalities.needs import Need
from municipalities.querysets import LocalQuerySet


class Absence(Publishable):
    """The honest “not offered”: somebody asked, and on that day there was nothing."""

    label_path: ClassVar[str] = "need"

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        related_name="absences",
    )
    need = models.CharField(_("need"), max_length=20, choices=Need.choices)
    note = models.TextField(_("note"), max_length=400, blank=True)

    objects = LocalQuerySet.as_manager()

    class Meta:
        verbose_name = _("“not offered”")
        verbose_name_plural = _("“not offered”")
        ordering = ["municipality", "need"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "need"],
                name="absence_once_per_cell",
                violation_error_message=_("This need of this municipality is already noted."),
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=False),
                name="absence_is_verified",
                violation_error_message=_("“Not offered” needs the day it was verified."),
            ),
            one_of("need", Need.values, _("Choose one of the seven needs.")),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_need_display()}"

    def shown_at(self) -> str:
        place = {"slug": self.municipality.slug, "need": Need(self.need)}
        return reverse("municipality_need", kwargs=place)

    @property
    def is_published(self) -> bool:
        """The same condition as `published` of its QuerySet. Wants the municipality selected."""
        return super().is_published and self.municipality.is_published
