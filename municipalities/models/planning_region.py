from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.constraints import latvian_required
from editorial.models import Loaded
from editorial.roles import Subject
from editorial.sorting import MAX_LENGTH, fill_sort_keys


class PlanningRegion(Loaded):
    """One of the five planning regions, each with a remigration coordinator."""

    subject: ClassVar[Subject] = Subject.STRUCTURE

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    website = models.URLField(_("website"), blank=True)
    sort_key = models.CharField(max_length=MAX_LENGTH, editable=False)

    class Meta:
        verbose_name = _("planning region")
        verbose_name_plural = _("planning regions")
        ordering = ["code"]
        constraints = latvian_required("name")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        keys = fill_sort_keys(self, "name")
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, *keys}
        super().save(*args, **kwargs)
