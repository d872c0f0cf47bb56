import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.constraints import latvian_required, one_of
from support_programs.keys import new_key
from support_programs.querysets import StepQuerySet
from support_programs.stages import Stage


class Step(models.Model):
    """One thing to do, at one stage of the return."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(
        "support_programs.SupportMeasure", models.CASCADE, related_name="steps"
    )
    key = models.SlugField(
        _("key"),
        max_length=20,
        default=new_key,
        help_text=_("Short and fixed within the measure: a, b, c…"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices)
    text = models.TextField(_("text"), max_length=600)
    url = models.URLField(_("where"), max_length=500, blank=True)
    duration = models.CharField(
        _("how long it takes"), max_length=120, blank=True, help_text=_("For example “30 days”.")
    )
    lead_months = models.PositiveSmallIntegerField(
        _("start, months before arrival"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    repeats = models.ForeignKey(
        "support_programs.SupportMeasure",
        models.SET_NULL,
        verbose_name=_("repeats the measure"),
        null=True,
        blank=True,
        related_name="repeated_by",
        help_text=_("When this step only says again what another measure explains."),
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["order", "key"]
        constraints = [
            *latvian_required("text"),
            models.UniqueConstraint(fields=["measure", "key"], name="step_key_unique"),
            one_of("stage", Stage.values, _("Choose one of the four stages.")),
            models.CheckConstraint(
                condition=Q(lead_months__isnull=True)
                | Q(lead_months__gte=1, stage__in=[Stage.DECIDE, Stage.BEFORE]),
                name="step_lead_is_before_arrival",
                violation_error_message=_(
                    "Lead time is at least one month and belongs to a step before arrival."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
