from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from contacts.models import Contact
from editorial import clock
from editorial.found import published_or_404
from editorial.translations import exists_in, lacks_translation
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs import listing_presentation, structured_data
from support_programs.filters import Choice, ListFilter, feed, labels, place_choice
from support_programs.models import Home
from support_programs.pages import page_of
from support_programs.querysets import HomeQuerySet
from support_programs.views.measures import ask_coordinator

# From this number of rooms on, they are chosen together.
MANY_ROOMS = 4


def read_filter(request: HttpRequest) -> ListFilter:
    places = Municipality.objects.published().in_reading_order()
    rooms = {"1": "1", "2": "2", "3": "3", "4": gettext("4 or more")}
    free = {"yes": gettext("not where nothing is free")}
    choices = [
        place_choice(places),
        Choice("kind", gettext("Kind"), labels(Home.Kind.choices), gettext("any kind")),
        Choice("rooms", gettext("Rooms"), rooms, gettext("any number")),
        Choice("free", gettext("What is free"), free, gettext("all offers")),
    ]
    return ListFilter.read(request.GET, reverse("support_programs:home_list"), choices)


def narrowed(chosen: ListFilter) -> HomeQuerySet:
    """The homes on offer that fit the filter, newest first, as rows of a list want them."""
    found = Home.objects.listed().for_rows()
    if places := chosen.values("m"):
        found = found.filter(municipality__slug__in=places)
    if kind := chosen.value("kind"):
        found = found.filter(kind=kind)
    if rooms := chosen.value("rooms"):
        count = int(rooms)
        found = found.filter(rooms__gte=count) if count >= MANY_ROOMS else found.filter(rooms=count)
    if chosen.value("free"):
        found = found.perhaps_free()
    return found.newest_first()


@require_safe
def home_list(request: HttpRequest) -> HttpResponse:
    chosen = read_filter(request)
    homes, pages = page_of(narrowed(chosen), request.GET.get("page"), chosen.address)
    need_path = reverse("need", kwargs={"need": Need.HOME})
    support = {"label": gettext("Support for housing"), "path": need_path}
    everything = {"label": gettext("All homes"), "path": chosen.path}
    return render(
        request,
        "support_programs/home_list.html",
        {
            "filter": chosen,
            "rows": listing_presentation.home_rows(homes),
            "pages": pages,
            "feeds": [feed(request, "Atom", "support_programs:home_feed", chosen)],
            "ask": ask_coordinator(),
            "nearest": [everything, support] if chosen.is_active else [support],
            "need_path": need_path,
            "trail": [{"label": gettext("Homes")}],
        },
    )


@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Home.objects.select_related(
        "municipality__authority",
        "municipality__region",
        "nearest_school__municipality",
        "nearest_kindergarten__municipality",
    )
    found = published_or_404(rows, slug)
    place = found.municipality
    is_open = found.state() is Home.State.OPEN
    url = request.build_absolute_uri(request.path)
    return render(
        request,
        "support_programs/home_detail.html",
        {
            "home": found,
            "exists_in": exists_in(place),
            "place": place,
            "is_open": is_open,
            "partly_latvian": lacks_translation(found),
            "state": listing_presentation.state_tag(found),
            "ended": listing_presentation.why_ended(found),
            "tags": [{"label": found.get_kind_display(), "tone": "neutral"}],
            "age": listing_presentation.listing_age(found),
            "cost": listing_presentation.cost(found),
            "free": listing_presentation.free_units(found),
            "neighbours": [
                {"label": label, "name": institution.name}
                for label, institution in (
                    (gettext("Nearest school"), found.nearest_school),
                    (gettext("Nearest kindergarten"), found.nearest_kindergarten),
                )
                if institution and institution.is_published
            ],
            "days_left": clock.days_until(found.closes_on) if is_open else None,
            "instead": [] if is_open else _instead(place),
            "sources": list(found.sources.all()),
            "entries": Contact.objects.block_for(place),
            "data": structured_data.home(found, url) if is_open else None,
            "trail": [
                {"label": gettext("Homes"), "path": reverse("support_programs:home_list")},
                {"label": found.title},
            ],
        },
    )


def _instead(place: Municipality) -> list[dict]:
    """What to look at when the offer is gone."""
    return [
        {
            "label": gettext("Homes in the same municipality"),
            "path": f"{reverse('support_programs:home_list')}?m={place.slug}",
        },
        {"label": gettext("All homes"), "path": reverse("support_programs:home_list")},
        {
            "label": gettext("Support for housing"),
            "path": reverse("municipality_need", kwargs={"slug": place.slug, "need": Need.HOME}),
        },
    ]
