from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from support_programs.models.place_of_learning import PlaceOfLearning
from support_programs.querysets import PlaceOfLearningQuerySet


class Kindergarten(PlaceOfLearning):
    """Beside its institution, which holds name, address and contacts."""

    institution = models.OneToOneField(
        "municipalities.Institution",
        models.PROTECT,
        verbose_name=_("institution"),
        related_name="kindergarten",
        limit_choices_to={"kind": "preschool"},
    )
    groups = models.PositiveSmallIntegerField(_("groups"), null=True, blank=True)

    objects = PlaceOfLearningQuerySet.as_manager()

    class Meta:
        verbose_name = _("kindergarten")
        verbose_name_plural = _("kindergartens")
        ordering = ["slug"]
        constraints = PlaceOfLearning.Meta.constraints

    def get_absolute_url(self) -> str:
        return reverse("support_programs:kindergarten", args=[self.slug])
