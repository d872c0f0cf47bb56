"""No page speaks two languages without saying so, and each leads to itself in the others."""

import pytest

from tests.site import catalogues, checks
from tests.site.checks import CYRILLIC, listed
from tests.site.pages import LANGUAGES, ORIGIN


def switch(page):
    """Where the language switch of a page leads, by language."""
    return {link.get("lang"): link.get("href") for link in page.all("a", css="languages__link")}


@pytest.mark.parametrize("language", ["lv", "ru"])
def test_page_has_no_english_words_of_the_interface(site, language):
    entries = catalogues.read(catalogues.path_of(language, "po"))

    faults = checks.untranslated(site.pages(language), entries)

    assert not faults, listed(faults)


@pytest.mark.parametrize("language", ["lv", "en"])
def test_page_has_no_cyrillic_but_what_is_marked_russian(site, language):
    faults = checks.cyrillic(site.pages(language))

    assert not faults, listed(faults)


def test_russian_page_is_in_russian(site):
    faults = []
    for page in site.pages("ru"):
        letters = [c for code, text in page.spoken() if code == "ru" for c in text if c.isalpha()]
        share = sum(bool(CYRILLIC.match(letter)) for letter in letters) / len(letters)
        if share < 0.7:
            faults.append(f"{page.path}: {share:.0%} Cyrillic")

    assert not faults, listed(faults)


def test_language_switch_leads_to_the_same_page(pages):
    faults = [
        f"{page.path}: {switch(page)}"
        for page in pages
        if {code: ORIGIN + path for code, path in switch(page).items()}
        != {code: page.alternates[code] for code in LANGUAGES}
    ]

    assert not faults, listed(faults)


def test_language_switch_names_each_language_in_itself(pages):
    names = {
        (link.get("lang"), link.text)
        for page in pages
        for link in page.all("a", css="languages__link")
    }

    assert names == {("lv", "Latviešu"), ("en", "English"), ("ru", "Русский")}


@pytest.mark.parametrize(
    ("path", "elsewhere"),
    [
        (
            "/lv/atbalsts/?m=daugavpils&m=saldus&need=business",
            "/ru/podderzhka/?m=daugavpils&m=saldus&need=business",
        ),
        ("/en/support/?status=historic&page=1", "/lv/atbalsts/?status=historic&page=1"),
        ("/ru/biznes/?m=latvija&stage=before", "/en/business/?m=latvija&stage=before"),
        ("/lv/pasvaldibas/saldus/berni/?x=1", "/ru/samoupravleniya/saldus/deti/?x=1"),
    ],
)
def test_language_switch_keeps_the_filters(site, path, elsewhere):
    language = elsewhere.split("/")[1]

    assert switch(site.get(path))[language] == elsewhere
    assert switch(site.get(elsewhere))[path.split("/")[1]] == path


def test_filters_find_the_same_in_each_language(site):
    addresses = ["/lv/atbalsts/", "/en/support/", "/ru/podderzhka/"]
    slugs = [
        [
            link.get("href").rstrip("/").rpartition("/")[2]
            for title in site.get(f"{address}?need=children&m=daugavpils").all(
                css="measure-row__title"
            )
            for link in title
        ]
        for address in addresses
    ]

    assert slugs[0]
    assert sorted(slugs[0]) == sorted(slugs[1]) == sorted(slugs[2])
