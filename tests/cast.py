"""The people whom tests about rights let act, and where they work.

A and B are neighbours in one region, C lies in another.
"""

from dataclasses import dataclass

from editorial.models import User
from editorial.roles import Role
from municipalities.models import Municipality
from tests import factories


@dataclass(frozen=True)
class Cast:
    a: Municipality
    b: Municipality
    c: Municipality
    editor_a: User
    editor_b: User
    coordinator: User
    other_coordinator: User
    administrator: User


def gather() -> Cast:
    a = factories.MunicipalityFactory(short_name_lv="Apgabals A", slug="a")
    b = factories.MunicipalityFactory(short_name_lv="Apgabals B", slug="b", region=a.region)
    c = factories.MunicipalityFactory(short_name_lv="Apgabals C", slug="c")
    return Cast(
        a=a,
        b=b,
        c=c,
        editor_a=factories.MembershipFactory(municipality=a).user,
        editor_b=factories.MembershipFactory(municipality=b).user,
        coordinator=coordinator_of(a),
        other_coordinator=coordinator_of(c),
        administrator=factories.UserFactory(is_staff=True, is_superuser=True),
    )


def coordinator_of(municipality: Municipality) -> User:
    return factories.MembershipFactory(role=Role.COORDINATOR, region=municipality.region).user
