import factory

from support_programs.models import Vacancy
from tests.factories.municipality import MunicipalityFactory
from tests.factories.publishable import PublishableFactory


class VacancyFactory(PublishableFactory):
    """Entered today, without a closing day; `imported=True` makes it one of the open data."""

    class Meta:
        model = Vacancy

    class Params:
        imported = factory.Trait(
            source_number=factory.Sequence("VAK-{}".format),
            source_hash="0" * 64,
            title_en=None,
            title_ru=None,
            starts_lv="",
            starts_en=None,
            starts_ru=None,
            duties_en=None,
            duties_ru=None,
            how_to_apply_lv="",
            how_to_apply_en=None,
            how_to_apply_ru=None,
            transport_lv="",
            transport_en=None,
            transport_ru=None,
            language_level="",
        )

    slug = factory.Sequence("darbs-{}".format)
    municipality = factory.SubFactory(MunicipalityFactory)
    title_lv = factory.Sequence("Pavārs {}".format)
    title_en = factory.Sequence("Cook {}".format)
    title_ru = factory.Sequence("Повар {}".format)
    employer = 'SIA "Maizes nams"'
    place = "Ādaži, Rīgas iela 1"
    field = Vacancy.Field.SERVICES
    hours = Vacancy.Hours.FULL
    pay_from = 1200
    pay_to = 1500
    language_level = Vacancy.LanguageLevel.BASIC
    starts_lv = "Pēc vienošanās"
    starts_en = "By agreement"
    starts_ru = "По договорённости"
    duties_lv = "Gatavot pusdienas skolai."
    duties_en = "Cook lunch for a school."
    duties_ru = "Готовить обеды для школы."
    how_to_apply_lv = "Nosūtiet CV, sarunai pietiek ar videozvanu."
    how_to_apply_en = "Send your CV; a video call is enough for the interview."
    how_to_apply_ru = "Пришлите резюме; для собеседования достаточно видеозвонка."
    transport_lv = "Autobuss no Rīgas ik stundu."
    transport_en = "A bus from Rīga every hour."
    transport_ru = "Автобус из Риги каждый час."
    official_url = "https://www.darbs.example/"
