from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from editorial import wording
from editorial.translations import hide
from municipalities.needs import Need
from support_programs import structured_data
from support_programs.models import CommonQuestion, SupportMeasure


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    questions = with_measures(CommonQuestion.objects.listed())
    groups = [
        {
            "need": need,
            "questions": [
                question_entry(question) for question in questions if question.need == need
            ],
        }
        for need in Need
    ]
    return render(
        request,
        "support_programs/question_list.html",
        {
            "groups": [group for group in groups if group["questions"]],
            "data": structured_data.faq_page(questions),
            "trail": [{"label": gettext("Questions and answers")}],
        },
    )


def with_measures(questions: QuerySet[CommonQuestion]) -> list[CommonQuestion]:
    """Questions as `question_entry` wants them, with all their measures in one query."""
    measures = SupportMeasure.objects.select_related("municipality")
    found = questions.select_related("municipality")
    return hide(found.prefetch_related(Prefetch("measures", measures)))


def question_entry(question: CommonQuestion) -> dict:
    """What `components/question.html` shows. Wants a question read `with_measures`."""
    return {
        "question": question,
        "measures": hide(measure for measure in question.measures.all() if measure.is_published),
        "age": wording.age_line(question, by_municipality=question.municipality_id is not None),
    }
