import factory

from support_programs.models import Home
from tests.factories.municipality import MunicipalityFactory
from tests.factories.publishable import PublishableFactory


class HomeFactory(PublishableFactory):
    """One municipal flat, entered today, without a closing day."""

    class Meta:
        model = Home

    slug = factory.Sequence("majoklis-{}".format)
    municipality = factory.SubFactory(MunicipalityFactory)
    kind = Home.Kind.MUNICIPAL_FLAT
    title_lv = factory.Sequence("Divistabu dzīvoklis {}".format)
    title_en = factory.Sequence("Two-room flat {}".format)
    title_ru = factory.Sequence("Двухкомнатная квартира {}".format)
    place = "Ādaži, Rīgas iela 1"
    rooms = 2
    area_m2 = "48.5"
    cost_month = "180.00"
    cost_includes_lv = "Īre un apkure."
    cost_includes_en = "Rent and heating."
    cost_includes_ru = "Аренда и отопление."
    who_lv = "Ģimenēm ar bērniem."
    who_en = "Families with children."
    who_ru = "Семьям с детьми."
    how_to_apply_lv = "Iesniegumu var sūtīt no ārzemēm."
    how_to_apply_en = "The application can be sent from abroad."
    how_to_apply_ru = "Заявление можно прислать из-за рубежа."
    free_units = 1
    queue_length = 4
    buses_per_day = 12
    note_lv = "Ēka ir siltināta."
    note_en = "The building is insulated."
    note_ru = "Дом утеплён."
    official_url = "https://www.novads.example/majokli"
