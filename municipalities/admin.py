from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.administration.images import PhotoField, PhotoWidget
from editorial.administration.publishing import LoadedAdmin, PublishableAdmin, StateFilter
from editorial.administration.translated import TranslatedAdmin
from editorial.administration.translating import TranslationTicks
from editorial.rights import rights
from editorial.translations import LANGUAGES
from municipalities.models import (
    Authority,
    Institution,
    Locality,
    Municipality,
    PilotFact,
    PlanningRegion,
)

# Who answers for a municipality, and where it is found: no matter of its texts.
STRUCTURE = ["slug", "kind", "pilot_group", "region", "authority"]


@admin.register(PlanningRegion)
class PlanningRegionAdmin(LoadedAdmin, TranslatedAdmin):
    list_display = ["name", "code", "website"]
    search_fields = ["name_lv", "name_en", "name_ru", "sort_key_lv", "code"]
    ordering = ["sort_key"]
    readonly_fields = ["content_key"]
    fieldsets = [(None, {"fields": ["code", "website", "content_key"]})]


@admin.register(Authority)
class AuthorityAdmin(LoadedAdmin, TranslatedAdmin):
    list_display = ["name", "kind", "code", "website"]
    list_filter = ["kind"]
    search_fields = ["name_lv", "name_en", "name_ru", "sort_key_lv", "code"]
    ordering = ["sort_key"]
    readonly_fields = ["content_key"]
    fieldsets = [(None, {"fields": ["kind", "code", "website", "content_key"]})]


class HiddenLanguages(forms.MultipleChoiceField):
    """A tick for each language that can be switched off; stored as their codes."""

    def __init__(self, *, max_length: int, **kwargs) -> None:
        names = [(code, name) for code, name in settings.LANGUAGES if code in LANGUAGES]
        super().__init__(choices=names, **kwargs)

    def prepare_value(self, value: str | list[str] | None) -> list[str] | None:
        return list(filter(None, value.split(","))) if isinstance(value, str) else value

    def clean(self, value: list[str]) -> str:
        ticked = super().clean(value)
        return ",".join(code for code in LANGUAGES if code in ticked)

    def has_changed(self, initial: str | None, data: list[str] | None) -> bool:
        return super().has_changed(initial.split(",") if initial else [], data)


class MunicipalityForm(TranslationTicks):
    def clean(self) -> dict:
        """Who does not see the photo is told what it shows, in each language that is shown."""
        cleaned = super().clean()
        if cleaned.get("photo"):
            hidden = cleaned.get("hidden_languages", self.instance.hidden_languages)
            place = Municipality(hidden_languages=hidden)
            for language, _name in settings.LANGUAGES:
                name = f"photo_alt_{language}"
                if place.shows(language) and name in self.fields and not cleaned.get(name):
                    self.add_error(name, gettext("Write what the photo shows."))
        return cleaned


@admin.register(Municipality)
class MunicipalityAdmin(PublishableAdmin, TranslatedAdmin):
    list_display = [
        "title",
        "pilot_group",
        "region",
        "authority",
        "state",
        "timeliness",
        "verified_on",
    ]
    list_display_links = ["title"]
    list_filter = [StateFilter, "kind", "pilot_group", "region"]
    list_select_related = ["region", "authority"]
    search_fields = [
        "name_lv",
        "name_en",
        "name_ru",
        "short_name_lv",
        "short_name_en",
        "short_name_ru",
        "sort_key_lv",
        "slug",
    ]
    ordering = ["sort_key"]
    fieldsets = [
        (None, {"fields": ["slug", "kind", "pilot_group", "region", "authority", "website"]}),
        (
            _("Figures and place"),
            {"fields": [("population", "population_on"), "area_km2", ("latitude", "longitude")]},
        ),
        (_("Languages"), {"fields": ["hidden_languages"]}),
        (_("Photo"), {"fields": ["photo", "photo_credit"]}),
    ]
    form = MunicipalityForm
    formfield_overrides = {
        **PublishableAdmin.formfield_overrides,
        models.ImageField: {
            "form_class": PhotoField,
            "widget": PhotoWidget,
            "help_text": _("JPEG, PNG or WebP, up to 10 MB. What it shows stands with the texts."),
        },
    }

    def get_readonly_fields(self, request: HttpRequest, obj: Municipality | None = None) -> list:
        """Texts and figures belong to the region's coordinator, the rest to administrators."""
        own = super().get_readonly_fields(request, obj)
        return own if rights(request.user).is_administrator else [*own, *STRUCTURE]

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs
    ) -> forms.Field | None:
        if db_field.name == "hidden_languages":
            kwargs |= {"form_class": HiddenLanguages, "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("name"), ordering="sort_key")
    def title(self, obj: Municipality) -> str:
        return obj.short_name


@admin.register(Institution)
class InstitutionAdmin(PublishableAdmin, TranslatedAdmin):
    list_display = [
        "official_name",
        "kind",
        "municipality",
        "mailbox",
        "state",
        "timeliness",
        "verified_on",
    ]
    list_display_links = ["official_name"]
    list_filter = [StateFilter, "kind", "municipality", "is_historic"]
    list_select_related = ["municipality"]
    search_fields = ["name", "sort_key", "address", "mailbox", "municipality__sort_key_lv"]
    ordering = ["sort_key"]
    fieldsets = [
        (None, {"fields": ["municipality", "kind", "name", "is_historic"]}),
        (
            _("How to reach it"),
            {"fields": ["mailbox", "phones", "website", "address", ("latitude", "longitude")]},
        ),
    ]

    @admin.display(description=_("official name"), ordering="sort_key")
    def official_name(self, obj: Institution) -> str:
        return obj.name


@admin.register(PilotFact)
class PilotFactAdmin(PublishableAdmin, TranslatedAdmin):
    list_display = ["beginning", "municipality", "position", "as_of", "state", "verified_on"]
    list_display_links = ["beginning"]
    list_filter = [StateFilter, "municipality"]
    list_select_related = ["municipality"]
    search_fields = ["text_lv", "text_en", "text_ru", "municipality__sort_key_lv"]
    fieldsets = [(None, {"fields": ["municipality", "position"]})]

    @admin.display(description=_("text"))
    def beginning(self, obj: PilotFact) -> str:
        return str(obj)


@admin.register(Locality)
class LocalityAdmin(LoadedAdmin):
    list_display = ["name", "kind", "municipality", "is_ambiguous"]
    list_filter = ["kind", "is_ambiguous", "municipality"]
    list_select_related = ["municipality"]
    search_fields = ["name", "sort_key", "municipality__sort_key_lv"]
    readonly_fields = ["content_key"]
    fields = ["municipality", "kind", "name", "is_ambiguous", "content_key"]
