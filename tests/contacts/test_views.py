"""The page of coordinators: five regions, who answers today and who did before."""

import pytest
from django.utils import timezone

from contacts.models import Contact
from tests.factories import ContactFactory, MunicipalityFactory, PlanningRegionFactory

pytestmark = pytest.mark.django_db

PATH = "/en/coordinators/"


@pytest.fixture
def region():
    return PlanningRegionFactory(name_en="Vidzeme Planning Region")


@pytest.fixture
def text(client):
    return lambda path=PATH: client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/lv/koordinatori/", PATH, "/ru/koordinatory/"])
def test_coordinators_are_shown_in_each_language(text, region, path):
    ContactFactory(region=region, mailbox="vidzeme@regions.example")

    assert 'href="mailto:vidzeme@regions.example"' in text(path)


def test_coordinator_of_the_past_is_plain_text(text, region):
    ContactFactory(region=region, mailbox="kadreiz@regions.example", is_historic=True)

    assert "kadreiz@regions.example" in text()
    assert "mailto:kadreiz" not in text()


@pytest.mark.parametrize("hidden", [{"published_at": None}, {"withdrawn_at": timezone.now()}])
def test_coordinator_who_is_not_published_is_not_shown(text, region, hidden):
    ContactFactory(region=region, mailbox="projam@regions.example", **hidden)

    assert "projam@regions.example" not in text()


def test_place_shows_the_authority_that_answers_for_it_today(text, region):
    place = MunicipalityFactory(region=region, short_name_en="Rundāle")
    ContactFactory(authority=place.authority, kind=Contact.Kind.MUNICIPAL, mailbox="b@n.example")

    assert text().index("Rundāle") < text().index("mailto:b@n.example")


def test_place_leaves_special_offices_to_its_own_page(text, region):
    place = MunicipalityFactory(region=region)
    ContactFactory(municipality=place, kind=Contact.Kind.EDUCATION, mailbox="skolas@n.example")

    assert "skolas@n.example" not in text()


def test_region_without_a_coordinator_says_so(text, region):
    assert "Vidzeme Planning Region" in text()
    assert "not known, ask" in text()


def test_person_is_named_with_the_time_in_the_post(text, region):
    ContactFactory(region=region, person="Anna Bērziņa", since="2024-05", since_or_earlier=True)

    assert "Anna Bērziņa" in text()
    assert "May 2024" in text()
