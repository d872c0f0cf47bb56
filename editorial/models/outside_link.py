from typing import ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.constraints import one_of


class LinkResult(models.TextChoices):
    """What came of asking for an address outside."""

    UNCHECKED = "unchecked", pgettext_lazy("link", "not checked yet")
    WORKS = "works", pgettext_lazy("link", "works")
    MOVED = "moved", pgettext_lazy("link", "has moved for good")
    MISSING = "missing", pgettext_lazy("link", "page not found")
    REFUSED = "refused", pgettext_lazy("link", "does not let programs in")
    ERROR = "error", pgettext_lazy("link", "the site has an error")
    UNREACHABLE = "unreachable", pgettext_lazy("link", "the site does not answer")
    UNSAFE = "unsafe", pgettext_lazy("link", "the certificate of the site is not valid")


class OutsideLinkQuerySet(models.QuerySet):
    def broken(self) -> Self:
        return self.filter(is_broken=True)


class OutsideLink(models.Model):
    """An address outside that our facts lead to, and what came of asking for it last night."""

    Result: ClassVar = LinkResult

    url = models.URLField(_("address"), max_length=500, unique=True)
    result = models.CharField(
        _("result"), max_length=12, choices=Result.choices, default=Result.UNCHECKED
    )
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    leads_to = models.URLField(_("leads to"), max_length=500, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    # One failed night says nothing: see `editorial.outside_links`.
    is_broken = models.BooleanField(_("broken"), default=False)

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("outside link")
        verbose_name_plural = _("outside links")
        ordering = ["url"]
        constraints = [one_of("result", LinkResult.values)]

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """A row in whose texts an outside address stands."""

    link = models.ForeignKey(OutsideLink, models.CASCADE, related_name="uses")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey()
    # The name of the column, of a child's as `steps.url`.
    field = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("use of a link")
        verbose_name_plural = _("uses of links")
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "content_type", "object_id", "field"], name="link_use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.link} ({self.field})"
