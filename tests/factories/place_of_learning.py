import factory

from editorial import clock
from tests.factories.publishable import PublishableFactory


class PlaceOfLearningFactory(PublishableFactory):
    """What kindergartens and schools share; the free places were counted today."""

    class Meta:
        abstract = True

    free_places = 3
    queue_length = 0
    places_on = factory.LazyFunction(clock.today)
    languages = "lv"
    language_help_lv = "Latviešu valodas skolotāja divreiz nedēļā."
    language_help_en = "A teacher of Latvian twice a week."
    language_help_ru = "Учитель латышского дважды в неделю."
    mid_year = True
    fee_month = 0
    fee_note_lv = "Ēdināšana 2 € dienā."
    fee_note_en = "Meals cost €2 a day."
    fee_note_ru = "Питание 2 € в день."
    how_to_queue_lv = "Pieteikumu var iesniegt tiešsaistē."
    how_to_queue_en = "You can apply online."
    how_to_queue_ru = "Заявку можно подать онлайн."
    queue_url = "https://www.novads.example/rinda"
    note_lv = "Pagalms ir jauns."
    note_en = "The yard is new."
    note_ru = "Двор новый."
