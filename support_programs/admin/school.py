from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from support_programs.admin.place_of_learning import PlaceOfLearningAdmin
from support_programs.models import School


@admin.register(School)
class SchoolAdmin(PlaceOfLearningAdmin):
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "slug",
                    "institution",
                    ("grade_from", "grade_to"),
                    ("age_from", "age_to"),
                    "languages",
                    "mid_year",
                    "fee_month",
                    "queue_url",
                ]
            },
        ),
        (_("Places"), {"fields": [("free_places", "queue_length", "places_on")]}),
    ]
