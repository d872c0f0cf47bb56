"""A municipality that is withdrawn takes along whatever belongs to it, wherever it was named."""

import pytest
from django.utils import timezone

from municipalities.needs import Need
from tests.factories import (
    AbsenceFactory,
    CommonQuestionFactory,
    ContactFactory,
    EventFactory,
    HomeFactory,
    InstitutionFactory,
    KindergartenFactory,
    MunicipalityFactory,
    PilotFactFactory,
    SchoolFactory,
    StepFactory,
    SupportMeasureFactory,
    VacancyFactory,
)
from tests.site.pages import Page

pytestmark = pytest.mark.django_db

NAME = "Pazudušais novads"


@pytest.fixture
def place():
    """A municipality with a row of each kind, also named by rows of another one and of all
    Latvia."""
    place = MunicipalityFactory(
        slug="pazudusais", name_en=NAME, short_name_lv=NAME, short_name_en=NAME, short_name_ru=NAME
    )
    measure = SupportMeasureFactory(municipality=place, title_en=f"{NAME}: measure")
    contact = ContactFactory(municipality=place, role_en=f"{NAME}: contact")
    for factory, field in [
        (EventFactory, "title_en"),
        (HomeFactory, "title_en"),
        (VacancyFactory, "title_en"),
        (PilotFactFactory, "text_en"),
    ]:
        factory(municipality=place, **{field: f"{NAME}: {factory.__name__}"})
    InstitutionFactory(municipality=place, name=f"{NAME}: hospital", kind="hospital")
    KindergartenFactory(institution__municipality=place, institution__name=f"{NAME}: kindergarten")
    SchoolFactory(institution__municipality=place, institution__name=f"{NAME}: school")
    AbsenceFactory(municipality=place, need=Need.HEALTH)
    CommonQuestionFactory(municipality=place, question_en=f"{NAME}: question")
    CommonQuestionFactory().measures.add(measure)
    elsewhere = SupportMeasureFactory(municipality__region=place.region)
    elsewhere.contacts.add(contact)
    StepFactory(measure=elsewhere, repeats=measure)
    return place


def crawl(client):
    """Every page in English that links lead to, from the home page on."""
    found, waiting = {}, ["/en/"]
    while waiting:
        path = waiting.pop()
        if path in found or not path.startswith("/en/"):
            continue
        response = client.get(path)
        found[path] = Page(path, response.content, response.status_code)
        if response.headers["Content-Type"].startswith("text/html"):
            waiting += {link.partition("#")[0] for link in found[path].own_links}
    return found


def named_on(found):
    return {path for path, page in found.items() if NAME in page.body.decode()}


def test_place_is_named_on_many_pages(client, place):
    named = named_on(crawl(client))

    assert {"/en/", "/en/about/", "/en/answers/", "/en/support/", "/en/coordinators/"} <= named


def test_withdrawn_place_is_named_nowhere_and_no_link_leads_to_what_is_gone(client, place):
    place.withdrawn_at = timezone.now()
    place.save()

    found = crawl(client)

    assert len(found) > 30
    assert {path: page.status for path, page in found.items() if page.status != 200} == {}
    assert named_on(found) == set()
