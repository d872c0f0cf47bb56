import datetime as dt

import factory

from editorial import clock
from municipalities.needs import Need
from support_programs.models import Event
from tests.factories.municipality import MunicipalityFactory
from tests.factories.publishable import PublishableFactory


class EventFactory(PublishableFactory):
    """An evening two weeks from today; `past=True` puts it a month back."""

    class Meta:
        model = Event

    class Params:
        past = factory.Trait(
            starts_on=factory.LazyFunction(lambda: clock.today() - dt.timedelta(days=30))
        )

    slug = factory.Sequence("pasakums-{}".format)
    kind = Event.Kind.SEMINAR
    need = Need.WORK
    municipality = factory.SubFactory(MunicipalityFactory)
    title_lv = factory.Sequence("Uzņēmējdarbības seminārs {}".format)
    title_en = factory.Sequence("Business seminar {}".format)
    title_ru = factory.Sequence("Семинар о предпринимательстве {}".format)
    summary_lv = "Kā sākt savu uzņēmumu."
    summary_en = "How to start your own business."
    summary_ru = "Как открыть своё предприятие."
    starts_on = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=14))
    starts_time = dt.time(18)
    ends_time = dt.time(20)
    place = "Ādažu kultūras centrs, Gaujas iela 33A"
    join_url = "https://www.novads.example/pieteikties"
    how_to_join_lv = "Piesakieties tīmekļvietnē."
    how_to_join_en = "Register on the website."
    how_to_join_ru = "Зарегистрируйтесь на сайте."
    organiser = "Ādažu novada pašvaldība"
    languages = "lv,en"
    places = 20
    fee = 0
