import pytest

from municipalities.models import Municipality
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "is_pilot_area"),
    [
        (Municipality.Kind.STATE_CITY, False),
        (Municipality.Kind.MUNICIPALITY, False),
        (Municipality.Kind.PILOT_AREA, True),
    ],
)
def test_pilot_area_is_what_another_municipality_answers_for(kind, is_pilot_area):
    municipality = MunicipalityFactory.build(kind=kind, region=None, authority=None)

    assert municipality.is_pilot_area == is_pilot_area


def test_with_authority_takes_one_query(django_assert_num_queries):
    MunicipalityFactory.create_batch(3)

    with django_assert_num_queries(1):
        for municipality in Municipality.objects.with_authority():
            str(municipality.authority), str(municipality.region)
