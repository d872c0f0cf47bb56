from django.urls import path
from django.utils.translation import pgettext_lazy

from support_programs.views import (
    deadlines,
    events,
    feeds,
    homes,
    measures,
    places_of_learning,
    questions,
    vacancies,
)

app_name = "support_programs"

urlpatterns = [
    path(pgettext_lazy("address", "support/"), measures.measure_list, name="measure_list"),
    path(pgettext_lazy("address", "support/<slug:slug>/"), measures.measure, name="measure"),
    path(pgettext_lazy("address", "vacancies/"), vacancies.vacancy_list, name="vacancy_list"),
    path(pgettext_lazy("address", "vacancies/<slug:slug>/"), vacancies.vacancy, name="vacancy"),
    path(pgettext_lazy("address", "homes/"), homes.home_list, name="home_list"),
    path(pgettext_lazy("address", "homes/<slug:slug>/"), homes.home, name="home"),
    path(
        pgettext_lazy("address", "kindergartens/"),
        places_of_learning.kindergarten_list,
        name="kindergarten_list",
    ),
    path(
        pgettext_lazy("address", "kindergartens/<slug:slug>/"),
        places_of_learning.kindergarten,
        name="kindergarten",
    ),
    path(pgettext_lazy("address", "schools/"), places_of_learning.school_list, name="school_list"),
    path(
        pgettext_lazy("address", "schools/<slug:slug>/"),
        places_of_learning.school,
        name="school",
    ),
    path(pgettext_lazy("address", "events/"), events.event_list, name="event_list"),
    # Before the events themselves, one of which might have this word as its slug.
    path(pgettext_lazy("address", "events/archive/"), events.event_archive, name="event_archive"),
    path(pgettext_lazy("address", "events/<slug:slug>/"), events.event, name="event"),
    path(pgettext_lazy("address", "deadlines/"), deadlines.deadline_list, name="deadline_list"),
    path(pgettext_lazy("address", "answers/"), questions.question_list, name="question_list"),
    # What programs read; each with the query of its page.
    path(pgettext_lazy("address", "vacancies.atom"), feeds.vacancy_feed, name="vacancy_feed"),
    path(pgettext_lazy("address", "homes.atom"), feeds.home_feed, name="home_feed"),
    path(
        pgettext_lazy("address", "kindergartens.atom"),
        feeds.kindergarten_feed,
        name="kindergarten_feed",
    ),
    path(pgettext_lazy("address", "schools.atom"), feeds.school_feed, name="school_feed"),
    path(pgettext_lazy("address", "events.atom"), feeds.event_feed, name="event_feed"),
    path(pgettext_lazy("address", "deadlines.atom"), feeds.deadline_feed, name="deadline_feed"),
    path(pgettext_lazy("address", "events.ics"), feeds.event_calendar, name="event_calendar"),
    path(
        pgettext_lazy("address", "deadlines.ics"),
        feeds.deadline_calendar,
        name="deadline_calendar",
    ),
    path(
        pgettext_lazy("address", "vacancies/<slug:slug>.ics"),
        feeds.vacancy_entry,
        name="vacancy_entry",
    ),
    path(pgettext_lazy("address", "homes/<slug:slug>.ics"), feeds.home_entry, name="home_entry"),
    path(pgettext_lazy("address", "events/<slug:slug>.ics"), feeds.event_entry, name="event_entry"),
    path(
        pgettext_lazy("address", "support/<slug:slug>.ics"),
        feeds.measure_entry,
        name="measure_entry",
    ),
]
