"""How many queries each kind of page takes, pinned (ARCHITECTURE §8), and no more with ten times
the data."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial import clock
from municipalities.needs import Need
from support_programs.kinds import MeasureKind
from support_programs.querysets import Availability
from tests.factories import (
    AbsenceFactory,
    ChangeFactory,
    CommonQuestionFactory,
    ContactFactory,
    EventFactory,
    HomeFactory,
    InstitutionFactory,
    KindergartenFactory,
    MunicipalityFactory,
    PaperFactory,
    PilotFactFactory,
    RoundFactory,
    SchoolFactory,
    SourceFactory,
    StepFactory,
    SupportMeasureFactory,
    VacancyFactory,
)

pytestmark = pytest.mark.django_db

LIST, DETAIL, OVERVIEW = 6, 10, 14
# Each kind of page with its queries, and the most that ARCHITECTURE §8 allows it.
PAGES = {
    "/en/": (6, OVERVIEW),
    "/en/municipalities/": (3, LIST),
    "/en/municipalities/saldus/": (13, OVERVIEW),
    "/en/municipalities/saldus/business/": (9, DETAIL),
    "/en/municipalities/saldus/health/": (10, DETAIL),
    "/en/municipalities/saldus/documents/": (9, DETAIL),
    "/en/business/": (7, DETAIL),
    "/en/business/?m=saldus&stage=before": (7, DETAIL),
    "/en/support/": (3, LIST),
    "/en/support/?m=saldus&m=latvija&need=business&stage=before": (3, LIST),
    "/en/support/atbalsts/": (9, DETAIL),
    "/en/events/": (3, LIST),
    "/en/events/?m=saldus&m=latvija&need=work&form=onsite": (3, LIST),
    "/en/events/?need=health": (3, LIST),
    "/en/events/archive/": (3, LIST),
    "/en/events/seminars/": (3, DETAIL),
    "/en/deadlines/": (6, LIST),
    "/en/deadlines/?m=saldus&need=work": (4, LIST),
    "/en/vacancies/": (3, LIST),
    "/en/vacancies/?m=saldus&hours=full&pay=900&level=fluent&sort=closing": (3, LIST),
    "/en/vacancies/darbs/": (3, DETAIL),
    "/en/homes/": (3, LIST),
    "/en/homes/?m=saldus&kind=municipal_flat&rooms=2": (3, LIST),
    "/en/homes/maja/": (3, DETAIL),
    "/en/kindergartens/": (3, LIST),
    "/en/kindergartens/?m=saldus&age=4&help=yes&free=yes": (3, LIST),
    "/en/kindergartens/bernudarzs/": (3, DETAIL),
    "/en/schools/": (3, LIST),
    "/en/schools/skola/": (3, DETAIL),
    "/en/answers/": (2, LIST),
    "/en/changes/": (5, LIST),
    "/en/changes/?m=saldus&need=business": (5, LIST),
    "/en/coordinators/": (3, LIST),
    "/en/about/": (2, DETAIL),
    "/en/accessibility/": (0, DETAIL),
    "/en/privacy/": (0, DETAIL),
    "/en/cookies/": (0, DETAIL),
    "/en/easy-read/": (0, DETAIL),
    "/en/site-map/": (2, DETAIL),
    "/en/not-there/": (0, LIST),
}


def whole(measure, count):
    """Give a measure `count` of everything that hangs on it."""
    other = SupportMeasureFactory(municipality=measure.municipality)
    for _ in range(count):
        RoundFactory(measure=measure)
        StepFactory(measure=measure, repeats=other)
        StepFactory(measure=measure, stage="settle", lead_months=None)
        PaperFactory(measure=measure)
        measure.sources.add(SourceFactory())
        measure.contacts.add(
            ContactFactory(municipality=measure.municipality)
            if measure.municipality
            else ContactFactory(municipality=MunicipalityFactory())
        )


def dated(place, number):
    """One of each kind on a day to come, and an event that is over."""
    day = clock.today() + dt.timedelta(days=number + 1)
    RoundFactory(measure=SupportMeasureFactory(municipality=place), opens=day, closes=day)
    EventFactory(municipality=place, starts_on=day, sources=[SourceFactory()])
    EventFactory(municipality=None, starts_on=day)
    EventFactory(municipality=place, past=True)
    VacancyFactory(municipality=place, closes_on=day)
    HomeFactory(municipality=place, closes_on=day)


def _changed(measure, *others):
    """A line of the log for each row, and one of a call."""
    for row in others:
        ChangeFactory(row=row)
    call = RoundFactory(measure=measure)
    ChangeFactory(row=measure, fields={f"rounds/{call.pk}/closes": [None, "2026-03-01"]})


@pytest.fixture
def place():
    return MunicipalityFactory(slug="saldus")


@pytest.fixture
def grow(place):
    measure = SupportMeasureFactory(slug="atbalsts", municipality=place)
    event = EventFactory(slug="seminars", municipality=place)
    in_place = {"institution__municipality": place}
    offers = [
        VacancyFactory(slug="darbs", municipality=place),
        HomeFactory(slug="maja", municipality=place),
        KindergartenFactory(slug="bernudarzs", **in_place),
        SchoolFactory(slug="skola", **in_place),
    ]

    def grow(count):
        whole(measure, count)
        for number in range(count):
            dated(place, number)
            for row in (event, *offers):
                row.sources.add(SourceFactory())
            _changed(measure, event, *offers, place, ContactFactory(region=place.region))
            KindergartenFactory(free_places=3, places_on=clock.today(), **in_place)
            SchoolFactory(**in_place)
            for availability in Availability.values:
                SupportMeasureFactory(municipality=place, availability=availability)
            national = SupportMeasureFactory(national=True, kind=MeasureKind.BUSINESS_GRANT)
            whole(national, 1)
            for need in (Need.BUSINESS, Need.HEALTH):
                question = CommonQuestionFactory(need=need, municipality=place)
                question.measures.add(national, measure)
            neighbour = MunicipalityFactory(region=place.region)
            SupportMeasureFactory(municipality=neighbour)
            AbsenceFactory(municipality=neighbour, need=Need.HOME)
            PilotFactFactory(municipality=place, sources=[SourceFactory()])
            PilotFactFactory(sources=[SourceFactory()])
            InstitutionFactory(municipality=place, sources=[SourceFactory()])
            place.sources.add(SourceFactory())
            ContactFactory(municipality=place)
            ContactFactory(region=place.region)
            ContactFactory(authority=place.authority)
            ContactFactory(region=place.region, is_historic=True)

    return grow


def counts(client):
    """How many queries each page took."""
    found = {}
    for path in PAGES:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        found[path] = len(captured)
    return found


PINNED = {path: pinned for path, (pinned, _most) in PAGES.items()}


def test_page_takes_its_pinned_queries(client, grow):
    grow(1)

    assert counts(client) == PINNED


def test_page_takes_no_more_queries_with_ten_times_the_data(client, grow):
    grow(10)

    assert counts(client) == PINNED


@pytest.mark.parametrize("path", PAGES)
def test_pinned_queries_are_within_the_budget(path):
    pinned, most = PAGES[path]

    assert pinned <= most
