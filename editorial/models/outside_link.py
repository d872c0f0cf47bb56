import datetime as dt
from typing import ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial import clock
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


# What to do about each.
HELP = {
    LinkResult.UNCHECKED: _("It is asked for in the coming night."),
    LinkResult.WORKS: _("Nothing has to be done."),
    LinkResult.MOVED: _("It still leads there; write the new address before the old one ends."),
    LinkResult.MISSING: _(
        "Look on that site for the page as it is called now, and correct the address. If it is "
        "gone, take the link out."
    ),
    LinkResult.REFUSED: _(
        "That site lets in people only. Open the link now and then to see whether it works."
    ),
    LinkResult.ERROR: _(
        "Open the link. If you see an error, too, wait a few days, then ask the owner of the site "
        "or take the link out."
    ),
    LinkResult.UNREACHABLE: _(
        "Open the link. If nothing appears, the site may have a new name: look for it and correct "
        "the address."
    ),
    LinkResult.UNSAFE: _(
        "Browsers warn visitors of this site. Tell its owner, and look for another page that says "
        "the same."
    ),
}


class OutsideLinkQuerySet(models.QuerySet):
    def broken(self) -> Self:
        return self.filter(is_broken=True)

    def used_in(self, rows: Q) -> Self:
        """Links that stand in `rows`, a condition on their uses such as `rows_of`."""
        return self.filter(Exists(LinkUse.objects.filter(rows, link=OuterRef("pk"))))

    def to_check(self, on: dt.date | None = None) -> Self:
        """Links not asked for yet on the day `on`, the longest unasked first."""
        day = dt.datetime.combine(on or clock.today(), dt.time.min)
        morning = timezone.make_aware(day)
        return self.filter(Q(checked_at__isnull=True) | Q(checked_at__lt=morning)).order_by(
            F("checked_at").asc(nulls_first=True), "pk"
        )


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

    @property
    def help(self) -> str:
        """What to do about it."""
        return str(HELP[LinkResult(self.result)])


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
