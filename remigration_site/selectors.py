"""Rows of several apps together: the matrix of municipalities and needs, what a place offers."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Aggregate, Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from editorial import wording
from editorial.age import Age
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.models import (
    Absence,
    Home,
    Kindergarten,
    School,
    SupportMeasure,
    Vacancy,
)

Cell = dict[str, str]


def matrix(municipalities: Iterable[Municipality]) -> dict[int, list[Cell]]:
    """For each municipality its seven cells, none of them blank. Two queries, however many rows."""
    places = list(municipalities)
    counted = SupportMeasure.objects.listed().counts_by_municipality_and_need()
    absences = {
        (absence.municipality_id, absence.need): absence
        for absence in Absence.objects.listed().filter(municipality__in=places)
    }
    return {
        place.pk: [
            _cell(
                place,
                need,
                *counted.get((place.pk, need.value), (0, 0)),
                absences.get((place.pk, need.value)),
            )
            for need in Need
        ]
        for place in places
    }


def _cell(
    place: Municipality, need: Need, count: int, resting: int, absence: Absence | None
) -> Cell:
    """One of the three honest states: some measures, verified as not offered, or not known.

    Measures of which none can be applied for now are “some” too, but say so.
    """
    if count:
        state = "some" if resting < count else "resting"
        words = (
            ngettext("%(count)d measure", "%(count)d measures", count)
            if resting < count
            else ngettext("%(count)d measure, closed now", "%(count)d measures, closed now", count)
        )
        text = words % {"count": count}
    elif absence and absence.age() is not Age.EXPIRED:
        state = "none"
        text = gettext("not offered (verified on %(date)s)") % {
            "date": wording.day(absence.verified_on)
        }
    else:
        state, text = "unknown", gettext("not known yet, ask")
    return {
        "need": need.value,
        "label": str(need.label),
        "state": state,
        "text": text,
        "path": reverse("municipality_need", kwargs={"slug": place.slug, "need": need}),
    }


def offers_in(place: Municipality, on: dt.date | None = None) -> list[dict[str, str]]:
    """What is on offer in the municipality this week, with the way to each list. One query."""
    counted = Municipality.objects.filter(pk=place.pk).values(
        vacancies=_count(Vacancy.objects.listed(on), "municipality"),
        homes=_count(Home.objects.listed(on).perhaps_free(), "municipality"),
        kindergartens=_count(Kindergarten.objects.listed(), "institution__municipality"),
        places=_free_places(Kindergarten.objects.listed().places_known(on)),
        schools=_count(School.objects.listed(), "institution__municipality"),
    )
    counts = counted.get()
    return [
        {
            "label": gettext("Vacancies"),
            "text": _number(counts["vacancies"]) or gettext("none known today"),
            "path": f"{reverse('support_programs:vacancy_list')}?m={place.slug}",
        },
        {
            "label": gettext("Homes"),
            "text": _number(counts["homes"]) or gettext("none known today"),
            "path": f"{reverse('support_programs:home_list')}?m={place.slug}&free=yes",
        },
        {
            "label": gettext("Kindergartens"),
            "text": _kindergartens(counts["kindergartens"], counts["places"]),
            "path": f"{reverse('support_programs:kindergarten_list')}?m={place.slug}",
        },
        {
            "label": gettext("Schools"),
            "text": _number(counts["schools"]) or gettext("none known yet, ask"),
            "path": f"{reverse('support_programs:school_list')}?m={place.slug}",
        },
    ]


def _count(rows: QuerySet, owner: str) -> Coalesce:
    return _of_place(rows, owner, Count("pk"))


def _free_places(rows: QuerySet) -> Coalesce:
    """Minus one where no number is known: none known is not the same as none free."""
    return _of_place(rows, "institution__municipality", Sum("free_places"), unknown=-1)


def _of_place(rows: QuerySet, owner: str, figure: Aggregate, unknown: int = 0) -> Coalesce:
    of_place = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    return Coalesce(Subquery(of_place.annotate(figure=figure).values("figure")), unknown)


def _number(count: int) -> str:
    return wording.number(count) if count else ""


def _kindergartens(count: int, places: int) -> str:
    if not count:
        return gettext("none known yet, ask")
    if places < 0:
        return gettext("%(count)s, free places not known") % {"count": wording.number(count)}
    words = ngettext(
        "%(count)s, %(places)d free place known", "%(count)s, %(places)d free places known", places
    )
    return words % {"count": wording.number(count), "places": places}


def nearest_with(need: Need, municipality: Municipality) -> list[Municipality]:
    """Other municipalities that have something for this need, those of the same region first."""
    having = SupportMeasure.objects.listed().filter(need=need).values("municipality")
    others = (
        Municipality.objects.published()
        .filter(pk__in=having)
        .exclude(pk=municipality.pk)
        .in_reading_order()
    )
    return sorted(others, key=lambda other: other.region_id != municipality.region_id)[:4]
