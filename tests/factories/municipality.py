import datetime as dt

import factory

from municipalities.models import Municipality
from tests.factories.authority import AuthorityFactory
from tests.factories.planning_region import PlanningRegionFactory
from tests.factories.publishable import PublishableFactory


class MunicipalityFactory(PublishableFactory):
    class Meta:
        model = Municipality

    slug = factory.Sequence("novads-{}".format)
    name_lv = factory.Sequence("{}. novads".format)
    name_en = factory.Sequence("Municipality {}".format)
    name_ru = factory.Sequence("{}-й край".format)
    short_name_lv = factory.Sequence("Ādaži {}".format)
    short_name_en = factory.Sequence("Ādaži {}".format)
    short_name_ru = factory.Sequence("Адажи {}".format)
    in_text_lv = "Ādažos"
    in_text_en = "in Ādaži"
    in_text_ru = "в Адажи"
    of_text_lv = "Ādažu"
    of_text_en = "of Ādaži"
    of_text_ru = "Адажи"
    kind = Municipality.Kind.MUNICIPALITY
    pilot_group = Municipality.PilotGroup.RIGA
    region = factory.SubFactory(PlanningRegionFactory)
    authority = factory.SubFactory(AuthorityFactory)
    reform_note_lv = "Robežas palika tās pašas."
    reform_note_en = "The borders stayed the same."
    reform_note_ru = "Границы остались прежними."
    population = 23_000
    population_on = dt.date(2026, 1, 1)
    area_km2 = "162.5"
    centre_lv = "Ādaži"
    centre_en = "Ādaži"
    centre_ru = "Адажи"
    latitude = 57.07
    longitude = 24.33
    intro_lv = "Pusstundas attālumā no Rīgas."
    intro_en = "Half an hour from Rīga."
    intro_ru = "В получасе от Риги."
    note_lv = "Skaits bez Carnikavas."
    note_en = "The figure leaves out Carnikava."
    note_ru = "Без Царникавы."
    # Of a photo that a test may add.
    photo_alt_lv = "Baznīca ezera krastā."
    photo_alt_en = "A church on the shore of a lake."
    photo_alt_ru = "Церковь на берегу озера."
    website = "https://www.novads.example/"
