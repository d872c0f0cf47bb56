import factory

from editorial.models import Membership
from editorial.roles import Role
from tests.factories.municipality import MunicipalityFactory
from tests.factories.user import UserFactory


class MembershipFactory(factory.django.DjangoModelFactory):
    """An editor of a municipality, unless `region=` is given."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory, is_staff=True)
    role = Role.EDITOR
    region = None
    municipality = factory.Maybe(
        "region",
        yes_declaration=None,
        no_declaration=factory.SubFactory(MunicipalityFactory),
    )
