import factory

from municipalities.models import Locality
from tests.factories.municipality import MunicipalityFactory


class LocalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Locality

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = Locality.Kind.PARISH
    name = factory.Sequence("{}. pagasts".format)
