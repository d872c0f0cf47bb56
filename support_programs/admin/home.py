from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial.administration.publishing import StateFilter
from support_programs.admin.listing import ListingAdmin, OfferFilter
from support_programs.admin.sheets.home import HomeSheet
from support_programs.admin.sheets.pages import SheetAdmin
from support_programs.models import Home


@admin.register(Home)
class HomeAdmin(SheetAdmin, ListingAdmin):
    resource_classes = [HomeSheet]
    list_display = [
        "heading",
        "kind",
        "municipality",
        "free_units",
        "offer",
        "closes_on",
        "state",
        "timeliness",
        "checked_on",
    ]
    list_display_links = ["heading"]
    list_filter = [StateFilter, OfferFilter, "kind", "municipality", "rooms"]
    search_fields = [
        "title_lv",
        "title_en",
        "title_ru",
        "place",
        "slug",
        "municipality__sort_key_lv",
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "slug",
                    "kind",
                    "municipality",
                    "place",
                    ("rooms", "area_m2", "cost_month"),
                    ("free_units", "queue_length"),
                    "official_url",
                ]
            },
        ),
        (
            _("Nearby"),
            {"fields": ["buses_per_day", "nearest_school", "nearest_kindergarten"]},
        ),
        (_("Days"), {"fields": ["checked_on", "closes_on", "closed_on"]}),
    ]
