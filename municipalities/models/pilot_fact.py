from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.constraints import latvian_required
from editorial.models import Publishable
from municipalities.querysets import LocalOrGeneralQuerySet


class PilotFact(Publishable):
    """One dated fact about the pilot of 2018: who decided, what it cost, what came of it."""

    label_path: ClassVar[str] = "text_lv"

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="pilot_facts",
        help_text=_("Empty when the fact is about the whole pilot."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("text"), max_length=1200)

    objects = LocalOrGeneralQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact about the pilot")
        verbose_name_plural = _("facts about the pilot")
        ordering = ["position", "pk"]
        constraints = [*Publishable.Meta.constraints, *latvian_required("text")]

    def __str__(self) -> str:
        return self.text[:80]

    def shown_at(self) -> str:
        return self.municipality.shown_at() if self.municipality else reverse("about")

    @property
    def is_published(self) -> bool:
        """The same condition as `published` of its QuerySet. Wants the municipality selected."""
        return super().is_published and (
            self.municipality is None or self.municipality.is_published
        )
