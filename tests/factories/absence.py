import datetime as dt

import factory

from municipalities.needs import Need
from support_programs.models import Absence
from tests.factories.municipality import MunicipalityFactory
from tests.factories.publishable import PublishableFactory


class AbsenceFactory(PublishableFactory):
    class Meta:
        model = Absence

    municipality = factory.SubFactory(MunicipalityFactory)
    need = factory.Iterator(Need.values)
    verified_on = dt.date(2026, 1, 15)
    note_lv = "Pašvaldība to nepiedāvā."
    note_en = "The municipality does not offer it."
    note_ru = "Самоуправление этого не предлагает."
