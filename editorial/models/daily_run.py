from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DailyRun(models.Model):
    """What the command `daily` did, one row for each time it ran."""

    day = models.DateField(_("day"))
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # {name of a task: {what it counted: number}}
    results = models.JSONField(_("what it did"), default=dict)
    problems = models.TextField(_("problems"), blank=True)

    class Meta:
        verbose_name = _("daily run")
        verbose_name_plural = _("daily runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return str(self.day)


class Digest(models.Model):
    """The letter of one day to one person: the constraint keeps it at one, however often and on how
    many machines the command runs."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}"
