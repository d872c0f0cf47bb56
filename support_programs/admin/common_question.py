from django.contrib import admin

from editorial.administration.publishing import PublishableAdmin, StateFilter
from editorial.administration.translated import TranslatedAdmin
from support_programs.models import CommonQuestion


@admin.register(CommonQuestion)
class CommonQuestionAdmin(PublishableAdmin, TranslatedAdmin):
    list_display = [
        "question",
        "need",
        "municipality",
        "position",
        "state",
        "timeliness",
        "verified_on",
    ]
    list_filter = [StateFilter, "need", "municipality"]
    list_select_related = ["municipality"]
    search_fields = [
        "question_lv",
        "question_en",
        "question_ru",
        "answer_lv",
        "answer_en",
        "answer_ru",
        "municipality__sort_key_lv",
    ]
    autocomplete_fields = ["sources", "measures"]
    fieldsets = [(None, {"fields": ["need", "municipality", "measures", "position"]})]
