"""Links between pages: pasted as the browser shows them, kept by key, shown as they are today."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from editorial import inside_links
from editorial.models import SlugHistory
from editorial.rich_text import kept, render
from municipalities.models import Municipality
from support_programs.models import Event, Home, Kindergarten, School, SupportMeasure, Vacancy
from tests import factories

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PAGES = {
    Municipality: (factories.MunicipalityFactory, "municipality"),
    SupportMeasure: (factories.SupportMeasureFactory, "measure"),
    Vacancy: (factories.VacancyFactory, "vacancy"),
    Home: (factories.HomeFactory, "home"),
    Kindergarten: (factories.KindergartenFactory, "kindergarten"),
    School: (factories.SchoolFactory, "school"),
    Event: (factories.EventFactory, "event"),
}

each_model = pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def address_of(row, language):
    with translation.override(language):
        return row.get_absolute_url()


def withdraw(row):
    row.withdrawn_at = timezone.now()
    row.save()


# --- Old addresses ------------------------------------------------------------------------------


def test_every_model_with_pages_is_tried():
    assert set(PAGES) == set(inside_links.row_models())


@each_model
@each_language
def test_old_address_answers_301_with_the_new_one(client, model, language):
    row = PAGES[model][0](slug="vecais")
    old = address_of(row, language)
    row.slug = "jaunais"
    row.save()

    response = client.get(f"{old}?page=2")

    assert response.status_code == 301
    assert response.headers["Location"] == f"{address_of(row, language)}?page=2"


# --- What is kept -------------------------------------------------------------------------------


@each_model
@each_language
def test_pasted_address_is_kept_by_key(model, language):
    make, name = PAGES[model]
    row = make()
    path = address_of(row, language)

    assert inside_links.kept(f"http://testserver{path}") == f"page:{name}/{row.pk}"
    assert inside_links.kept(path) == f"page:{name}/{row.pk}"


@pytest.mark.parametrize("path", ["/s/12/", "/s/12/ru/"])
def test_short_address_is_kept_by_key(path):
    row = factories.SupportMeasureFactory(number=12)

    assert inside_links.kept(f"https://testserver{path}") == f"page:measure/{row.pk}"


def test_page_below_that_of_a_row_is_kept_by_the_key_of_the_row():
    row = factories.MunicipalityFactory(slug="saldus")
    with translation.override("ru"):
        russian = reverse("municipality_need", kwargs={"slug": "saldus", "need": "work"})

    found = {inside_links.kept(russian), inside_links.kept("/en/municipalities/saldus/work/")}

    assert found == {f"page:municipality_need/{row.pk}/work"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "page:home"),
        ("http://testserver", "page:home"),
        ("/en/", "page:home"),
        ("/en/about/", "page:about"),
        ("/lv/par-vietni", "page:about"),
        ("/ru/rabota/", "page:need/work"),
        ("/en/support/?m=saldus&need=work#content", "page:measure_list?m=saldus&need=work#content"),
    ],
)
def test_page_without_a_row_is_kept_without_a_language(address, expected):
    assert inside_links.kept(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "https://www.saldus.lv/lv/par-vietni/",
        "//www.saldus.lv/lv/",
        "https://testserver.example/lv/",
        "mailto:pasts@saldus.lv",
        "tel:+37163122707",
        "about/",
        "#content",
        "page:about",
        "ftp://testserver/lv/",
    ],
)
def test_other_address_is_kept_as_it_is(address):
    assert inside_links.kept(address) == address


@pytest.mark.parametrize("address", ["/robots.txt", "/admin/", "/konts/ienakt/", "/sitemap.xml"])
def test_address_of_what_is_no_page_is_kept_as_it_is(address):
    assert inside_links.kept(address) == address


@pytest.mark.parametrize(
    "address", ["/lv/nav/", "/en/support/nav/", "/s/99/", "http://testserver/pasakums", "/lv/%FF/"]
)
def test_address_of_this_site_that_leads_nowhere_is_refused(address):
    with pytest.raises(ValidationError, match="There is no page at"), translation.override("en"):
        inside_links.kept(address)


@pytest.mark.parametrize("address", ["http://[bad", "https://a℀b.lv", "//[", "page://[x"])
def test_what_only_looks_like_an_address_is_refused(address):
    with pytest.raises(ValidationError, match="is not an address"), translation.override("en"):
        inside_links.kept(address)


def test_what_only_looks_like_a_link_by_key_leads_nowhere():
    assert inside_links.targets(["page://[x"]) == {}


def test_address_of_a_draft_is_refused_as_if_there_were_none():
    row = factories.SupportMeasureFactory(published_at=None, number=7)

    for address in (row.get_absolute_url(), "/s/7/"):
        with pytest.raises(ValidationError):
            inside_links.kept(address)


def test_address_of_a_withdrawn_page_is_refused():
    row = factories.SupportMeasureFactory()
    withdraw(row)

    with pytest.raises(ValidationError):
        inside_links.kept(row.get_absolute_url())


def test_old_address_is_kept_by_the_key_of_its_owner():
    row = factories.SupportMeasureFactory()
    SlugHistory.objects.remember(row, "vecais")

    assert inside_links.kept("/en/support/vecais/") == f"page:measure/{row.pk}"


# --- Whole texts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[par](/lv/par-vietni/)", "[par](page:about)"),
        ("[par](</lv/par-vietni/>)", "[par](<page:about>)"),
        ('[par](/lv/par-vietni/ "par")', '[par](page:about "par")'),
        ("[par][1]\n\n[1]: /lv/par-vietni/", "[par][1]\n\n[1]: page:about"),
        ("<http://testserver/en/about/>", "<page:about>"),
        ("Sk. http://testserver/en/about/.", "Sk. <page:about>."),
        ("(http://testserver/en/about/)", "(<page:about>)"),
        ("[http://testserver/en/](http://testserver/en/)", "[http://testserver/en/](page:home)"),
        ("[a](https://saldus.lv/) [b](/en/)", "[a](https://saldus.lv/) [b](page:home)"),
        ("https://saldus.lv/lv/", "https://saldus.lv/lv/"),
        ("un/vai /lv/par-vietni/ vārdos", "un/vai /lv/par-vietni/ vārdos"),
        ("[x](page:about)", "[x](page:about)"),
        ("", ""),
    ],
)
def test_addresses_in_a_text_are_kept(text, expected):
    assert kept(text) == expected


def test_kept_text_is_kept_once_and_for_all():
    text = kept("Sk. http://testserver/en/about/ un [x](/en/)")

    assert kept(text) == text


def test_form_keeps_a_pasted_address_and_shows_it_by_key(client, administrator):
    client.force_login(administrator)
    target = factories.SupportMeasureFactory()
    row = factories.VacancyFactory()
    address = reverse("admin:support_programs_vacancy_change", args=[row.pk])
    form = client.get(address).context["adminform"].form
    data = {
        name: value
        for name in form.fields
        if (value := form[name].value()) not in (None, False) and not hasattr(value, "model")
    }
    data |= {
        "duties_lv": f"[atbalsts](http://testserver{target.get_absolute_url()})",
        "sources": [],
    }

    response = client.post(address, {**data, "_continue": "yes"}, follow=True)

    assert response.context["adminform"].form["duties_lv"].value() == (
        f"[atbalsts](page:measure/{target.pk})"
    )


# --- What readers get ---------------------------------------------------------------------------


@each_model
@each_language
def test_link_leads_to_the_address_of_today_in_the_language_of_the_reader(model, language):
    make, name = PAGES[model]
    row = make(slug="vecais")
    row.slug = "jaunais"
    row.save()

    with translation.override(language):
        html = render(f"[lasiet](page:{name}/{row.pk})")

    assert html == f'<p><a href="{address_of(row, language)}">lasiet</a></p>\n'


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("page:home", "/ru/"),
        ("page:need/work", "/ru/rabota/"),
        ("page:measure_list?m=saldus&need=work#content", None),
    ],
)
def test_link_to_a_page_without_a_row_leads_to_the_language_of_the_reader(link, path):
    with translation.override("ru"):
        html = render(f"[x]({link})")
        path = path or reverse("support_programs:measure_list") + (
            "?m=saldus&amp;need=work#content"
        )

    assert f'href="{path}"' in html


def test_link_below_the_page_of_a_row_follows_its_new_address():
    row = factories.MunicipalityFactory(slug="jaunais")

    with translation.override("en"):
        html = render(f"[x](page:municipality_need/{row.pk}/work)")

    assert 'href="/en/municipalities/jaunais/work/"' in html


def test_address_alone_is_named_after_its_page():
    row = factories.SupportMeasureFactory(title_ru="Питание в школе")

    with translation.override("ru"):
        html = render(f"<page:measure/{row.pk}>")

    assert ">Питание в школе</a>" in html


def test_name_in_a_language_that_is_switched_off_is_latvian():
    row = factories.SupportMeasureFactory(
        title_lv="Granti", title_ru="Гранты", municipality__hidden_languages="ru"
    )

    with translation.override("ru"):
        html = render(f"<page:measure/{row.pk}>")

    assert ">Granti</a>" in html


@pytest.mark.parametrize(
    "spoil",
    [
        withdraw,
        lambda row: withdraw(row.municipality),
        lambda row: row.delete(),
        lambda row: SupportMeasure.objects.filter(pk=row.pk).update(published_at=None),
    ],
    ids=["withdrawn", "of a withdrawn municipality", "deleted", "a draft"],
)
def test_link_to_what_is_gone_shows_its_words_alone(spoil):
    row = factories.SupportMeasureFactory()
    text = f"Sk. [**šeit** lasiet](page:measure/{row.pk}) un <page:measure/{row.pk}>!"
    spoil(row)

    assert render(text) == "<p>Sk. <strong>šeit</strong> lasiet un !</p>\n"


@pytest.mark.parametrize(
    "link",
    [
        "page:measure/0",
        "page:measure/x",
        "page:measure/-1",
        "page:measure/99999999999999999999999",
        "page:measure/1/2",
        "page:measure",
        "page:need/nekas",
        "page:admin:index",
        "page:index",
        "page:",
        "page:///etc/passwd",
        "page://evil.example/about",
        "page:vacancy_entry/1",
    ],
)
def test_link_that_means_nothing_shows_its_words_alone(link):
    factories.SupportMeasureFactory(pk=1)

    assert render(f"[vārdi]({link})") == "<p>vārdi</p>\n"


def test_old_text_with_a_whole_address_still_leads_there():
    html = render("[x](http://testserver/lv/par-vietni/) [y](/lv/)")

    assert 'href="http://testserver/lv/par-vietni/"' in html
    assert 'href="/lv/"' in html


def test_text_without_inside_links_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        render("[x](https://saldus.lv) [y](page:about) <page:need/work>")


def test_each_kind_of_page_asks_once(django_assert_num_queries):
    rows = [(name, make()) for make, name in PAGES.values() for _time in range(3)]
    text = " ".join(f"[x](page:{name}/{row.pk}) <page:{name}/{row.pk}>" for name, row in rows)

    with django_assert_num_queries(len(PAGES)):
        html = render(text)

    assert html.count("<a ") == len(rows) * 2


def test_names_of_pages_are_told_apart():
    with translation.override("lv"):
        routes = [
            (name.rpartition(":")[2], len(keys))
            for name, _route, keys in inside_links._routes()
            if "slug" not in keys or (name.rpartition(":")[2], len(keys)) in inside_links.pages()
        ]

    assert len(routes) == len(set(routes)) == len(inside_links.pages())
