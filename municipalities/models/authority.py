from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.constraints import latvian_required, one_of
from editorial.models import Loaded
from editorial.roles import Subject
from editorial.sorting import MAX_LENGTH, fill_sort_keys


class AuthorityKind(models.TextChoices):
    LOCAL_GOVERNMENT = "local_government", _("local government")
    STATE_INSTITUTION = "state_institution", _("state institution")


class Authority(Loaded):
    """A body that answers today: a local government since the reform of 2021, or a state body."""

    subject: ClassVar[Subject] = Subject.STRUCTURE

    Kind = AuthorityKind

    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.LOCAL_GOVERNMENT
    )
    name = models.CharField(_("name"), max_length=150)
    website = models.URLField(_("website"), blank=True)
    code = models.CharField(
        _("territorial code"),
        max_length=10,
        blank=True,
        help_text=_("ATVK code since 2021, seven digits."),
    )
    sort_key = models.CharField(max_length=MAX_LENGTH, editable=False)

    class Meta:
        verbose_name = _("authority of today")
        verbose_name_plural = _("authorities of today")
        ordering = ["sort_key_lv", "pk"]
        constraints = [*latvian_required("name"), one_of("kind", AuthorityKind.values)]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        keys = fill_sort_keys(self, "name")
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, *keys}
        super().save(*args, **kwargs)
