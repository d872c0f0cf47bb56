"""A municipality may switch English or Russian off: then none of its texts is shown in it."""

import re

import pytest
from modeltranslation.translator import NotRegistered, translator

from editorial import clock
from editorial.translations import exists_in
from municipalities.models import Municipality
from support_programs.models import SupportMeasure
from tests.factories import (
    AbsenceFactory,
    ChangeFactory,
    CommonQuestionFactory,
    ContactFactory,
    EventFactory,
    HomeFactory,
    InstitutionFactory,
    KindergartenFactory,
    MunicipalityFactory,
    PaperFactory,
    PilotFactFactory,
    RoundFactory,
    SchoolFactory,
    StepFactory,
    SupportMeasureFactory,
    VacancyFactory,
)
from tests.site.pages import Page

pytestmark = pytest.mark.django_db

SECRET = {"en": "SecretEnglishText", "ru": "ТайныйРусскийТекст"}


def tell(row):
    """Give the row a text of its own in every language but Latvian, wherever it has one."""
    try:
        fields = translator.get_options_for_model(type(row)).get_field_names()
    except NotRegistered:
        return
    names = {"sort_key", *getattr(row, "names", ())}
    texts = {
        f"{field}_{language}": f"{secret} {field}"
        for language, secret in SECRET.items()
        for field in set(fields) - names
    }
    type(row).objects.filter(pk=row.pk).update(**texts)


@pytest.fixture
def place():
    """A municipality with a row of each kind, all of them named elsewhere too."""
    place = MunicipalityFactory(slug="vieta", note_lv="Piezīme.")
    day = clock.today()
    here = {"municipality": place}
    by_institution = {"institution__municipality": place, "slug": "mācības"}
    measure = SupportMeasureFactory(**here, slug="atbalsts")
    contact = ContactFactory(**here)
    question = CommonQuestionFactory(**here)
    question.measures.add(measure)
    CommonQuestionFactory().measures.add(measure)
    elsewhere = SupportMeasureFactory()
    elsewhere.contacts.add(contact)
    measure.contacts.add(contact)
    StepFactory(measure=elsewhere, repeats=measure)
    kindergarten = KindergartenFactory(**by_institution | {"slug": "bernudarzs"})
    school = SchoolFactory(**by_institution | {"slug": "skola"})
    rows = [
        place,
        measure,
        contact,
        question,
        StepFactory(measure=measure),
        PaperFactory(measure=measure),
        RoundFactory(measure=measure, opens=day, closes=day),
        EventFactory(**here, slug="tiksanas", starts_on=day),
        EventFactory(**here, slug="bija", past=True),
        HomeFactory(**here, slug="maja", closes_on=day),
        VacancyFactory(**here, slug="darbs", closes_on=day),
        PilotFactFactory(**here),
        InstitutionFactory(**here, kind="hospital", note_lv="Piezīme.", hours_lv="8–17"),
        AbsenceFactory(**here, need="health", note_lv="Piezīme."),
        kindergarten,
        kindergarten.institution,
        school,
        school.institution,
    ]
    for row in rows:
        tell(row)
    # The page of what has changed names them, too.
    for row in (place, measure, contact, question):
        ChangeFactory(row=row)
    return place


def crawl(client, language):
    """Every page, feed and calendar in the language that links lead to, from the home page on."""
    found, waiting = {}, [f"/{language}/"]
    while waiting:
        path = waiting.pop()
        if path in found or not path.startswith(f"/{language}/"):
            continue
        response = client.get(path)
        found[path] = Page(path, response.content, response.status_code)
        if response.headers["Content-Type"].startswith("text/html"):
            waiting += {link.partition("#")[0] for link in found[path].own_links}
    return found


def told_on(found, language):
    """Long lines of calendars are folded."""
    unfolded = {path: page.body.decode().replace("\r\n ", "") for path, page in found.items()}
    return {path for path, body in unfolded.items() if SECRET[language] in body}


def hide(place, languages):
    Municipality.objects.filter(pk=place.pk).update(hidden_languages=languages)


