"""What is translated. History is registered after it, so that it holds every language."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from municipalities.models import (
    Authority,
    Institution,
    Locality,
    Municipality,
    PilotFact,
    PlanningRegion,
)


@register(PlanningRegion)
class PlanningRegionTranslation(TranslationOptions):
    fields = ("name", "sort_key")
    required_languages = {"lv": ("name",)}


@register(Authority)
class AuthorityTranslation(TranslationOptions):
    fields = ("name", "sort_key")
    required_languages = {"lv": ("name",)}


@register(Municipality)
class MunicipalityTranslation(TranslationOptions):
    fields = (
        "name",
        "short_name",
        "in_text",
        "of_text",
        "centre",
        "intro",
        "reform_note",
        "note",
        "photo_alt",
        "sort_key",
    )
    required_languages = {
        "lv": ("name", "short_name", "in_text", "of_text", "centre", "intro", "reform_note")
    }


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("hours", "note")


@register(PilotFact)
class PilotFactTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = ("lv",)


for model in (PlanningRegion, Authority, Municipality, Institution, Locality, PilotFact):
    simple_history.register(model)
