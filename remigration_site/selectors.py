"""Rows of several apps together: the matrix of ten municipalities and seven needs."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from editorial import wording
from editorial.age import Age
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.models import Absence, SupportMeasure

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
                counted.get((place.pk, need.value), 0),
                absences.get((place.pk, need.value)),
            )
            for need in Need
        ]
        for place in places
    }


def _cell(place: Municipality, need: Need, count: int, absence: Absence | None) -> Cell:
    """One of the three honest states: some measures, verified as not offered, or not known."""
    if count:
        state = "some"
        text = ngettext("%(count)d measure", "%(count)d measures", count) % {"count": count}
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
