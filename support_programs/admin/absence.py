from django.contrib import admin

from editorial.administration.publishing import PublishableAdmin, StateFilter
from editorial.administration.translated import TranslatedAdmin
from support_programs.models import Absence


@admin.register(Absence)
class AbsenceAdmin(PublishableAdmin, TranslatedAdmin):
    list_display = ["municipality", "need", "state", "timeliness", "verified_on", "verified_by"]
    list_display_links = ["municipality", "need"]
    list_filter = [StateFilter, "need", "municipality"]
    list_select_related = ["municipality", "verified_by"]
    search_fields = ["note_lv", "note_en", "note_ru", "municipality__sort_key_lv"]
    fieldsets = [(None, {"fields": ["municipality", "need"]})]
