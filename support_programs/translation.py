"""What is translated. History is registered after it, so that it holds every language."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from support_programs.models import (
    Absence,
    CommonQuestion,
    Paper,
    Round,
    Step,
    SupportMeasure,
)


@register(SupportMeasure)
class SupportMeasureTranslation(TranslationOptions):
    fields = (
        "title",
        "summary",
        "who",
        "details",
        "amount_note",
        "fee_note",
        "deadline_note",
        "what_next",
        "note",
        "sort_key",
    )
    required_languages = {"lv": ("title", "summary")}


@register(Round)
class RoundTranslation(TranslationOptions):
    fields = ("note",)


@register(Step)
class StepTranslation(TranslationOptions):
    fields = ("text", "duration")
    required_languages = {"lv": ("text",)}


@register(Paper)
class PaperTranslation(TranslationOptions):
    fields = ("name", "where")
    required_languages = {"lv": ("name",)}


@register(Absence)
class AbsenceTranslation(TranslationOptions):
    fields = ("note",)


@register(CommonQuestion)
class CommonQuestionTranslation(TranslationOptions):
    fields = ("question", "answer")
    required_languages = ("lv",)


for model in (SupportMeasure, Round, Step, Paper, Absence, CommonQuestion):
    simple_history.register(model)
