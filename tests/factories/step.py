import factory

from support_programs.models import Step
from support_programs.stages import Stage
from tests.factories.measure import SupportMeasureFactory


class StepFactory(factory.django.DjangoModelFactory):
    """A step before leaving; `repeats=` names the measure it only says again."""

    class Meta:
        model = Step

    measure = factory.SubFactory(SupportMeasureFactory)
    key = factory.Sequence("s{}".format)
    order = factory.Sequence(int)
    stage = Stage.BEFORE
    text_lv = "Norādiet ārzemju adresi reģistrā."
    text_en = "Enter your address abroad in the register."
    text_ru = "Внесите зарубежный адрес в регистр."
    url = "https://www.latvija.example/"
    duration_lv = "Piecas dienas"
    duration_en = "Five days"
    duration_ru = "Пять дней"
    lead_months = 3
