from support_programs.admin.sheets.sheet import Sheet
from support_programs.models import Home


class HomeSheet(Sheet):
    named_by = {"municipality": "slug", "nearest_school": "name", "nearest_kindergarten": "name"}

    class Meta:
        model = Home
        fields = [
            "slug",
            "municipality",
            "kind",
            "title_lv",
            "title_en",
            "title_ru",
            "place",
            "rooms",
            "area_m2",
            "cost_month",
            "free_units",
            "queue_length",
            "buses_per_day",
            "nearest_school",
            "nearest_kindergarten",
            "closes_on",
            "checked_on",
            "closed_on",
            "official_url",
            "cost_includes_lv",
            "cost_includes_en",
            "cost_includes_ru",
            "who_lv",
            "who_en",
            "who_ru",
            "how_to_apply_lv",
            "how_to_apply_en",
            "how_to_apply_ru",
            "note_lv",
            "note_en",
            "note_ru",
        ]
