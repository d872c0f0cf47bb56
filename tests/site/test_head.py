"""What search engines and browsers read of each page: titles, addresses, structured data."""

import json
from collections import Counter

import pytest

from support_programs.models import SupportMeasure
from tests.site import checks
from tests.site.checks import listed
from tests.site.pages import LANGUAGES, ORIGIN


def types_of(page):
    return [json.loads(block)["@type"] for block in page.structured_data]


def test_title_is_unique_in_its_language(pages):
    faults = checks.unique_titles(pages)

    assert not faults, listed(faults)


def test_title_ends_with_the_name_of_the_site(pages):
    faults = [page.path for page in pages if not page.title.endswith(" – Mājupceļš")]

    assert not faults, listed(faults)


def test_description_is_a_sentence(pages):
    lengths = {page.path: len(page.meta("description") or "") for page in pages}
    faults = [f"{path}: {length} letters" for path, length in lengths.items() if length < 40]

    assert not faults, listed(faults)


def test_description_is_shared_by_few_pages(pages):
    counted = Counter(page.meta("description") for page in pages)
    faults = [f"{count} × {text!r}" for text, count in counted.items() if count > 2]

    assert not faults, listed(faults)


def test_canonical_address_is_the_page_itself(pages):
    faults = [
        f"{page.path}: {page.canonical}" for page in pages if page.canonical != ORIGIN + page.path
    ]

    assert not faults, listed(faults)


def test_alternates_name_each_language_and_latvian_by_default(pages):
    faults = [
        f"{page.path}: {page.alternates}"
        for page in pages
        if set(page.alternates) != {*LANGUAGES, "x-default"}
        or page.alternates["x-default"] != page.alternates["lv"]
        or page.alternates[page.language] != page.canonical
    ]

    assert not faults, listed(faults)


def test_alternates_are_mutual(site, pages):
    faults = []
    for page in pages:
        for language in LANGUAGES:
            other = site.get(page.alternates[language].removeprefix(ORIGIN))
            if other.alternates != page.alternates:
                faults.append(f"{page.path}: {other.path} names {other.alternates}")

    assert not faults, listed(faults)


def test_structured_data_parses(pages):
    faults = checks.data(pages)

    assert not faults, listed(faults)


def test_structured_data_gives_the_way_wherever_breadcrumbs_do(pages):
    faults = [
        f"{page.path}: {types_of(page)}"
        for page in pages
        if page.all("nav", css="breadcrumbs") and "BreadcrumbList" not in types_of(page)
    ]

    assert not faults, listed(faults)


def test_structured_data_names_absolute_addresses(pages):
    faults = [
        f"{page.path}: {item}"
        for page in pages
        for block in map(json.loads, page.structured_data)
        for item in [
            *([block["url"]] if "url" in block else []),
            *[step["item"] for step in block.get("itemListElement", [])],
        ]
        if not item.startswith(ORIGIN + "/")
    ]

    assert not faults, listed(faults)


def test_structured_data_calls_a_measure_of_today_a_government_service(site, pages):
    with site.blocker.unblock():
        count = SupportMeasure.objects.listed().count()

    assert sum("GovernmentService" in types_of(page) for page in pages) == count


@pytest.mark.parametrize("path", ["/lv/atbildes/", "/en/answers/", "/ru/otvety/"])
def test_structured_data_calls_the_answers_an_faq(site, path):
    assert "FAQPage" in types_of(site.get(path))


def test_filtered_list_is_not_a_page_of_its_own_for_search_engines(site):
    page = site.get("/en/support/?need=business")

    assert page.meta("robots") == "noindex, follow"
    assert page.canonical == f"{ORIGIN}/en/support/"


@pytest.mark.parametrize(
    ("path", "canonical", "robots"),
    [
        ("/en/support/?page=2", "/en/support/?page=2", None),
        ("/en/support/?page=1", "/en/support/", "noindex, follow"),
        ("/en/support/?stage=before&page=2", "/en/support/", "noindex, follow"),
        ("/en/support/?from=mail&page=2", "/en/support/", "noindex, follow"),
        ("/en/support/?from=mail", "/en/support/", "noindex, follow"),
        ("/en/about/?page=7", "/en/about/", "noindex, follow"),
        ("/en/?page=2", "/en/", "noindex, follow"),
    ],
)
def test_address_with_a_query_is_a_page_of_its_own_only_for_later_pages(
    site, path, canonical, robots
):
    page = site.get(path)

    assert page.status == 200
    assert (page.canonical, page.meta("robots")) == (ORIGIN + canonical, robots)
    assert page.alternates["en"] == page.canonical


def test_unfiltered_page_may_be_indexed(pages):
    faults = [page.path for page in pages if page.meta("robots")]

    assert not faults, listed(faults)


def test_sitemap_names_every_alternate(site):
    text = "".join(site.get(part).body.decode() for part in site.sitemaps)

    assert text.count('hreflang="') == len(site.paths) * len(LANGUAGES)
