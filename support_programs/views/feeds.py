"""Atom and iCalendar of the lists, each with the query of its page.

An order that a reader chose for the page means nothing here: a feed has its own.
"""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from editorial import clock, wording
from editorial.found import published_or_404
from editorial.translations import hide
from support_programs import deadlines, event_presentation, listing_presentation
from support_programs.feeds import atom, calendar
from support_programs.feeds import deadlines as feed_deadlines
from support_programs.feeds.rows import Text, text, with_last_save
from support_programs.filters import ListFilter
from support_programs.models import (
    Event,
    Home,
    Kindergarten,
    Listing,
    PlaceOfLearning,
    Round,
    School,
    SupportMeasure,
    Vacancy,
)
from support_programs.querysets import Availability, EventQuerySet
from support_programs.views import deadlines as deadline_pages
from support_programs.views import events, homes, places_of_learning, vacancies


@require_safe
def vacancy_feed(request: HttpRequest) -> HttpResponse:
    chosen = _without_order(vacancies.read_filter(request))
    found = _first(vacancies.narrowed(chosen))
    entries = [
        atom.Entry(row["offer"], text(row["offer"], "title"), _facts(row))
        for row in listing_presentation.vacancy_rows(found)
    ]
    title = _title(gettext("Vacancies"), chosen)
    return atom.response(request, title, chosen.path, chosen.query(), entries)


@require_safe
def home_feed(request: HttpRequest) -> HttpResponse:
    chosen = _without_order(homes.read_filter(request))
    found = _first(homes.narrowed(chosen))
    entries = [
        atom.Entry(row["offer"], text(row["offer"], "title"), _facts(row))
        for row in listing_presentation.home_rows(found)
    ]
    title = _title(gettext("Homes"), chosen)
    return atom.response(request, title, chosen.path, chosen.query(), entries)


@require_safe
def kindergarten_feed(request: HttpRequest) -> HttpResponse:
    chosen = places_of_learning.read_kindergarten_filter(request)
    return _places_of_learning(request, gettext("Kindergartens"), chosen, Kindergarten)


@require_safe
def school_feed(request: HttpRequest) -> HttpResponse:
    chosen = places_of_learning.read_school_filter(request)
    return _places_of_learning(request, gettext("Schools"), chosen, School)


def _places_of_learning(
    request: HttpRequest, label: str, chosen: ListFilter, model: type[PlaceOfLearning]
) -> HttpResponse:
    narrowed = places_of_learning.narrowed(chosen, model.objects.listed())
    entries = [
        atom.Entry(row["offer"], Text(row["name"], "lv"), _facts(row))
        for row in listing_presentation.place_rows(
            _first(narrowed.order_by("-published_at", "-pk"))
        )
    ]
    return atom.response(request, _title(label, chosen), chosen.path, chosen.query(), entries)


@require_safe
def event_feed(request: HttpRequest) -> HttpResponse:
    chosen = events.read_filter(request)
    coming = events.narrowed(chosen, Event.objects.listed())
    found = hide(_first(coming.order_by("-published_at", "-pk")))
    entries = [
        atom.Entry(
            event,
            text(event, "title"),
            _facts(event_presentation.row(event)),
            text(event, "summary"),
        )
        for event in found
    ]
    title = _title(gettext("Events"), chosen)
    return atom.response(request, title, chosen.path, chosen.query(), entries)


@require_safe
def event_calendar(request: HttpRequest) -> HttpResponse:
    chosen = events.read_filter(request)
    found = hide(_coming_events(chosen).coming_first()[: calendar.MOST_ENTRIES])
    entries = [
        calendar.of_event(event, request.build_absolute_uri(event.get_absolute_url()))
        for event in found
    ]
    return calendar.response(
        request,
        entries,
        _title(gettext("Events"), chosen),
        request.build_absolute_uri(chosen.address()),
    )


@require_safe
def event_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """One event for a calendar, also when it is over."""
    found = published_or_404(with_last_save(Event.objects.for_rows()), slug)
    if found.starts_on is None:
        raise Http404("Its day is not known.")
    url = request.build_absolute_uri(found.get_absolute_url())
    return calendar.response(request, [calendar.of_event(found, url)])


