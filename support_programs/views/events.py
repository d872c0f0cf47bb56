from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from contacts.models import Contact
from editorial import clock
from editorial.found import published_or_404
from editorial.translations import exists_in, lacks_translation
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs import event_presentation, structured_data
from support_programs.filters import (
    NATIONAL,
    Choice,
    ListFilter,
    feed,
    labels,
    need_choice,
    place_choice,
)
from support_programs.models import Event
from support_programs.pages import page_of
from support_programs.querysets import EventQuerySet
from support_programs.views.measures import ask_coordinator


def read_filter(request: HttpRequest, path: str = "") -> ListFilter:
    """The filter of the coming events, or of the list at `path`."""
    places = Municipality.objects.published().in_reading_order()
    forms = {"onsite": gettext("on site"), "online": gettext("online")}
    choices = [
        place_choice(places, national=True),
        need_choice(),
        Choice("kind", gettext("Kind"), labels(Event.Kind.choices), gettext("any kind")),
        Choice("form", gettext("How it is held"), forms, gettext("on site or online")),
    ]
    return ListFilter.read(request.GET, path or reverse("support_programs:event_list"), choices)


def narrowed(chosen: ListFilter, events: EventQuerySet) -> EventQuerySet:
    """Those of the events that fit the filter, as rows of a list want them."""
    found = events.for_rows()
    if places := chosen.values("m"):
        here = Q(municipality__slug__in=places)
        if NATIONAL in places:
            here |= Q(municipality__isnull=True)
        found = found.filter(here)
    for key in ("need", "kind"):
        if value := chosen.value(key):
            found = found.filter(**{key: value})
    if form := chosen.value("form"):
        # One that is online and has a place too is both.
        on_site = Q(is_online=False) | ~Q(place="")
        found = found.filter(Q(is_online=True) if form == "online" else on_site)
    return found


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    chosen = read_filter(request)
    coming = narrowed(chosen, Event.objects.listed(at.date())).coming_first()
    events, pages = page_of(coming, request.GET.get("page"), chosen.address)
    return render(
        request,
        "support_programs/event_list.html",
        {
            "filter": chosen,
            "groups": event_presentation.by_month(events, at),
            "pages": pages,
            "feeds": [
                feed(request, "Atom", "support_programs:event_feed", chosen),
                feed(request, "iCalendar (.ics)", "support_programs:event_calendar", chosen),
            ],
            "ask": ask_coordinator(),
            "nearest": [] if events else _past(chosen, Event.objects.past(at.date())),
            "trail": [{"label": gettext("Events")}],
        },
    )


def _past(chosen: ListFilter, past: EventQuerySet) -> list[dict]:
    """The way to what was held before, for a list that is empty today."""
    count = narrowed(chosen, past).count()
    label = ngettext("%(count)d past event", "%(count)d past events", count) % {"count": count}
    path = reverse("support_programs:event_archive") + chosen.query()
    return [{"label": label, "path": path}] if count else []


@require_safe
def event_archive(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    chosen = read_filter(request, request.path)
    past = narrowed(chosen, Event.objects.past(at.date())).latest_first()
    events, pages = page_of(past, request.GET.get("page"), chosen.address)
    return render(
        request,
        "support_programs/event_archive.html",
        {
            "filter": chosen,
            "groups": event_presentation.by_year(events, at),
            "pages": pages,
            "ask": ask_coordinator(),
            "nearest": [_coming()],
            "trail": [_events(), {"label": gettext("Past events")}],
        },
    )


def _coming() -> dict:
    return {"label": gettext("Coming events"), "path": reverse("support_programs:event_list")}


def _events() -> dict:
    return {"label": gettext("Events"), "path": reverse("support_programs:event_list")}


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Event.objects.select_related("municipality__authority", "municipality__region")
    found = published_or_404(rows, slug)
    at = clock.now()
    place = found.municipality
    state = event_presentation.state(found, at)
    return render(
        request,
        "support_programs/event_detail.html",
        {
            "event": found,
            "exists_in": exists_in(place),
            "partly_latvian": lacks_translation(found),
            "place": place,
            "is_past": state.is_past,
            "tags": [
                {"label": found.get_kind_display(), "tone": "neutral"},
                event_presentation.state_tag(found, at),
            ],
            "age": event_presentation.age(found, at.date()),
            "days": event_presentation.days(found),
            "times": event_presentation.times(found),
            "fee": event_presentation.fee(found),
            "languages": event_presentation.languages(found),
            "need": Need(found.need),
            "need_path": reverse("need", kwargs={"need": found.need}),
            "sources": list(found.sources.all()),
            "entries": Contact.objects.block_for(place) if place else [],
            "data": structured_data.event(found, request.build_absolute_uri(request.path)),
            "address": request.get_host() + request.path,
            "next": [_coming(), ask_coordinator()],
            "trail": [_events(), {"label": found.title}],
        },
    )
