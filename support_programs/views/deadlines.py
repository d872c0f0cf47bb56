from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from editorial import clock
from municipalities.models import Municipality
from support_programs import deadlines
from support_programs.filters import Choice, ListFilter, feed, labels, need_choice, place_choice
from support_programs.pages import page_of
from support_programs.views.measures import ask_coordinator


def read_filter(request: HttpRequest) -> ListFilter:
    places = Municipality.objects.published().in_reading_order()
    kinds = labels(deadlines.Kind.choices)
    choices = [
        place_choice(places, national=True),
        need_choice(),
        Choice("kind", gettext("Kind"), kinds, gettext("any kind")),
    ]
    return ListFilter.read(request.GET, reverse("support_programs:deadline_list"), choices)


@require_safe
def deadline_list(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    chosen = read_filter(request)
    places = chosen.values("m")
    keys = deadlines.whole_calendar(at, places, chosen.value("need"), chosen.value("kind"))
    found, pages = page_of(keys, request.GET.get("page"), chosen.address)
    return render(
        request,
        "support_programs/deadline_list.html",
        {
            "filter": chosen,
            "months": deadlines.by_month(deadlines.read(found, slugs=places), at.date()),
            "pages": pages,
            "feeds": [
                feed(request, "Atom", "support_programs:deadline_feed", chosen),
                feed(request, "iCalendar (.ics)", "support_programs:deadline_calendar", chosen),
            ],
            "ask": ask_coordinator(),
            "nearest": [
                {
                    "label": gettext("Support measures"),
                    "path": reverse("support_programs:measure_list"),
                },
                {
                    "label": gettext("Past events"),
                    "path": reverse("support_programs:event_archive"),
                },
            ],
            "trail": [{"label": gettext("Deadlines")}],
        },
    )
