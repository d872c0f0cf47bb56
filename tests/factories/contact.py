import factory

from contacts.models import Contact
from tests.factories.municipality import MunicipalityFactory
from tests.factories.publishable import PublishableFactory


class ContactFactory(PublishableFactory):
    """Belongs to a municipality unless `region=` or `authority=` is given."""

    class Meta:
        model = Contact

    kind = Contact.Kind.COORDINATOR
    role_lv = "Reemigrācijas koordinators"
    role_en = "Remigration coordinator"
    role_ru = "Координатор реэмиграции"
    unit_lv = "Attīstības nodaļa"
    unit_en = "Development department"
    unit_ru = "Отдел развития"
    region = None
    authority = None
    municipality = factory.Maybe(
        factory.LazyAttribute(lambda contact: contact.region or contact.authority),
        yes_declaration=None,
        no_declaration=factory.SubFactory(MunicipalityFactory),
    )
    mailbox = factory.Sequence("koordinators{}@novads.example".format)
    phones = "+371 63122707"
    website = "https://www.novads.example/"
    address = "Rīgas iela 1, Ādaži"
    hours_lv = "Pirmdienās 9–17"
    hours_en = "Mondays 9–17"
    hours_ru = "По понедельникам 9–17"
    languages_spoken = "lv,en,ru"
    note_lv = "Atbild trīs dienu laikā."
    note_en = "Answers within three days."
    note_ru = "Отвечает в течение трёх дней."
