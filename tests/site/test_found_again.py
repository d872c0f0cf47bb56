"""What the source page of 2018 said, and the decision behind it, is found on the site."""

import pytest
from django.utils import translation

from contacts.models import Contact
from support_programs.models import SupportMeasure
from tests.site.checks import listed
from tests.site.pages import has_class, words_of

# A measure or page, and words of it in Latvian, English and Russian.
FOUND = {
    "Latvian courses of 2018": (
        "latviesu-valodas-kursi-daugavpils",
        ("Latviešu valodas", "Latvian", "латышского"),
    ),
    "vacancies of the municipality": (
        "pasvaldibas-vakances-daugavpils",
        ("akances", "acancies", "акансии"),
    ),
    "municipal flats for specialists and the queue": (
        "dzivokli-specialistiem-daugavpils",
        ("rind", "waiting list", "очеред"),
    ),
    "health care": ("slimnica-daugavpils", ("slimnīca", "ospital", "ольниц")),
    "kindergartens": ("bernudarza-rinda-daugavpils", ("ērnudārz", "indergarten", "етск")),
    "plans: the housing data base": (
        "darbs-ar-remigrantiem-daugavpils",
        ("datubāzi", "database", "баз"),
    ),
    "plans: meetings": ("darbs-ar-remigrantiem-daugavpils", ("tikšan", "meet", "встреч")),
}


def measure_page(site, slug, language):
    with site.blocker.unblock(), translation.override(language):
        return site.get(SupportMeasure.objects.get(slug=slug).get_absolute_url())


def cells_of(page, year):
    """The cells of a round in the table of rounds."""
    return [
        [words_of(cell) for cell in row]
        for row in page.all("tr")
        if len(row) > 1 and words_of(row[0]) == year
    ]


@pytest.mark.parametrize("what", FOUND)
def test_fact_of_2018_is_found(site, language, what):
    slug, words = FOUND[what]
    page = measure_page(site, slug, language)

    assert dict(zip(("lv", "en", "ru"), words, strict=True))[language] in page.text, page.path
    assert "2018" in page.text


def test_municipalities_stand_in_five_groups(site, language):
    path = {"lv": "/lv/pasvaldibas/", "en": "/en/municipalities/", "ru": "/ru/samoupravleniya/"}
    page = site.get(path[language])
    groups = [
        len([card for card in section.iter("article") if has_class(card, "card")])
        for section in page.all("section", css="section")
    ]

    assert sum(groups) == 10
    assert len([size for size in groups if size]) == 5


def test_impulss_of_2018_is_a_past_round_of_up_to_7000_euro(site, language):
    [cells] = cells_of(measure_page(site, "impulss-daugavpils", language), "2018")

    assert {"lv": "līdz 7000 €", "en": "up to €7,000", "ru": "до 7000 €"}[language] in cells


def test_contact_of_daugavpils_of_2018_is_plain_text(site, pages):
    shown = [page for page in pages if "jolanta.uzulina@daugavpils.lv" in page.text]
    faults = [page.path for page in shown if b"mailto:jolanta.uzulina" in page.body]

    assert shown
    assert not faults, listed(faults)


def test_malformed_address_of_2018_is_nowhere(pages):
    faults = [page.path for page in pages if b"uzulinadaugavpils" in page.body]

    assert not faults, listed(faults)


def test_coordinator_of_latgale_of_2018_is_history(site, pages):
    contacts = [
        (page.path, contact)
        for page in pages
        for contact in page.all("article", css="contact")
        if "Astrīda Leščinska" in words_of(contact)
    ]
    faults = [path for path, contact in contacts if not has_class(contact, "contact--historic")]

    assert contacts
    assert not faults, listed(faults)


@pytest.mark.django_db
def test_current_contact_of_daugavpils_and_latgale_is_there(content):
    current = Contact.objects.listed()

    assert current.filter(authority__name_lv="Daugavpils valstspilsēta").exists()
    assert current.filter(region__code="latgale", kind=Contact.Kind.COORDINATOR).exists()


@pytest.mark.parametrize(
    ("path", "cost"),
    [
        ("/lv/par-vietni/", "10 714,29 €"),
        ("/en/about/", "€10,714.29"),
        ("/ru/o-sayte/", "10 714,29 €"),
    ],
)
def test_about_page_tells_of_the_study_and_the_cost(site, path, cost):
    text = site.get(path).text

    assert "Baltic Institute of Social Sciences" in text
    assert cost in text
