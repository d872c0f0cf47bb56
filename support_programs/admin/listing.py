"""What the administration does alike for vacancies and homes."""

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy, ngettext

from editorial import clock
from editorial.translated_admin import TranslatedAdmin
from support_programs.admin.confirmable import ConfirmableAdmin
from support_programs.models import Listing


class OfferFilter(admin.SimpleListFilter):
    """By the day alone, whether published or not."""

    title = gettext_lazy("offer")
    parameter_name = "offer"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("open", gettext("still open")), ("over", gettext("closed or expired"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        match self.value():
            case "open":
                return queryset.filter(last_listed_on__gte=clock.today())
            case "over":
                return queryset.filter(last_listed_on__lt=clock.today())
        return queryset


class ListingAdmin(ConfirmableAdmin, TranslatedAdmin):
    actions = [*ConfirmableAdmin.actions, "taken_off"]
    list_select_related = ["municipality"]
    ordering = ["-checked_on", "-pk"]
    prepopulated_fields = {"slug": ["title_lv"]}

    @admin.display(description=gettext_lazy("title"), ordering="title_lv")
    def heading(self, obj: Listing) -> str:
        return obj.title

    @admin.display(description=gettext_lazy("offer"), ordering="last_listed_on")
    def offer(self, obj: Listing) -> str:
        return obj.state().label

    @admin.action(
        description=gettext_lazy("Taken off today: the selected %(verbose_name_plural)s"),
        permissions=["confirm"],
    )
    def taken_off(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        rows = [row for row in self._confirmable(request, queryset) if row.closed_on is None]
        if not rows:
            return
        for row in rows:
            row.closed_on = clock.today()
        self._save_rows(request, rows, ["closed_on"], gettext("Taken off."))
        message = ngettext("%(count)d row taken off.", "%(count)d rows taken off.", len(rows))
        self.message_user(request, message % {"count": len(rows)}, messages.SUCCESS)
