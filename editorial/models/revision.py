import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import one_of


class RevisionState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("edition", "draft")
    REVIEW = "review", pgettext_lazy("edition", "waiting for review")
    RETURNED = "returned", pgettext_lazy("edition", "returned to the author")
    PUBLISHED = "published", pgettext_lazy("edition", "published")
    DISCARDED = "discarded", pgettext_lazy("edition", "discarded")


OPEN_STATES = [RevisionState.DRAFT, RevisionState.REVIEW, RevisionState.RETURNED]


class RevisionQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def waiting(self) -> Self:
        """For review, whoever waits longest first."""
        return self.filter(state=RevisionState.REVIEW).order_by("submitted_at", "pk")

    def returned(self) -> Self:
        return self.filter(state=RevisionState.RETURNED).order_by("decided_at", "pk")

    def closing_by(self, day: dt.date) -> Self:
        """Of offers and events whose last day, as the author wants it, is `day` or earlier; adds it
        as `closing`."""
        text = models.TextField()
        columns = ("closes_on", "ends_on", "starts_on")
        # SQLite says “null” where PostgreSQL says nothing.
        days = [
            NullIf(KT(f"data__fields__{name}"), Value("null"), output_field=text)
            for name in columns
        ]
        return self.annotate(closing=Coalesce(*days, output_field=text)).filter(
            closing__lte=day.isoformat()
        )

    def published(self) -> Self:
        """Earlier and present versions, the latest first."""
        return self.filter(state=RevisionState.PUBLISHED).order_by("-decided_at", "-pk")

    def of(self, row: models.Model) -> Self:
        content_type = ContentType.objects.get_for_model(row, for_concrete_model=False)
        return self.filter(content_type=content_type, object_id=row.pk)

    def open_of(self, row: models.Model) -> "Revision | None":
        return self.of(row).open().first()


class Revision(models.Model):
    """One edition of a row beside the row itself, which stays as it was approved.

    `data` is the whole row with its inline children as the author wants it, `base` the row as it
    was when the edition was begun; empty for a row that was never published. Public pages never
    read this table, so nothing can leak through a forgotten filter. A published edition is kept: it
    is the version to which one can return.
    """

    State: ClassVar = RevisionState

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey()
    data = models.JSONField()
    base = models.JSONField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("author"),
        null=True,
        related_name="+",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("reason"), max_length=2000, blank=True)
    # Only wording was mended: translations that were current stay so.
    is_minor = models.BooleanField(_("minor edit"), default=False)
    # Moves with each save; a reviewer decides about the one that was on the screen.
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["submitted_at", "pk"]
        # For “the edition of this row”, and for the queue by waiting time.
        indexes = [
            models.Index(fields=["content_type", "object_id", "state"]),
            models.Index(fields=["state", "submitted_at"]),
        ]
        constraints = [
            one_of("state", RevisionState.values),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(state__in=OPEN_STATES),
                name="revision_one_open_of_a_row",
                violation_error_message=_("There is an open edition already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=RevisionState.REVIEW) | Q(submitted_at__isnull=False),
                name="revision_in_review_was_submitted",
                violation_error_message=_("Submit it first."),
            ),
            models.CheckConstraint(
                condition=~Q(state=RevisionState.RETURNED) | ~Q(note=""),
                name="revision_returned_with_reason",
                violation_error_message=_("Write the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_of_new_row(self) -> bool:
        """Of a row that the public has never seen, which is its own draft."""
        return self.base is None
