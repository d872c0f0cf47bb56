from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import one_of
from editorial.roles import Subject

MAX_LABEL = 200


class Action(models.TextChoices):
    CREATED = "created", pgettext_lazy("change", "created")
    CHANGED = "changed", pgettext_lazy("change", "changed")
    SUBMITTED = "submitted", pgettext_lazy("change", "submitted for review")
    TAKEN_BACK = "taken_back", pgettext_lazy("change", "taken back from review")
    RETURNED = "returned", pgettext_lazy("change", "returned to the author")
    DISCARDED = "discarded", pgettext_lazy("change", "edition discarded")
    PUBLISHED = "published", pgettext_lazy("change", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("change", "withdrawn")
    CONFIRMED = "confirmed", pgettext_lazy("change", "confirmed as still true")
    TAKEN_OFF = "taken_off", pgettext_lazy("change", "taken off")
    IMPORTED = "imported", pgettext_lazy("change", "imported from a file")
    DELETED = "deleted", pgettext_lazy("change", "deleted")


class ChangeQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What changed for the readers, the latest first."""
        return self.filter(is_public=True).order_by("-at", "-pk")

    def of(self, row: models.Model) -> Self:
        return self.filter(model=row._meta.label_lower, object_id=row.pk)

    def delete(self) -> None:
        raise TypeError("The log is only written to.")

    def update(self, **values) -> None:
        raise TypeError("The log is only written to.")


class Change(models.Model):
    """A line of the log: who did what to which row, and what it said before and after.

    Nobody changes or removes a line, administrators included; triggers in the database hold this
    too. It therefore names people, places and rows without depending on them: whoever leaves keeps
    their name in it.
    """

    Action: ClassVar = Action
    subject: ClassVar[Subject] = Subject.LOG

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    # Empty for what the site did by itself.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    actor_name = models.CharField(_("who"), max_length=200, blank=True)
    action = models.CharField(_("what was done"), max_length=12, choices=Action.choices)
    model = models.CharField(max_length=100)
    object_id = models.PositiveBigIntegerField()
    label = models.CharField(_("row"), max_length=MAX_LABEL)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    region = models.ForeignKey(
        "municipalities.PlanningRegion",
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("planning region"),
    )
    need = models.CharField(max_length=20, blank=True)
    # {name of a field: [before, after]}, as `editorial.comparison.changes` makes it.
    fields = models.JSONField(_("before and after"), default=dict)
    note = models.TextField(_("reason"), blank=True)
    is_public = models.BooleanField(default=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the log")
        verbose_name_plural = _("log of changes")
        ordering = ["-at", "-pk"]
        # For the log of a region, the page “what has changed”, and the history of one row.
        indexes = [
            models.Index(fields=["region", "-at"]),
            models.Index(fields=["is_public", "-at"]),
            models.Index(fields=["model", "object_id", "-at"]),
        ]
        constraints = [one_of("action", Action.values)]

    def __str__(self) -> str:
        return f"{self.label}: {self.get_action_display()}"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("The log is only written to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        raise TypeError("The log is only written to.")
