from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial.administration.publishing import PublishableAdmin, StateFilter
from editorial.administration.scoped import ScopedInline
from editorial.administration.translated import TranslatedAdmin, TranslatedStackedInline
from support_programs.models import Paper, Round, Step, SupportMeasure


class RoundInline(ScopedInline, TranslatedStackedInline):
    model = Round
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("key", "year"),
                    ("opens", "opens_time"),
                    ("closes", "closes_time"),
                    ("amount_min", "amount_max", "budget"),
                    ("applied", "won"),
                ]
            },
        )
    ]


class StepInline(ScopedInline, TranslatedStackedInline):
    model = Step
    fk_name = "measure"
    autocomplete_fields = ["repeats"]
    fieldsets = [(None, {"fields": [("key", "order"), ("stage", "lead_months"), "url", "repeats"]})]


class PaperInline(ScopedInline, TranslatedStackedInline):
    model = Paper
    fieldsets = [(None, {"fields": [("key", "order"), ("form", "translation_needed")]})]


@admin.register(SupportMeasure)
class SupportMeasureAdmin(PublishableAdmin, TranslatedAdmin):
    inlines = [RoundInline, StepInline, PaperInline]
    list_display = [
        "number",
        "heading",
        "municipality",
        "need",
        "availability",
        "state",
        "timeliness",
        "verified_on",
    ]
    list_display_links = ["number", "heading"]
    list_filter = [StateFilter, "need", "availability", "municipality", "kind"]
    list_select_related = ["municipality"]
    search_fields = [
        "title_lv",
        "title_en",
        "title_ru",
        "sort_key_lv",
        "summary_lv",
        "summary_en",
        "summary_ru",
        "slug",
        "number__exact",
        "municipality__sort_key_lv",
    ]
    autocomplete_fields = ["sources", "contacts"]
    prepopulated_fields = {"slug": ["title_lv"]}
    readonly_fields = ["number", "content_key"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "number",
                    "slug",
                    "municipality",
                    ("kind", "need"),
                    "availability",
                    "official_url",
                    "contacts",
                    "application_languages",
                ]
            },
        ),
        (
            _("Money"),
            {
                "fields": [
                    ("amount_min", "amount_max", "amount_as_of"),
                    ("share_max_pct", "own_share_min_pct"),
                    "fee",
                ]
            },
        ),
    ]

    @admin.display(description=_("title"), ordering="sort_key")
    def heading(self, obj: SupportMeasure) -> str:
        return obj.title
