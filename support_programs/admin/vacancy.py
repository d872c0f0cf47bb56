from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _

from editorial.administration.publishing import StateFilter
from support_programs.admin.listing import ListingAdmin, OfferFilter
from support_programs.admin.sheets.pages import SheetAdmin
from support_programs.admin.sheets.vacancy import VacancySheet
from support_programs.models import Vacancy


class OriginFilter(admin.SimpleListFilter):
    title = _("origin")
    parameter_name = "origin"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("here", gettext("entered here")), ("imported", gettext("from the open data"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        match self.value():
            case "here":
                return queryset.entered_by_hand()
            case "imported":
                return queryset.imported()
        return queryset


@admin.register(Vacancy)
class VacancyAdmin(SheetAdmin, ListingAdmin):
    """Rows from the open data can be looked at, withdrawn and published again: any other change
    the next import would undo."""

    resource_classes = [VacancySheet]
    list_display = [
        "heading",
        "employer",
        "municipality",
        "offer",
        "closes_on",
        "state",
        "timeliness",
        "checked_on",
        "is_from_open_data",
    ]
    list_display_links = ["heading"]
    list_filter = [
        StateFilter,
        OfferFilter,
        OriginFilter,
        "municipality",
        "field",
        "hours",
        "language_level",
        "with_housing",
        "is_remote",
    ]
    search_fields = [
        "title_lv",
        "title_en",
        "title_ru",
        "employer",
        "place",
        "slug",
        "source_number__exact",
        "municipality__sort_key_lv",
    ]
    readonly_fields = [*ListingAdmin.readonly_fields, "source_number"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "slug",
                    "municipality",
                    "employer",
                    "place",
                    ("field", "hours"),
                    "language_level",
                    ("with_housing", "is_remote"),
                    "official_url",
                    "source_number",
                ]
            },
        ),
        (_("Pay"), {"fields": [("pay_from", "pay_to"), ("pay_kind", "pay_period")]}),
        (_("Days"), {"fields": ["checked_on", "closes_on", "closed_on"]}),
    ]

    @admin.display(description=_("from the open data"), boolean=True)
    def is_from_open_data(self, obj: Vacancy) -> bool:
        return obj.is_imported

    def has_change_permission(self, request: HttpRequest, obj: Vacancy | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.is_imported)

    def has_delete_permission(self, request: HttpRequest, obj: Vacancy | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_imported)

    @admin.action(
        description=gettext_lazy("Delete selected %(verbose_name_plural)s"),
        permissions=["delete"],
    )
    def delete_selected(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> HttpResponse | None:
        return super().delete_selected(request, self._entered_here(request, queryset))

    @admin.action(
        description=gettext_lazy("Taken off today: the selected %(verbose_name_plural)s"),
        permissions=["confirm"],
    )
    def taken_off(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        super().taken_off(request, self._entered_here(request, queryset))

    def get_export_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_export_queryset(request).entered_by_hand()

    def _entered_here(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """Says how many of the chosen rows stay as they are."""
        imported = queryset.imported().count()
        if imported:
            message = ngettext(
                "%(count)d row comes from the open data and stays as it is.",
                "%(count)d rows come from the open data and stay as they are.",
                imported,
            )
            self.message_user(request, message % {"count": imported}, messages.WARNING)
        return queryset.entered_by_hand()
