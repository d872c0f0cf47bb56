import factory

from municipalities.models import PilotFact
from tests.factories.publishable import PublishableFactory


class PilotFactFactory(PublishableFactory):
    """About the whole pilot unless `municipality=` is given."""

    class Meta:
        model = PilotFact

    text_lv = factory.Sequence("Atgriezās {} ģimenes.".format)
    text_en = factory.Sequence("{} families returned.".format)
    text_ru = factory.Sequence("Вернулись {} семьи.".format)
