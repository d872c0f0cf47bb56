"""How many queries each kind of page takes, pinned (ARCHITECTURE §8), and no more with ten times
the data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.needs import Need
from support_programs.kinds import MeasureKind
from support_programs.querysets import Availability
from tests.factories import (
    AbsenceFactory,
    CommonQuestionFactory,
    ContactFactory,
    InstitutionFactory,
    MunicipalityFactory,
    PaperFactory,
    PilotFactFactory,
    RoundFactory,
    SourceFactory,
    StepFactory,
    SupportMeasureFactory,
)

pytestmark = pytest.mark.django_db

LIST, DETAIL, OVERVIEW = 6, 10, 14
# Each kind of page with its queries, and the most that ARCHITECTURE §8 allows it.
PAGES = {
    "/en/": (2, OVERVIEW),
    "/en/municipalities/": (3, LIST),
    "/en/municipalities/saldus/": (8, OVERVIEW),
    "/en/municipalities/saldus/business/": (9, DETAIL),
    "/en/municipalities/saldus/health/": (10, DETAIL),
    "/en/municipalities/saldus/documents/": (9, DETAIL),
    "/en/business/": (7, DETAIL),
    "/en/business/?m=saldus&stage=before": (7, DETAIL),
    "/en/support/": (3, LIST),
    "/en/support/?m=saldus&m=latvija&need=business&stage=before": (3, LIST),
    "/en/support/atbalsts/": (8, DETAIL),
    "/en/answers/": (2, LIST),
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


@pytest.fixture
def place():
    return MunicipalityFactory(slug="saldus")


@pytest.fixture
def grow(place):
    measure = SupportMeasureFactory(slug="atbalsts", municipality=place)

    def grow(count):
        whole(measure, count)
        for _ in range(count):
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
