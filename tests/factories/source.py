import factory

from editorial.models import Source


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    url = factory.Sequence("https://www.novads.example/zinas/{}".format)
    publisher = "Ādažu novada pašvaldība"
    as_of = "2026-01-15"
