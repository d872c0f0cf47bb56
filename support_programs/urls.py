from django.urls import path
from django.utils.translation import pgettext_lazy

from support_programs.views import measures, questions

app_name = "support_programs"

urlpatterns = [
    path(pgettext_lazy("address", "support/"), measures.measure_list, name="measure_list"),
    path(pgettext_lazy("address", "support/<slug:slug>/"), measures.measure, name="measure"),
    path(pgettext_lazy("address", "answers/"), questions.question_list, name="question_list"),
]
