from django.urls import path
from django.utils.translation import pgettext_lazy

from support_programs import views

app_name = "support_programs"

urlpatterns = [
    path(pgettext_lazy("address", "support/"), views.measure_list, name="measure_list"),
    path(pgettext_lazy("address", "support/<slug:slug>/"), views.measure, name="measure"),
    path(pgettext_lazy("address", "answers/"), views.question_list, name="question_list"),
]
