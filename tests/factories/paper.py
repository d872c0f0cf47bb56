import factory

from support_programs.models import Paper
from tests.factories.measure import SupportMeasureFactory


class PaperFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Paper

    measure = factory.SubFactory(SupportMeasureFactory)
    key = factory.Sequence("p{}".format)
    name_lv = "Dzimšanas apliecība"
    name_en = "Birth certificate"
    name_ru = "Свидетельство о рождении"
    form = Paper.Form.ORIGINAL
    translation_needed = True
    where_lv = "Dzimtsarakstu nodaļā"
    where_en = "At the registry office"
    where_ru = "В отделе загса"
