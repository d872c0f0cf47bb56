from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from support_programs.admin.place_of_learning import PlaceOfLearningAdmin
from support_programs.admin.sheets.kindergarten import KindergartenSheet
from support_programs.admin.sheets.pages import SheetAdmin
from support_programs.models import Kindergarten


@admin.register(Kindergarten)
class KindergartenAdmin(SheetAdmin, PlaceOfLearningAdmin):
    resource_classes = [KindergartenSheet]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "slug",
                    "institution",
                    ("age_from", "age_to"),
                    "groups",
                    "languages",
                    "mid_year",
                    "fee_month",
                    "queue_url",
                ]
            },
        ),
        (_("Places"), {"fields": [("free_places", "queue_length", "places_on")]}),
    ]
