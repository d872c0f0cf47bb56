from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class VacancyImport(models.Model):
    """One run of `import_vacancies`: what it read and what it changed. Written by it alone."""

    source = models.CharField(_("source"), max_length=500)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(
        _("finished"), null=True, blank=True, help_text=_("Empty when it was broken off.")
    )
    rows = models.PositiveIntegerField(_("rows read"), default=0)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    closed = models.PositiveIntegerField(_("closed"), default=0)
    elsewhere = models.PositiveIntegerField(
        _("in other municipalities"), default=0, help_text=_("Places outside the pilot areas.")
    )
    rejected = models.PositiveIntegerField(_("rows with errors"), default=0)

    class Meta:
        verbose_name = _("import of vacancies")
        verbose_name_plural = _("imports of vacancies")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.source}"
