from support_programs.admin.sheets.sheet import Sheet
from support_programs.models import Vacancy


class VacancySheet(Sheet):
    """Vacancies that were entered here; those from the open data have an import of their own."""

    named_by = {"municipality": "slug"}

    class Meta:
        model = Vacancy
        fields = [
            "slug",
            "municipality",
            "title_lv",
            "title_en",
            "title_ru",
            "employer",
            "place",
            "field",
            "hours",
            "pay_from",
            "pay_to",
            "pay_kind",
            "pay_period",
            "language_level",
            "with_housing",
            "is_remote",
            "closes_on",
            "checked_on",
            "closed_on",
            "official_url",
            "starts_lv",
            "starts_en",
            "starts_ru",
            "duties_lv",
            "duties_en",
            "duties_ru",
            "how_to_apply_lv",
            "how_to_apply_en",
            "how_to_apply_ru",
            "transport_lv",
            "transport_en",
            "transport_ru",
        ]
