import factory

from editorial.models import SlugHistory
from tests.factories.municipality import MunicipalityFactory


class SlugHistoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SlugHistory

    owner = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence("veca-adrese-{}".format)
