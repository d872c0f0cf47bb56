import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import latvian_required, one_of
from support_programs.keys import new_key


class PaperForm(models.TextChoices):
    ORIGINAL = "original", pgettext_lazy("document", "original")
    COPY = "copy", pgettext_lazy("document", "copy")
    EITHER = "either", pgettext_lazy("document", "original or copy")


class Paper(models.Model):
    """A document the family must show."""

    Form = PaperForm

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(
        "support_programs.SupportMeasure", models.CASCADE, related_name="papers"
    )
    key = models.SlugField(_("key"), max_length=20, default=new_key)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("document"), max_length=200)
    form = models.CharField(
        _("original or copy"),
        max_length=10,
        choices=Form.choices,
        blank=True,
        help_text=_("Empty when not known."),
    )
    translation_needed = models.BooleanField(_("translation needed"), null=True, blank=True)
    where = models.TextField(_("where to get it"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["order", "key"]
        constraints = [
            *latvian_required("name"),
            one_of("form", ["", *PaperForm.values]),
            models.UniqueConstraint(fields=["measure", "key"], name="paper_key_unique"),
        ]

    def __str__(self) -> str:
        return self.name
