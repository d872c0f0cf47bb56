import factory

from editorial.models import LinkUse, OutsideLink
from tests.factories.measure import SupportMeasureFactory


class OutsideLinkFactory(factory.django.DjangoModelFactory):
    """Not asked for yet; `broken=True` is a page that was not found on two days."""

    class Meta:
        model = OutsideLink

    class Params:
        broken = factory.Trait(
            result=OutsideLink.Result.MISSING, status=404, failures=2, is_broken=True
        )

    url = factory.Sequence("https://www.novads.example/lapa-{}".format)


class LinkUseFactory(factory.django.DjangoModelFactory):
    """In the official link of a measure."""

    class Meta:
        model = LinkUse

    link = factory.SubFactory(OutsideLinkFactory)
    row = factory.SubFactory(SupportMeasureFactory)
    field = "official_url"
