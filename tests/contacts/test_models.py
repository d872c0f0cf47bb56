import pytest

from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    MunicipalityFactory,
    PlanningRegionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("region", PlanningRegionFactory),
        ("authority", AuthorityFactory),
        ("municipality", MunicipalityFactory),
    ],
)
def test_owner_is_the_one_that_is_named(name, factory):
    owner = factory()

    assert ContactFactory(**{name: owner}).owner == owner
