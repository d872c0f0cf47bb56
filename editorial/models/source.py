from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial import partial_dates
from editorial.models.loaded import Loaded
from editorial.roles import Subject


class Source(Loaded):
    """Where a fact comes from: a page, who published it, and when it was true."""

    subject: ClassVar[Subject] = Subject.SOURCE

    url = models.URLField(_("address"), max_length=500)
    publisher = models.CharField(_("publisher"), max_length=200)
    as_of = models.CharField(
        _("as of"),
        max_length=partial_dates.MAX_LENGTH,
        blank=True,
        validators=[partial_dates.validate_partial_date],
        help_text=_("2026, 2026-03, 2026-03-15 or a range 2024/2026; empty when undated."),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["publisher", "pk"]

    def __str__(self) -> str:
        return f"{self.publisher} ({self.as_of})" if self.as_of else self.publisher
