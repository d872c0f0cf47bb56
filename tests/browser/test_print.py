"""UX §7 A13: what a family prints and takes to the office."""

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.browser.pages import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.needs("pdftotext")]

TYPES = ["grant", "need"]
# Letters that a font without Latvian or Cyrillic would lose, on every page.
LETTERS = {"lv": "āēīļņšūž", "en": "abcdefghiklmnoprstuwy", "ru": "абвгдежзиклмнопрстуфхцчшыьюя"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TYPES)
def test_the_document_is_tagged_titled_and_readable(open_page, tmp_path, name, language):
    page = open_page(name, language)
    heading = checks.plain(page.locator("h1").inner_text())
    words = checks.plain(page.locator("main .lead").first.inner_text())
    text, faults = checks.printed(page, tmp_path / "page.pdf")
    assert not faults, "\n".join(faults)
    assert heading in text
    assert words in text
    assert set(LETTERS[language]) <= set(text.lower())


@pytest.mark.parametrize("name", TYPES)
def test_what_is_folded_on_the_screen_is_open_on_paper(open_page, tmp_path, name):
    page = open_page(name)
    folded = page.locator("main details:not(:has(form)):not([open])")
    words = [
        checks.plain(details.evaluate("e => [...e.children].slice(1).at(0).textContent"))
        for details in folded.all()
    ]
    text, _ = checks.printed(page, tmp_path / "page.pdf")
    assert name != "need" or words, "the need has no questions to unfold"
    assert [start for start in (word[:40] for word in words) if start not in text] == []


@pytest.mark.parametrize("name", TYPES)
def test_controls_stay_off_the_paper(open_page, name):
    page = open_page(name)
    page.emulate_media(media="print")
    for control in page.locator("nav, form, button, .button, .skip-link").all():
        expect(control).to_be_hidden()
    for kept in ("h1", ".age-line >> nth=0", "footer"):
        expect(page.locator(kept).first).to_be_visible()


def test_the_short_address_and_official_link_are_written_out(open_page, site, tmp_path):
    page = open_page("grant")
    official = page.locator("main a[href^=http]").first.get_attribute("href")
    text, _ = checks.printed(page, tmp_path / "page.pdf")
    packed = text.replace(" ", "")
    assert official in packed
    assert f"{site.address.removeprefix('http://')}/s/" in packed


def test_dark_screens_print_on_white(open_page):
    page = open_page("grant", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    ink, paper = page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] }"
    )
    assert brightness(ink) < 100
    assert brightness(paper) > 200 or paper == "rgba(0, 0, 0, 0)"


def brightness(colour):
    return sum(int(part) for part in colour.strip("rgba()").split(",")[:3]) / 3
