from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.constraints import latvian_required
from editorial.models import Loaded


class Authority(Loaded):
    """A body that answers today: a local government since the reform of 2021, or a state body."""

    class Kind(models.TextChoices):
        LOCAL_GOVERNMENT = "local_government", _("local government")
        STATE_INSTITUTION = "state_institution", _("state institution")

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

    class Meta:
        verbose_name = _("authority of today")
        verbose_name_plural = _("authorities of today")
        ordering = ["name_lv"]
        constraints = latvian_required("name")

    def __str__(self) -> str:
        return self.name