@require_safe
def deadline_feed(request: HttpRequest) -> HttpResponse:
    """The newest of the nearest ones."""
    chosen = deadline_pages.read_filter(request)
    newest = sorted(
        _deadlines(chosen), key=lambda deadline: deadline.page.published_at, reverse=True
    )
    entries = [
        atom.Entry(
            deadline.row,
            feed_deadlines.title(deadline),
            _deadline_facts(deadline),
            feed_deadlines.summary(deadline),
            feed_deadlines.part(deadline) or "deadline",
        )
        for deadline in newest[: atom.MOST_ENTRIES]
    ]
    title = _title(gettext("Deadlines"), chosen)
    return atom.response(request, title, chosen.path, chosen.query(), entries)


@require_safe
def deadline_calendar(request: HttpRequest) -> HttpResponse:
    chosen = deadline_pages.read_filter(request)
    return calendar.response(
        request,
        [_calendar_entry(request, deadline) for deadline in _deadlines(chosen)],
        _title(gettext("Deadlines"), chosen),
        request.build_absolute_uri(chosen.address()),
    )


@require_safe
def measure_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """The last day of a measure's open call, else of the next to close, for a calendar."""
    found = published_or_404(SupportMeasure.objects.select_related("municipality"), slug)
    call = _call(found)
    if call is None:
        raise Http404("No call with a last day.")
    deadline = deadlines.Deadline(call.closes, deadlines.What.CALL_CLOSES, call)
    return calendar.response(request, [_calendar_entry(request, deadline)])


def _first(rows: QuerySet) -> QuerySet:
    """The first rows of a list as a feed wants them. Keys first: sorting whole rows is slow."""
    keys = rows.values_list("pk", flat=True)[: atom.MOST_ENTRIES]
    return with_last_save(rows.filter(pk__in=list(keys)))


@require_safe
def vacancy_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """The closing day of a vacancy, for a calendar."""
    return _offer_entry(request, slug, Vacancy, deadlines.What.VACANCY)


@require_safe
def home_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """The last day to apply for a home, for a calendar."""
    return _offer_entry(request, slug, Home, deadlines.What.HOME)


def _offer_entry(
    request: HttpRequest, slug: str, model: type[Listing], what: deadlines.What
) -> HttpResponse:
    found = published_or_404(with_last_save(model.objects.for_rows()), slug)
    if found.closes_on is None or found.state() is not Listing.State.OPEN:
        raise Http404("No day to come.")
    deadline = deadlines.Deadline(found.closes_on, what, found)
    return calendar.response(request, [_calendar_entry(request, deadline)])


def _call(measure: SupportMeasure) -> Round | None:
    """The call that `MeasureQuerySet.with_status` takes the deadline of a measure from, of the
    `measure` as readers see it."""
    if measure.availability != Availability.ROUNDS:
        return None
    at = clock.now()
    # Not `select_related`, which would read the measure anew, with its texts.
    calls = with_last_save(measure.rounds.all()).order_by("closes", "pk")
    return calls.open(at).first() or calls.closing(at).first()


def _coming_events(chosen: ListFilter) -> EventQuerySet:
    return with_last_save(events.narrowed(chosen, Event.objects.listed()))


def _deadlines(chosen: ListFilter) -> list[deadlines.Deadline]:
    keys = deadlines.keys(
        clock.now(),
        chosen.values("m"),
        chosen.value("need"),
        chosen.value("kind"),
        calendar.MOST_ENTRIES,
        most_vacancies=calendar.MOST_ENTRIES // 2,
    )
    return deadlines.read(keys, with_last_save)


def _calendar_entry(request: HttpRequest, deadline: deadlines.Deadline) -> calendar.Entry:
    url = request.build_absolute_uri(deadline.page.get_absolute_url())
    if isinstance(deadline.row, Event):
        return calendar.of_event(deadline.row, url)
    return calendar.of_deadline(deadline, url)


def _deadline_facts(deadline: deadlines.Deadline) -> list[str]:
    place = deadline.place
    return [
        wording.day(deadline.day),
        *([f"{deadline.time:%H:%M}"] if deadline.time else []),
        place.short_name if place else gettext("All of Latvia"),
    ]


def _facts(row: dict) -> list[str]:
    return [*(fact["text"] for fact in row["facts"]), *(tag["label"] for tag in row["tags"])]


def _title(heading: str, chosen: ListFilter) -> str:
    """“Vacancies: Municipality: Saldus; Hours: full time”."""
    labels = "; ".join(f"{choice['group']}: {choice['label']}" for choice in chosen.chosen_list())
    return f"{heading}: {labels}" if labels else heading


def _without_order(chosen: ListFilter) -> ListFilter:
    for choice in chosen.choices:
        if choice.is_order:
            chosen.chosen[choice.key] = []
    return chosen
