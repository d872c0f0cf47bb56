import factory

from support_programs.kinds import MeasureKind
from support_programs.models import SupportMeasure
from support_programs.querysets import Availability
from tests.factories.municipality import MunicipalityFactory
from tests.factories.publishable import PublishableFactory


class SupportMeasureFactory(PublishableFactory):
    """A local measure in rounds, though without any; `national=True` makes it national."""

    class Meta:
        model = SupportMeasure

    class Params:
        national = factory.Trait(municipality=None)

    slug = factory.Sequence("atbalsts-{}".format)
    municipality = factory.SubFactory(MunicipalityFactory)
    kind = MeasureKind.BUSINESS_GRANT
    title_lv = factory.Sequence("Granta konkurss {}".format)
    title_en = factory.Sequence("Grant competition {}".format)
    title_ru = factory.Sequence("Конкурс грантов {}".format)
    summary_lv = "Nauda uzņēmuma sākšanai."
    summary_en = "Money to start a business."
    summary_ru = "Деньги на открытие предприятия."
    who_lv = "Tiem, kas atgriezušies."
    who_en = "Those who have returned."
    who_ru = "Вернувшимся."
    details_lv = "Pieteikumu vērtē komisija."
    details_en = "A commission judges the application."
    details_ru = "Заявку оценивает комиссия."
    amount_min = 1000
    amount_max = 7000
    amount_as_of = "2026"
    share_max_pct = 80
    own_share_min_pct = 20
    amount_note_lv = "Izmaksā divās daļās."
    amount_note_en = "Paid in two parts."
    amount_note_ru = "Выплачивается двумя частями."
    fee = 0
    fee_note_lv = "Pieteikties var bez maksas."
    fee_note_en = "Applying is free."
    fee_note_ru = "Подача бесплатна."
    availability = Availability.ROUNDS
    deadline_note_lv = "Termiņu nosaka katru gadu."
    deadline_note_en = "The deadline is set each year."
    deadline_note_ru = "Срок определяют каждый год."
    official_url = "https://www.novads.example/atbalsts"
    application_languages = "lv"
    what_next_lv = "Atbilde pienāk mēneša laikā."
    what_next_en = "The answer comes within a month."
    what_next_ru = "Ответ приходит в течение месяца."
    note_lv = "Noteikumi mainās katru gadu."
    note_en = "The rules change every year."
    note_ru = "Правила меняются каждый год."
