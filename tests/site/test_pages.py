"""Every page of the site map, in each language: it answers, and its HTML is in order."""

from tests.site import checks
from tests.site.checks import listed


def test_page_answers(pages):
    faults = checks.answer(pages)

    assert not faults, listed(faults)


def test_page_is_utf8_html_in_its_language(pages):
    wanted = ("text/html; charset=utf-8", pages[0].language)
    found = [
        (page.path, (page.headers["Content-Type"], page.headers["Content-Language"]))
        for page in pages
    ]
    faults = [f"{path}: {headers}" for path, headers in found if headers != wanted]

    assert not faults, listed(faults)


def test_page_is_valid_for_a_strict_parser(pages):
    faults = checks.markup(pages)

    assert not faults, listed(faults)


def test_page_has_one_h1(pages):
    faults = checks.one_h1(pages)

    assert not faults, listed(faults)


def test_page_skips_no_heading_level(pages):
    faults = checks.heading_order(pages)

    assert not faults, listed(faults)


def test_page_says_its_language(pages):
    faults = checks.language(pages)

    assert not faults, listed(faults)


def test_page_uses_each_id_once(pages):
    faults = checks.unique_ids(pages)

    assert not faults, listed(faults)


def test_page_has_no_inline_style_or_script(pages):
    faults = checks.inline(pages)

    assert not faults, listed(faults)


def test_page_asks_nothing_of_other_sites(pages):
    faults = checks.foreign(pages)

    assert not faults, listed(faults)


def test_page_sets_no_cookie(pages):
    faults = [f"{page.path}: {page.cookies}" for page in pages if page.cookies]

    assert not faults, listed(faults)


def test_page_holds_nothing_of_the_visitor(pages):
    faults = [page.path for page in pages if b"csrfmiddlewaretoken" in page.body]

    assert not faults, listed(faults)


def test_site_map_has_the_same_pages_in_each_language(site):
    counts = {language: len(site.paths_in(language)) for language in ("lv", "en", "ru")}

    assert len(set(counts.values())) == 1, counts
    assert len(site.paths) == sum(counts.values())
    assert len(set(site.paths)) == len(site.paths)
