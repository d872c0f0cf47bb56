import datetime as dt

from django.core.files.storage import default_storage
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_safe

from contacts.models import Contact
from editorial import images, wording
from editorial.found import published_or_404
from editorial.translations import exists_in, hide
from municipalities.models import Institution, Municipality, PilotFact
from municipalities.needs import Need
from remigration_site import change_feeds, selectors
from remigration_site import changes as told_changes
from remigration_site import map as small_map
from support_programs import deadlines, presentation
from support_programs.feeds import atom
from support_programs.filters import ListFilter, MeasureFilter, feed, need_choice, place_choice
from support_programs.models import CommonQuestion, Step, SupportMeasure
from support_programs.pages import page_of
from support_programs.querysets import MeasureQuerySet, Status
from support_programs.views.measures import ask_coordinator
from support_programs.views.questions import question_entry, with_measures

# The day of the last check that the accessibility statement speaks of.
ACCESSIBILITY_CHECKED_ON = dt.date(2026, 11, 25)
ONE_YEAR = 365 * 24 * 60 * 60


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Latvian, whatever the browser asks for."""
    return redirect("/lv/")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    places = list(Municipality.objects.published().in_reading_order())
    points = small_map.points(
        [
            {
                "slug": place.slug,
                "label": place.short_name,
                "path": place.get_absolute_url(),
                "latitude": place.latitude,
                "longitude": place.longitude,
            }
            for place in places
        ]
    )
    return render(
        request,
        "home.html",
        {
            "needs": _needs(),
            "places": places,
            "outline": small_map.OUTLINE,
            "points": points,
            "before": _first_steps(),
            "days": deadlines.by_day(deadlines.coming_deadlines()),
        },
    )


def _first_steps() -> list[Step]:
    """Where everybody begins: the first step of each national measure about documents."""
    steps = Step.objects.national_before_leaving(Need.DOCUMENTS)
    first = {step.measure_id: step for step in reversed(steps)}
    return sorted(first.values(), key=lambda step: step.measure.number)[:3]


def _needs() -> list[dict]:
    return [
        {
            "need": need,
            "label": need.label,
            "text": need.summary,
            "path": reverse("need", kwargs={"need": need}),
        }
        for need in Need
    ]


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    places = hide(Municipality.objects.published().with_authority().in_reading_order())
    groups = [
        {"label": group.label, "places": [p for p in places if p.pilot_group == group]}
        for group in Municipality.PilotGroup
    ]
    cells = selectors.matrix(places)
    return render(
        request,
        "municipality_list.html",
        {
            "groups": [group for group in groups if group["places"]],
            "needs": _needs(),
            "matrix": [
                {
                    "label": place.short_name,
                    "path": place.get_absolute_url(),
                    "cells": cells[place.pk],
                }
                for place in places
            ],
            "trail": [{"label": gettext("Municipalities")}],
        },
    )


@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    place = published_or_404(Municipality.objects.with_authority(), slug)
    institutions = Institution.objects.listed().filter(municipality=place)
    by_kind: dict[str, list[Institution]] = {}
    for institution in hide(institutions, place):
        by_kind.setdefault(institution.kind, []).append(institution)
    kinds = [
        {"label": kind.label, "institutions": by_kind[kind]}
        for kind in Institution.Kind
        if kind in by_kind
    ]
    facts = PilotFact.objects.listed().filter(municipality=place).prefetch_related("sources")
    return render(
        request,
        "municipality.html",
        {
            "place": place,
            "exists_in": exists_in(place),
            "photo": images.picture(place.photo.name),
            "facts": _in_short(place),
            "age": wording.age_line(place),
            "cells": selectors.matrix([place])[place.pk],
            "offers": selectors.offers_in(place),
            "days": deadlines.by_day(deadlines.coming_deadlines(places=[place])),
            "days_path": f"{reverse('support_programs:deadline_list')}?m={place.slug}",
            "kinds": kinds,
            "pilot_facts": [_pilot_fact(fact) for fact in hide(facts, place)],
            "sources": list(place.sources.all()),
            "entries": Contact.objects.block_for(place),
            "trail": [
                {"label": gettext("Municipalities"), "path": reverse("municipality_list")},
                {"label": place.short_name},
            ],
        },
    )


def _in_short(place: Municipality) -> list[dict]:
    facts = [
        {
            "label": gettext("Today"),
            **_named(place.authority, "name"),
            "path": place.authority.website,
        },
        {"label": gettext("Planning region"), **_named(place.region, "name")},
        {"label": gettext("Centre"), **_named(place, "centre")},
    ]
    if place.population:
        facts.append(
            {
                "label": gettext("Population"),
                "value": wording.number(place.population),
                "remark": wording.day(place.population_on),
            }
        )
    if place.area_km2:
        area = wording.number(place.area_km2)
        facts.append({"label": gettext("Area"), "value": gettext("%(area)s km²") % {"area": area}})
    return facts


def _named(row: models.Model, field: str) -> dict[str, str]:
    """A translated name as `components/fact_list.html` takes it: with its language where it is
    only there in Latvian."""
    is_translated = getattr(row, f"{field}_{get_language()}")
    return {"value": getattr(row, field), "lang": "" if is_translated else "lv"}


def _pilot_fact(fact: PilotFact) -> dict:
    return {
        "fact": fact,
        "age": wording.age_line(fact, historic=True),
        "sources": list(fact.sources.all()),
    }


@require_safe
def need(request: HttpRequest, need: Need) -> HttpResponse:
    places = list(Municipality.objects.published().in_reading_order())
    chosen = MeasureFilter.of_measures(
        request.GET, request.path, places, keys=("m", "stage", "status"), national=False
    )
    of_need = SupportMeasure.objects.published().filter(need=need).for_cards()
    measures, pages = page_of(
        chosen.apply(of_need.local()), request.GET.get("page"), chosen.address
    )
    return render(
        request,
        "need.html",
        {
            "need": need,
            "filter": chosen,
            "rows": presentation.rows(measures),
            "pages": pages,
            "ask": ask_coordinator(),
            "history": [] if measures else _history(chosen, of_need),
            "national_rows": presentation.rows(of_need.national().listed()),
            "offers": _offers(need),
            "before": list(Step.objects.national_before_leaving(need)),
            "questions": _questions(need),
            "trail": [
                {
                    "label": gettext("Support measures"),
                    "path": reverse("support_programs:measure_list"),
                },
                {"label": need.label},
            ],
        },
    )


def _offers(need: Need, place: Municipality | None = None) -> list[dict]:
    """The lists of what is on offer for a need, of one municipality or of all."""
    lists = {
        Need.WORK: [(gettext("Vacancies"), "vacancy_list")],
        Need.HOME: [(gettext("Homes"), "home_list")],
        Need.LANGUAGE: [(gettext("Events"), "event_list")],
        Need.CHILDREN: [
            (gettext("Kindergartens"), "kindergarten_list"),
            (gettext("Schools"), "school_list"),
        ],
    }
    query = f"?m={place.slug}" if place else ""
    return [
        {"label": label, "path": reverse(f"support_programs:{name}") + query}
        for label, name in lists.get(need, [])
    ]


def _history(chosen: MeasureFilter, of_need: MeasureQuerySet) -> list[dict]:
    """The way to what was once offered, for a list that is empty today."""
    count = of_need.local().historic().count()
    label = ngettext("History: %(count)d measure", "History: %(count)d measures", count)
    path = f"{chosen.path}?status={Status.HISTORIC}"
    return [{"label": label % {"count": count}, "path": path}] if count else []


def _questions(need: Need, place: Municipality | None = None) -> list[dict]:
    questions = with_measures(CommonQuestion.objects.listed().filter(need=need))
    fitting = [q for q in questions if q.municipality_id in (None, place.pk if place else None)]
    return [question_entry(question) for question in fitting]


@require_safe
def municipality_need(request: HttpRequest, slug: str, need: Need) -> HttpResponse:
    place = published_or_404(Municipality.objects.with_authority(), slug)
    of_need = SupportMeasure.objects.published().filter(need=need).for_cards()
    here = list(of_need.filter(municipality=place))
    listed = [measure for measure in here if not measure.is_historic]
    cell = next(c for c in selectors.matrix([place])[place.pk] if c["need"] == need)
    nearest = [] if listed else selectors.nearest_with(need, place)
    return render(
        request,
        "municipality_need.html",
        {
            "place": place,
            "exists_in": exists_in(place),
            "is_hidden": not place.shows(get_language()),
            "need": need,
            "need_path": reverse("need", kwargs={"need": need}),
            "cell": cell,
            "rows": presentation.rows(listed),
            "history": presentation.rows([m for m in here if m.is_historic]),
            "national_rows": presentation.rows(of_need.national().listed()),
            "offers": _offers(need, place),
            "before": list(Step.objects.national_before_leaving(need)),
            "questions": _questions(need, place),
            "nearest": [
                {
                    "label": other.short_name,
                    "path": reverse("municipality_need", kwargs={"slug": other.slug, "need": need}),
                }
                for other in nearest
            ],
            "entries": Contact.objects.block_for(place),
            "trail": [
                {"label": gettext("Municipalities"), "path": reverse("municipality_list")},
                {"label": place.short_name, "path": place.get_absolute_url()},
                {"label": need.label},
            ],
        },
    )


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    chosen = _change_filter(request)
    keys = told_changes.keys(told_changes.lines(chosen))
    found, pages = page_of(keys, request.GET.get("page"), chosen.address)
    return render(
        request,
        "changes.html",
        {
            "filter": chosen,
            "days": told_changes.by_date(told_changes.read(found)),
            "pages": pages,
            "feeds": [feed(request, "Atom", "change_feed", chosen)],
            "ask": ask_coordinator(),
            "nearest": [
                {
                    "label": gettext("Support measures"),
                    "path": reverse("support_programs:measure_list"),
                }
            ],
            "trail": [{"label": gettext("What has changed")}],
        },
    )


def _change_filter(request: HttpRequest) -> ListFilter:
    places = Municipality.objects.published().in_reading_order()
    choices = [place_choice(places, national=True), need_choice()]
    return ListFilter.read(request.GET, reverse("changes"), choices)


@require_safe
def change_feed(request: HttpRequest) -> HttpResponse:
    chosen = _change_filter(request)
    newest = told_changes.keys(told_changes.lines(chosen))[: atom.MOST_ENTRIES]
    return change_feeds.response(request, chosen, told_changes.read(newest))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    facts = [
        _pilot_fact(fact)
        for fact in hide(
            PilotFact.objects.listed().select_related("municipality").prefetch_related("sources")
        )
    ]
    context = {
        "facts": [fact for fact in facts if fact["fact"].municipality_id is None],
        "local_facts": [fact for fact in facts if fact["fact"].municipality_id],
    }
    return _information(request, "about", gettext("About this site"), context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"checked_on": ACCESSIBILITY_CHECKED_ON}
    return _information(request, "accessibility", gettext("Accessibility statement"), context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _information(request, "privacy", gettext("Privacy policy"))


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    return _information(request, "cookies", gettext("Cookies"))


@require_safe
def easy_reading(request: HttpRequest) -> HttpResponse:
    return _information(request, "easy_reading", gettext("Easy reading"), {"needs": _needs()})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    measures = hide(
        SupportMeasure.objects.published().select_related("municipality").order_by("sort_key", "pk")
    )
    places = [
        {
            "label": place.short_name,
            "path": place.get_absolute_url(),
            "needs": [
                {
                    "label": need.label,
                    "path": reverse("municipality_need", kwargs={"slug": place.slug, "need": need}),
                }
                for need in Need
            ],
        }
        for place in Municipality.objects.published().in_reading_order()
    ]
    context = {
        "needs": _needs(),
        "municipalities": places,
        "measures": [
            {"label": need.label, "items": [m for m in measures if m.need == need]} for need in Need
        ],
    }
    return _information(request, "site_map", gettext("Site map"), context)


def _information(
    request: HttpRequest, name: str, title: str, context: dict | None = None
) -> HttpResponse:
    return render(request, f"pages/{name}.html", {"trail": [{"label": title}], **(context or {})})


@require_safe
def photo(request: HttpRequest, name: str) -> HttpResponse:
    """An uploaded photo, in development; its name changes with what it shows."""
    path = f"{images.FOLDER}/{name}"
    if not images.NAME.fullmatch(name) or not default_storage.exists(path):
        raise Http404("No such photo.")
    response = FileResponse(default_storage.open(path))
    patch_cache_control(response, public=True, max_age=ONE_YEAR, immutable=True)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /konts/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; the date moves on with every answer, since somebody keeps the site."""
    context = {
        "contact": request.build_absolute_uri(reverse("about")),
        "canonical": request.build_absolute_uri(request.path),
        "expires": (timezone.now() + dt.timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z"),
    }
    return render(request, "security.txt", context, content_type="text/plain; charset=utf-8")
