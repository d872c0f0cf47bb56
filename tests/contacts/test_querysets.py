import pytest

from contacts.models import Contact
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    MunicipalityFactory,
    PlanningRegionFactory,
)

pytestmark = pytest.mark.django_db


def test_answering_for_finds_municipality_authority_and_region():
    municipality = MunicipalityFactory()
    answering = [
        ContactFactory(municipality=municipality),
        ContactFactory(authority=municipality.authority),
        ContactFactory(region=municipality.region),
    ]

    assert list(Contact.objects.answering_for(municipality)) == answering


def test_answering_for_finds_nobody_else():
    municipality = MunicipalityFactory()
    ContactFactory(municipality=MunicipalityFactory())
    ContactFactory(authority=AuthorityFactory())
    ContactFactory(region=PlanningRegionFactory())

    assert not Contact.objects.answering_for(municipality).exists()


def test_answering_for_follows_a_changed_region():
    municipality = MunicipalityFactory()
    contact = ContactFactory(region=PlanningRegionFactory())
    municipality.region = contact.region
    municipality.save()

    assert list(Contact.objects.answering_for(municipality)) == [contact]


def test_answering_for_finds_history_too():
    municipality = MunicipalityFactory()
    former = ContactFactory(municipality=municipality, is_historic=True)

    assert list(Contact.objects.answering_for(municipality).historic()) == [former]


def test_answering_for_takes_one_query(django_assert_num_queries):
    municipality = MunicipalityFactory()

    with django_assert_num_queries(1):
        list(Contact.objects.answering_for(municipality).listed())


def test_reading_order_is_by_position_then_as_written():
    later = ContactFactory(position=2)
    first, second = ContactFactory(position=1), ContactFactory(position=1)

    assert list(Contact.objects.in_reading_order()) == [first, second, later]
