import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial import clock, partial_dates
from editorial.age import GENERAL_TEXT, Age, Interval, age
from editorial.models.loaded import Loaded
from editorial.models.placed import Placed
from editorial.querysets import PublishableQuerySet


class Publishable(Placed, Loaded):
    """A fact the public may see once it is published, with its sources and its age."""

    check_interval: ClassVar[Interval] = GENERAL_TEXT
    # Related names of the rows edited in one form with it; they have UUID keys.
    children: ClassVar[tuple[str, ...]] = ()
    # Translated fields whose text is Markdown.
    markdown_fields: ClassVar[tuple[str, ...]] = ()
    # The column by which lists over several models name a row.
    label_path: ClassVar[str] = "title_lv"
    # What “still true” writes; no part of what an edition says.
    clock_fields: ClassVar[tuple[str, ...]] = ("verified_on", "verified_by")

    # Both say what has happened; nothing is published or withdrawn ahead of time.
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, validators=[clock.validate_not_after_now]
    )
    withdrawn_at = models.DateTimeField(
        _("withdrawn"), null=True, blank=True, validators=[clock.validate_not_after_now]
    )
    as_of = models.CharField(
        _("as of"),
        max_length=partial_dates.MAX_LENGTH,
        blank=True,
        validators=[partial_dates.validate_partial_date],
        help_text=_("2026, 2026-03, 2026-03-15 or a range 2024/2026; empty when undated."),
    )
    as_of_last_day = models.DateField(null=True, editable=False)
    sources = models.ManyToManyField(
        "editorial.Source", verbose_name=_("sources"), blank=True, related_name="+"
    )
    verified_on = models.DateField(
        _("verified on"),
        null=True,
        blank=True,
        validators=[clock.validate_not_after_today],
        help_text=_("The day somebody who knows last said: still true."),
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("verified by"),
        null=True,
        blank=True,
        related_name="+",
    )
    translated_from = models.JSONField(default=dict, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__isnull=False),
                name="%(class)s_withdrawn_was_published",
                violation_error_message=_("Only what was published can be withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(verified_on__isnull=False),
                name="%(class)s_verified_by_has_day",
                violation_error_message=_("Write the day on which it was verified."),
            ),
        ]

    def save(self, *args, **kwargs) -> None:
        covered = partial_dates.span(self.as_of)
        self.as_of_last_day = covered[1] if covered else None
        self.version += 1
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "as_of_last_day", "version"}
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        """The same condition as `PublishableQuerySet.published`."""
        return self.published_at is not None and self.withdrawn_at is None

    def age(self, on: dt.date | None = None) -> Age:
        return age(self.verified_on, self.check_interval, on)

    def closing_day(self) -> dt.date | None:
        """The last day on which it concerns anybody, for what has one."""
        return None

    def shown_at(self) -> str:
        """Address of the public page on which it stands, in the active language."""
        return self.get_absolute_url()

    def publish(self) -> None:
        self.published_at = self.published_at or timezone.now()
        self.withdrawn_at = None
