import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial import clock
from editorial.age import LISTING, Age, Interval, age, last_day
from editorial.models import Addressed, Publishable


class Listing(Addressed, Publishable):
    """An offer of some weeks: it leaves the lists by itself when its day or its clock runs out."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        EXPIRED = "expired", _("not confirmed for too long")

    check_interval: ClassVar[Interval] = LISTING
    clock_fields: ClassVar[tuple[str, ...]] = (*Publishable.clock_fields, "checked_on")

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
    )
    checked_on = models.DateField(
        _("entered or checked on"),
        default=clock.today,
        validators=[clock.validate_not_after_today],
        help_text=_("The clock of 30 days runs from this day; “still true” starts it anew."),
    )
    closes_on = models.DateField(
        _("closes on"), null=True, blank=True, help_text=_("The last day, Latvian time.")
    )
    closed_on = models.DateField(
        _("taken off on"),
        null=True,
        blank=True,
        help_text=_("When it was filled or withdrawn before its day."),
    )
    official_url = models.URLField(_("official link"), max_length=500, blank=True)
    last_listed_on = models.DateField(editable=False)
    # The closing day, or the end of time: no index serves “without a day last” on every database.
    closing_order = models.DateField(editable=False)

    class Meta:
        abstract = True
        constraints = Publishable.Meta.constraints

    def save(self, *args, **kwargs) -> None:
        self.fill_in()
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "checked_on", "last_listed_on", "closing_order"}
        super().save(*args, **kwargs)

    def fill_in(self) -> None:
        """What follows from the rest; a confirmation starts the clock anew."""
        if self.verified_on:
            self.checked_on = max(self.checked_on, self.verified_on)
        days = [last_day(self.checked_on, self.check_interval)]
        if self.closes_on:
            days.append(self.closes_on)
        if self.closed_on:
            days.append(self.closed_on - dt.timedelta(days=1))
        self.last_listed_on = min(days)
        self.closing_order = self.closes_on or dt.date.max

    @property
    def is_published(self) -> bool:
        """The same condition as `ListingQuerySet.published`. Wants the municipality selected."""
        return super().is_published and self.municipality.is_published

    def age(self, on: dt.date | None = None) -> Age:
        """Runs from the day of entry, so that an offer is never simply unconfirmed."""
        return age(self.checked_on, self.check_interval, on)

    def closing_day(self) -> dt.date | None:
        """The last day by its own account, whatever its clock says."""
        days = [self.closes_on, self.closed_on and self.closed_on - dt.timedelta(days=1)]
        return min(filter(None, days), default=None)

    def state(self, on: dt.date | None = None) -> "Listing.State":
        """Why it is in the lists on the day `on`, or why not."""
        day = on or clock.today()
        if day <= self.last_listed_on:
            return self.State.OPEN
        closes = self.closing_day()
        return self.State.CLOSED if closes and day > closes else self.State.EXPIRED
