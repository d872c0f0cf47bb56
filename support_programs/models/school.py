from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.constraints import in_order
from support_programs.models.place_of_learning import PlaceOfLearning
from support_programs.querysets import PlaceOfLearningQuerySet

GRADES = [MinValueValidator(1), MaxValueValidator(12)]


class School(PlaceOfLearning):
    """Beside its institution, which holds name, address and contacts."""

    institution = models.OneToOneField(
        "municipalities.Institution",
        models.PROTECT,
        verbose_name=_("institution"),
        related_name="school",
        limit_choices_to={"kind": "school"},
    )
    grade_from = models.PositiveSmallIntegerField(
        _("grades from"), null=True, blank=True, validators=GRADES
    )
    grade_to = models.PositiveSmallIntegerField(
        _("grades up to"), null=True, blank=True, validators=GRADES
    )

    objects = PlaceOfLearningQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["slug"]
        constraints = [
            *PlaceOfLearning.Meta.constraints,
            in_order("grade_from", "grade_to", _("“From” is above “up to”.")),
            models.CheckConstraint(
                condition=(Q(grade_from__isnull=True) | Q(grade_from__range=(1, 12)))
                & (Q(grade_to__isnull=True) | Q(grade_to__range=(1, 12))),
                name="school_grades_are_sane",
                violation_error_message=_("Grades lie between 1 and 12."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("support_programs:school", args=[self.slug])
