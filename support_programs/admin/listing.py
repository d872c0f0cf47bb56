"""What the administration does alike for vacancies and homes."""

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy, ngettext

from editorial import clock, log
from editorial.administration.publishing import PublishableAdmin
from editorial.administration.translated import TranslatedAdmin
from editorial.models import Action
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


class ListingAdmin(PublishableAdmin, TranslatedAdmin):
    actions = [*PublishableAdmin.actions, "taken_off"]
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
    @transaction.atomic
    def taken_off(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        rows = [
            row
            for row in queryset.select_for_update(of=("self",))
            if row.closed_on is None and self.has_confirm_permission(request, row)
        ]
        for row in rows:  # one by one, so that version and history move
            row.closed_on = clock.today()
            row.save(update_fields=["closed_on"])
            self.log_change(request, row, gettext("Taken off."))
            log.record(Action.TAKEN_OFF, row, request.user, is_public=row.is_published)
        if rows:
            message = ngettext("%(count)d row taken off.", "%(count)d rows taken off.", len(rows))
            self.message_user(request, message % {"count": len(rows)}, messages.SUCCESS)
