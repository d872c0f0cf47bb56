from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from contacts.models import Contact
from editorial import wording
from editorial.found import published_or_404
from editorial.translations import exists_in, hide, lacks_translation
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs import listing_presentation, structured_data
from support_programs.filters import Choice, ListFilter, feed, place_choice
from support_programs.models import Kindergarten, School
from support_programs.pages import page_of
from support_programs.querysets import PlaceOfLearningQuerySet
from support_programs.views.measures import ask_coordinator

KINDERGARTEN_AGES = range(1, 8)
SCHOOL_AGES = range(6, 20)


def _read_filter(request: HttpRequest, path: str, ages: range) -> ListFilter:
    places = Municipality.objects.published().in_reading_order()
    help_ = {"yes": gettext("help with Latvian")}
    years = {str(age): str(age) for age in ages}
    free = {"yes": gettext("free places known")}
    choices = [
        place_choice(places),
        Choice("age", gettext("Age of the child"), years, gettext("any age")),
        Choice("help", gettext("Language help"), help_, gettext("not asked")),
        Choice("free", gettext("Places"), free, gettext("any")),
    ]
    return ListFilter.read(request.GET, path, choices)


def read_kindergarten_filter(request: HttpRequest) -> ListFilter:
    return _read_filter(request, reverse("support_programs:kindergarten_list"), KINDERGARTEN_AGES)


def read_school_filter(request: HttpRequest) -> ListFilter:
    return _read_filter(request, reverse("support_programs:school_list"), SCHOOL_AGES)


def narrowed(chosen: ListFilter, found: PlaceOfLearningQuerySet) -> PlaceOfLearningQuerySet:
    """Those of `found` that fit the filter, as rows of a list want them."""
    if places := chosen.values("m"):
        found = found.filter(institution__municipality__slug__in=places)
    if age := chosen.value("age"):
        found = found.taking_age(int(age))
    if chosen.value("help"):
        found = found.filter(language_help_lv__gt="")
    if chosen.value("free"):
        found = found.places_known().filter(free_places__gt=0)
    return found.for_rows()


@require_safe
def kindergarten_list(request: HttpRequest) -> HttpResponse:
    chosen = read_kindergarten_filter(request)
    feeds = [feed(request, "Atom", "support_programs:kindergarten_feed", chosen)]
    trail = [{"label": gettext("Kindergartens")}]
    context = {"what": "kindergartens", "feeds": feeds, "trail": trail}
    return _list(request, chosen, Kindergarten.objects.listed(), context)


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    chosen = read_school_filter(request)
    feeds = [feed(request, "Atom", "support_programs:school_feed", chosen)]
    context = {"what": "schools", "feeds": feeds, "trail": [{"label": gettext("Schools")}]}
    return _list(request, chosen, School.objects.listed(), context)


def _list(
    request: HttpRequest, chosen: ListFilter, listed: PlaceOfLearningQuerySet, context: dict
) -> HttpResponse:
    places, pages = page_of(narrowed(chosen, listed), request.GET.get("page"), chosen.address)
    need_path = reverse("need", kwargs={"need": Need.CHILDREN})
    support = {"label": gettext("Support for families with children"), "path": need_path}
    everything = {"label": gettext("The whole list"), "path": chosen.path}
    return render(
        request,
        "support_programs/place_of_learning_list.html",
        {
            "filter": chosen,
            "rows": listing_presentation.place_rows(places),
            "pages": pages,
            "ask": ask_coordinator(),
            "nearest": [everything, support] if chosen.is_active else [support],
            "need_path": need_path,
            **context,
        },
    )


@require_safe
def kindergarten(request: HttpRequest, slug: str) -> HttpResponse:
    found = published_or_404(_whole(Kindergarten.objects), slug)
    path = reverse("support_programs:kindergarten_list")
    return _detail(request, found, {"label": gettext("Kindergartens"), "path": path})


@require_safe
def school(request: HttpRequest, slug: str) -> HttpResponse:
    found = published_or_404(_whole(School.objects), slug)
    path = reverse("support_programs:school_list")
    return _detail(request, found, {"label": gettext("Schools"), "path": path})


def _whole(rows: PlaceOfLearningQuerySet) -> PlaceOfLearningQuerySet:
    return rows.select_related(
        "institution__municipality__authority", "institution__municipality__region"
    )


def _detail(request: HttpRequest, found: Kindergarten | School, section: dict) -> HttpResponse:
    place = found.municipality
    hide([found.institution])
    url = request.build_absolute_uri(request.path)
    languages = {"lv": gettext("Latvian"), "en": gettext("English"), "ru": gettext("Russian")}
    return render(
        request,
        "support_programs/place_of_learning_detail.html",
        {
            "found": found,
            "exists_in": exists_in(place),
            "institution": found.institution,
            "place": place,
            "partly_latvian": lacks_translation(found) or lacks_translation(found.institution),
            "age": wording.age_line(found, historic=found.institution.is_historic),
            "ages": listing_presentation.ages(found),
            "grades": listing_presentation.grades(found),
            "places": listing_presentation.places(found),
            "tags": listing_presentation.places_tag(found),
            "fee": listing_presentation.fee(found),
            "languages": [languages[code] for code in found.languages.split(",") if code],
            "sources": list(found.sources.all()),
            "entries": Contact.objects.block_for(place),
            "data": structured_data.place_of_learning(found, url),
            "trail": [section, {"label": found.institution.name}],
        },
    )
