from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.constraints import one_of
from editorial.models import Loaded, Placed
from editorial.roles import Subject
from editorial.sorting import MAX_LENGTH
from search.text import fold


class LocalityKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("name of the municipality")
    TOWN = "town", _("town")
    PARISH = "parish", _("parish")
    VILLAGE = "village", _("village")


class Locality(Placed, Loaded):
    """A town, parish or village by whose name an address is known to lie in a municipality."""

    subject: ClassVar[Subject] = Subject.STRUCTURE

    Kind = LocalityKind

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        related_name="localities",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(
        _("name"), max_length=100, help_text=_("In Latvian, for example Slampes pagasts.")
    )
    is_ambiguous = models.BooleanField(
        _("needs the municipality beside it"),
        default=False,
        help_text=_("There are places of this name elsewhere in Latvia, too."),
    )
    sort_key = models.CharField(max_length=MAX_LENGTH, editable=False)

    class Meta:
        verbose_name = _("locality")
        verbose_name_plural = _("localities")
        ordering = ["municipality", "sort_key"]
        constraints = [
            one_of("kind", LocalityKind.values),
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="locality_once_per_municipality",
                violation_error_message=_("This municipality already has a place of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = fold(self.name)[:MAX_LENGTH]
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "sort_key"}
        super().save(*args, **kwargs)
