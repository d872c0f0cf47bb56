"""What the administration does alike for kindergartens and schools."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.administration.publishing import PublishableAdmin, StateFilter
from editorial.administration.translated import TranslatedAdmin
from support_programs.models import PlaceOfLearning


class PlaceOfLearningAdmin(PublishableAdmin, TranslatedAdmin):
    """“Still true” says nothing about the free places, which have a day of their own."""

    list_display = [
        "official_name",
        "municipality_name",
        "free_places",
        "queue_length",
        "places_on",
        "places_timeliness",
        "state",
        "timeliness",
        "verified_on",
    ]
    list_display_links = ["official_name"]
    list_filter = [StateFilter, "institution__municipality", "mid_year"]
    list_select_related = ["institution__municipality"]
    search_fields = [
        "institution__name",
        "institution__sort_key",
        "institution__municipality__sort_key_lv",
        "slug",
    ]
    ordering = ["institution__sort_key"]
    autocomplete_fields = ["sources", "institution"]

    @admin.display(description=_("official name"), ordering="institution__sort_key")
    def official_name(self, obj: PlaceOfLearning) -> str:
        return obj.institution.name

    @admin.display(description=_("municipality"), ordering="institution__municipality__sort_key_lv")
    def municipality_name(self, obj: PlaceOfLearning) -> models.Model:
        return obj.municipality

    @admin.display(description=_("timeliness of the places"), ordering="places_on")
    def places_timeliness(self, obj: PlaceOfLearning) -> str:
        return obj.places_age().label
