"""“Still true”, said of several rows at once."""

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy, ngettext

from editorial import clock
from editorial.models import Publishable
from editorial.publishing_admin import PublishableAdmin
from support_programs.models import Listing


class ConfirmableAdmin(PublishableAdmin):
    """Offers and places of learning. Of an offer “still true” starts the clock of 30 days anew; of
    a place of learning it says nothing about its free places, which have a day of their own."""

    actions = [*PublishableAdmin.actions, "still_true"]

    @admin.action(
        description=gettext_lazy("Still true: the selected %(verbose_name_plural)s"),
        permissions=["confirm"],
    )
    def still_true(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        changeable = self._confirmable(request, queryset)
        rows = [row for row in changeable if not self._is_over(row)]
        if over := len(changeable) - len(rows):
            message = ngettext(
                "%(count)d row cannot be confirmed: its day has passed or it was taken off.",
                "%(count)d rows cannot be confirmed: their day has passed or they were taken off.",
                over,
            )
            self.message_user(request, message % {"count": over}, messages.WARNING)
        if not rows:
            return
        for row in rows:
            row.verified_on, row.verified_by = clock.today(), request.user
        self._save_rows(request, rows, ["verified_on", "verified_by"], gettext("Still true."))
        message = ngettext("%(count)d row confirmed.", "%(count)d rows confirmed.", len(rows))
        self.message_user(request, message % {"count": len(rows)}, messages.SUCCESS)

    def _confirmable(self, request: HttpRequest, queryset: models.QuerySet) -> list[Publishable]:
        return [
            row
            for row in self._changeable(request, queryset)
            if self.has_confirm_permission(request, row)
        ]

    def _is_over(self, row: Publishable) -> bool:
        """A confirmation would not bring it back into the lists."""
        return isinstance(row, Listing) and row.state() is Listing.State.CLOSED

    @transaction.atomic
    def _save_rows(
        self, request: HttpRequest, rows: list[Publishable], fields: list[str], message: str
    ) -> None:
        """Row by row, so that version and history move and the change is logged."""
        for row in rows:
            row.save(update_fields=fields)
            self.log_change(request, row, message)
