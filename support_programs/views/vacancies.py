from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from contacts.models import Contact
from editorial import clock, wording
from editorial.found import published_or_404
from editorial.translations import exists_in, lacks_translation
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs import listing_presentation, structured_data
from support_programs.filters import Choice, ListFilter, feed, labels, place_choice
from support_programs.models import Vacancy
from support_programs.pages import page_of
from support_programs.querysets import VacancyQuerySet
from support_programs.views.measures import ask_coordinator

# Where the open data comes from, and where each vacancy can be looked up by its number.
NVA_PORTAL = "https://cvvp.nva.gov.lv/"
# Euros a month, as the filter offers them.
PAY_STEPS = (900, 1200, 1500, 2000, 2500)
# Whoever knows this much Latvian can do with these levels. Fluent is no choice: it fits all.
ENOUGH_FOR = {
    Vacancy.LanguageLevel.NONE: ["none"],
    Vacancy.LanguageLevel.BASIC: ["none", "basic"],
    Vacancy.LanguageLevel.INTERMEDIATE: ["none", "basic", "intermediate"],
}


def read_filter(request: HttpRequest) -> ListFilter:
    places = Municipality.objects.published().in_reading_order()
    levels = {
        "none": gettext("none"),
        "basic": gettext("basic (A)"),
        "intermediate": gettext("intermediate (B)"),
    }
    pay = {str(sum_): wording.money(sum_) for sum_ in PAY_STEPS}
    housing = {"yes": gettext("with housing, where stated")}
    fields = labels(Vacancy.Field.choices)
    needed = gettext("Latvian needed at most (where stated)")
    order = {"closing": gettext("closing soon")}
    choices = [
        place_choice(places),
        Choice("field", gettext("Field of work"), fields, gettext("any field")),
        Choice("hours", gettext("Hours"), labels(Vacancy.Hours.choices), gettext("any hours")),
        Choice("housing", gettext("Housing"), housing, gettext("with or without")),
        Choice("level", needed, levels, gettext("any, or not stated")),
        Choice("pay", gettext("Pay a month can reach"), pay, gettext("any pay")),
        Choice("sort", gettext("Order"), order, gettext("newest first"), is_order=True),
    ]
    return ListFilter.read(request.GET, reverse("support_programs:vacancy_list"), choices)


def narrowed(chosen: ListFilter) -> VacancyQuerySet:
    """The open vacancies that fit the filter, in its order, as rows of a list want them."""
    found = Vacancy.objects.listed().for_rows()
    if places := chosen.values("m"):
        found = found.filter(municipality__slug__in=places)
    for key in ("field", "hours"):
        if value := chosen.value(key):
            found = found.filter(**{key: value})
    if chosen.value("housing"):
        found = found.filter(with_housing=True)
    if level := chosen.value("level"):
        found = found.filter(language_level__in=ENOUGH_FOR[level])
    if pay := chosen.value("pay"):
        found = found.paying_from(int(pay))
    return found.closing_first() if chosen.value("sort") else found.newest_first()


@require_safe
def vacancy_list(request: HttpRequest) -> HttpResponse:
    chosen = read_filter(request)
    vacancies, pages = page_of(narrowed(chosen), request.GET.get("page"), chosen.address)
    return render(
        request,
        "support_programs/vacancy_list.html",
        {
            "filter": chosen,
            "rows": listing_presentation.vacancy_rows(vacancies),
            "pages": pages,
            "feeds": [feed(request, "Atom", "support_programs:vacancy_feed", chosen)],
            "ask": ask_coordinator(),
            "nearest": _way_on(chosen),
            "need_path": reverse("need", kwargs={"need": Need.WORK}),
            "trail": [{"label": gettext("Vacancies")}],
        },
    )


def _way_on(chosen: ListFilter) -> list[dict]:
    """Where an empty list leads: the whole list, and what else there is about work."""
    work = {
        "label": gettext("Support for finding work"),
        "path": reverse("need", kwargs={"need": Need.WORK}),
    }
    if not chosen.is_active:
        return [work]
    return [{"label": gettext("All vacancies"), "path": chosen.path}, work]


@require_safe
def vacancy(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Vacancy.objects.select_related("municipality__authority", "municipality__region")
    found = published_or_404(rows, slug)
    place = found.municipality
    is_open = found.state() is Vacancy.State.OPEN
    url = request.build_absolute_uri(request.path)
    return render(
        request,
        "support_programs/vacancy_detail.html",
        {
            "vacancy": found,
            "place": place,
            "is_open": is_open,
            "portal": NVA_PORTAL,
            # Else search engines would take three addresses of one Latvian text for three pages.
            "exists_in": ["lv"] if found.is_imported else exists_in(place),
            "partly_latvian": lacks_translation(found),
            "state": listing_presentation.state_tag(found),
            "ended": listing_presentation.why_ended(found),
            "tags": listing_presentation.vacancy_tags(found),
            "age": listing_presentation.listing_age(found),
            "pay": listing_presentation.pay(found),
            "days_left": clock.days_until(found.closes_on) if is_open else None,
            "instead": [] if is_open else _instead(place),
            "sources": list(found.sources.all()),
            "entries": Contact.objects.block_for(place),
            "data": structured_data.job_posting(found, url) if is_open else None,
            "trail": [
                {"label": gettext("Vacancies"), "path": reverse("support_programs:vacancy_list")},
                {"label": found.title},
            ],
        },
    )


def _instead(place: Municipality) -> list[dict]:
    """What to look at when the vacancy is gone."""
    return [
        {
            "label": gettext("Vacancies in the same municipality"),
            "path": f"{reverse('support_programs:vacancy_list')}?m={place.slug}",
        },
        {"label": gettext("All vacancies"), "path": reverse("support_programs:vacancy_list")},
        {
            "label": gettext("Support for finding work"),
            "path": reverse("municipality_need", kwargs={"slug": place.slug, "need": Need.WORK}),
        },
    ]
