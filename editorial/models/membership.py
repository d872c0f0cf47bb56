from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import one_of
from editorial.roles import Role


class Membership(models.Model):
    """What a person does in a municipality or a planning region. Several per person."""

    Role = Role

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="memberships"
    )
    role = models.CharField(
        pgettext_lazy("membership", "role"), max_length=20, choices=Role.choices
    )
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.CASCADE,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="+",
    )
    region = models.ForeignKey(
        "municipalities.PlanningRegion",
        models.CASCADE,
        verbose_name=_("planning region"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Covers every municipality of the region."),
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            one_of("role", Role.values),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, region__isnull=True)
                | Q(municipality__isnull=True, region__isnull=False),
                name="membership_has_one_place",
                violation_error_message=_(
                    "Choose exactly one: a municipality or a planning region."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality"],
                name="membership_once_per_municipality",
                violation_error_message=_("This person already has a role there."),
            ),
            models.UniqueConstraint(
                fields=["user", "region"],
                name="membership_once_per_region",
                violation_error_message=_("This person already has a role there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.municipality or self.region}"
