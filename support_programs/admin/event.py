from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial import clock
from editorial.administration.publishing import PublishableAdmin, StateFilter
from editorial.administration.translated import TranslatedAdmin
from support_programs.models import Event


class TimeFilter(admin.SimpleListFilter):
    title = _("time")
    parameter_name = "time"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("coming", gettext("still to come")), ("past", gettext("past"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        match self.value():
            case "coming":
                return queryset.filter(last_day__gte=clock.today())
            case "past":
                return queryset.filter(last_day__lt=clock.today())
        return queryset


@admin.register(Event)
class EventAdmin(PublishableAdmin, TranslatedAdmin):
    list_display = [
        "heading",
        "kind",
        "municipality",
        "first_day",
        "last_day",
        "state",
        "timeliness",
        "verified_on",
    ]
    list_display_links = ["heading"]
    list_filter = [StateFilter, TimeFilter, "kind", "need", "municipality", "is_online"]
    list_select_related = ["municipality"]
    search_fields = [
        "title_lv",
        "title_en",
        "title_ru",
        "summary_lv",
        "summary_en",
        "summary_ru",
        "organiser",
        "place",
        "slug",
        "municipality__sort_key_lv",
    ]
    prepopulated_fields = {"slug": ["title_lv"]}
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "slug",
                    ("kind", "need"),
                    "municipality",
                    "organiser",
                    "languages",
                    "level",
                    ("places", "fee"),
                ]
            },
        ),
        (
            _("When and where"),
            {
                "fields": [
                    ("starts_on", "starts_time"),
                    ("ends_on", "ends_time"),
                    "period",
                    "is_online",
                    "place",
                    "join_url",
                ]
            },
        ),
    ]

    @admin.display(description=_("title"), ordering="title_lv")
    def heading(self, obj: Event) -> str:
        return obj.title
