import factory

from municipalities.needs import Need
from support_programs.models import CommonQuestion
from tests.factories.publishable import PublishableFactory


class CommonQuestionFactory(PublishableFactory):
    class Meta:
        model = CommonQuestion

    need = Need.CHILDREN
    question_lv = factory.Sequence("Vai bērns drīkst mācīties {}. klasē?".format)
    question_en = factory.Sequence("May my child learn in form {}?".format)
    question_ru = factory.Sequence("Может ли ребёнок учиться в {}-м классе?".format)
    answer_lv = "Jā, skola viņu uzņem visu gadu."
    answer_en = "Yes, the school admits children all year."
    answer_ru = "Да, школа принимает детей весь год."
