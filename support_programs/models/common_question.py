from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.constraints import latvian_required, one_of
from editorial.models import Publishable
from municipalities.needs import Need
from municipalities.querysets import LocalOrGeneralQuerySet


class CommonQuestion(Publishable):
    """A question many families ask, with its answer."""

    label_path: ClassVar[str] = "question_lv"

    need = models.CharField(_("need"), max_length=20, choices=Need.choices)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="common_questions",
        help_text=_("Empty when the answer is true everywhere."),
    )
    question = models.CharField(_("question"), max_length=200)
    answer = models.TextField(_("answer"), max_length=2000)
    measures = models.ManyToManyField(
        "support_programs.SupportMeasure",
        verbose_name=_("measures it refers to"),
        blank=True,
        related_name="common_questions",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = LocalOrGeneralQuerySet.as_manager()

    class Meta:
        verbose_name = _("common question")
        verbose_name_plural = _("common questions")
        ordering = ["position", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            *latvian_required("question", "answer"),
            one_of("need", Need.values, _("Choose one of the seven needs.")),
        ]

    def __str__(self) -> str:
        return self.question

    def shown_at(self) -> str:
        return reverse("support_programs:question_list")

    @property
    def is_published(self) -> bool:
        """The same condition as `published` of its QuerySet. Wants the municipality selected."""
        return super().is_published and (
            self.municipality is None or self.municipality.is_published
        )
