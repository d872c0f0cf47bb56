"""What is translated. History is registered after it, so that it holds every language."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from support_programs.models import (
    Absence,
    CommonQuestion,
    Event,
    Home,
    Kindergarten,
    Paper,
    Round,
    School,
    Step,
    SupportMeasure,
    Vacancy,
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


@register(Vacancy)
class VacancyTranslation(TranslationOptions):
    fields = ("title", "starts", "duties", "how_to_apply", "transport")
    required_languages = {"lv": ("title",)}


@register(Home)
class HomeTranslation(TranslationOptions):
    fields = ("title", "cost_includes", "who", "how_to_apply", "note")
    required_languages = {"lv": ("title",)}


@register([Kindergarten, School])
class PlaceOfLearningTranslation(TranslationOptions):
    fields = ("language_help", "fee_note", "how_to_queue", "note")


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "summary", "how_to_join")
    required_languages = {"lv": ("title",)}


for model in (
    SupportMeasure,
    Round,
    Step,
    Paper,
    Absence,
    CommonQuestion,
    Vacancy,
    Home,
    Kindergarten,
    School,
    Event,
):
    simple_history.register(model)
