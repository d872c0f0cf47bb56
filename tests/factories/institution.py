import factory

from municipalities.models import Institution
from tests.factories.municipality import MunicipalityFactory
from tests.factories.publishable import PublishableFactory


class InstitutionFactory(PublishableFactory):
    class Meta:
        model = Institution

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = Institution.Kind.SCHOOL
    name = factory.Sequence("{}. vidusskola".format)
    latitude = 57.0
    longitude = 24.0
    mailbox = factory.Sequence("skola{}@novads.example".format)
    phones = "+371 63122708"
    website = "https://www.skola.example/"
    address = "Skolas iela 2, Ādaži"
    hours_lv = "Darbdienās 8–16"
    hours_en = "Weekdays 8–16"
    hours_ru = "По будням 8–16"
    note_lv = "Uzņem visu gadu."
    note_en = "Admits children all year."
    note_ru = "Принимает весь год."
