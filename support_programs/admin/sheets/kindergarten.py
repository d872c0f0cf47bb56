from support_programs.admin.sheets.sheet import Sheet
from support_programs.models import Kindergarten


class KindergartenSheet(Sheet):
    named_by = {"institution": "name"}

    class Meta:
        model = Kindergarten
        fields = [
            "slug",
            "institution",
            "age_from",
            "age_to",
            "groups",
            "free_places",
            "queue_length",
            "places_on",
            "languages",
            "mid_year",
            "fee_month",
            "queue_url",
            "language_help_lv",
            "language_help_en",
            "language_help_ru",
            "fee_note_lv",
            "fee_note_en",
            "fee_note_ru",
            "how_to_queue_lv",
            "how_to_queue_en",
            "how_to_queue_ru",
            "note_lv",
            "note_en",
            "note_ru",
        ]