def test_texts_of_a_place_are_told_on_many_pages(client, place):
    told = told_on(crawl(client, "en"), "en")

    lists = {"", "about", "answers", "support", "coordinators", "events", "deadlines", "vacancies"}
    lists |= {"changes", "homes", "site-map", "municipalities", "events/archive"}
    rows = {"municipalities/vieta", "municipalities/vieta/business", "support/atbalsts"}
    rows |= {"events/tiksanas", "events/bija", "homes/maja", "vacancies/darbs"}
    rows |= {"kindergartens/bernudarzs", "schools/skola", "business"}
    assert {f"/en/{name}/".replace("//", "/") for name in lists | rows} <= told
    assert {path.rpartition(".")[2] for path in told if "." in path} >= {"ics", "atom"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_switched_off_language_is_told_nowhere(client, place, language):
    hide(place, "en,ru")

    found = crawl(client, language)

    assert len(found) > 40
    assert told_on(found, language) == set()
    assert {path: page.status for path, page in found.items() if page.status != 200} == {}


def test_other_language_stays(client, place):
    hide(place, "ru")

    assert told_on(crawl(client, "en"), "en")
    assert not told_on(crawl(client, "ru"), "ru")


OWN_PAGES = {
    "municipalities/vieta/",
    "municipalities/vieta/business/",
    "support/atbalsts/",
    "events/tiksanas/",
    "homes/maja/",
    "vacancies/darbs/",
    "kindergartens/bernudarzs/",
    "schools/skola/",
}


@pytest.mark.parametrize("path", sorted(OWN_PAGES))
def test_page_of_the_place_says_that_it_is_in_latvian(client, place, path):
    before = client.get(f"/en/{path}").content.decode()
    hide(place, "en")
    after = client.get(f"/en/{path}").content.decode()

    assert "Part of this page is in Latvian" in after
    assert after.count('lang="lv"') > before.count('lang="lv"')


@pytest.mark.parametrize("path", sorted(OWN_PAGES))
def test_search_engines_are_not_led_to_the_switched_off_language(client, place, path):
    hide(place, "en")

    page = client.get(f"/en/{path}").content.decode()

    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)"', page) == [
        "lv",
        "x-default",
        "ru",
    ]
    [canonical] = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    assert canonical.startswith("http://testserver/lv/")


def test_language_switch_goes_on_leading_to_the_page(client, place):
    hide(place, "en")

    page = Page("/lv/", client.get("/lv/pasvaldibas/vieta/").content)

    assert "/en/municipalities/vieta/" in page.own_links


def test_site_maps_leave_the_language_out_for_the_place_alone(client, place):
    other = SupportMeasureFactory(slug="cits")
    hide(place, "en")

    sections = ["municipalities", "municipality-needs", "measures", "events", "vacancies", "homes"]
    sections += ["kindergartens", "schools"]
    maps = {name: client.get(f"/sitemap-{name}.xml").content.decode() for name in sections}

    whole = "".join(maps.values())
    assert f"/en/support/{other.slug}/" in whole
    for path in OWN_PAGES:
        assert f"/en/{path}" not in whole
    assert 'hreflang="ru"' in maps["measures"] and "/ru/" in maps["vacancies"]


def test_name_of_the_place_stays_in_the_language_of_the_page(client, place):
    Municipality.objects.filter(pk=place.pk).update(short_name_en="Place", hidden_languages="en")

    page = client.get("/en/municipalities/vieta/").content.decode()

    assert "<title>Place:" in page


def test_page_shows_the_latvian_text_instead(client, place):
    hide(place, "en")
    SupportMeasure.objects.filter(slug="atbalsts").update(title_lv="Latviskais nosaukums")

    page = client.get("/en/support/atbalsts/").content.decode()

    assert '<span lang="lv">Latviskais nosaukums</span>' in page


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [("", None), ("en", ["lv", "ru"]), ("ru", ["lv", "en"]), ("en,ru", ["lv"])],
)
def test_pages_exist_in_the_languages_that_are_shown(hidden, shown):
    assert exists_in(Municipality(hidden_languages=hidden)) == shown


def test_pages_without_a_municipality_exist_in_all_languages():
    assert exists_in(None) is None
