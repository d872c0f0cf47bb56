"""UX §7 A11: the whole way through the site with scripts off, and the same found with them on."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from municipalities.needs import Need
from tests.browser.pages import LANGUAGES

pytestmark = pytest.mark.browser

OTHER = {"lv": "ru", "en": "lv", "ru": "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_journey_needs_no_script(open_page, site, language):
    without = journey(open_page.blank(java_script_enabled=False), site, language)
    with_scripts = journey(open_page.blank(), site, language)
    assert without == with_scripts
    assert without["measures"], "the filter found nothing to compare"
    assert without["mailboxes"], "no coordinator can be written to"


def journey(page, site, language):
    """From the home page to the coordinators; what was found on the way."""
    with translation.override(language):
        home, coordinators = reverse("home"), reverse("contacts:coordinator_list")
        need = reverse("need", kwargs={"need": Need.BUSINESS})
    found = {}

    page.goto(site.address + home)
    follow(page, page.locator(f'main a[href="{need}"]').first)
    found["need"] = page.title()

    page.locator("main details:has(form) > summary").click()
    page.locator("input[name=m][value=daugavpils]").check()
    page.locator("main form [type=submit]").click()
    page.wait_for_url(re.compile(re.escape(need) + r"\?.*m=daugavpils"))
    found["count"] = page.locator(".result-count").inner_text()
    measures = page.locator(".measure-row a")
    found["measures"] = measures.all_inner_texts()

    filtered = page.url
    switch(page, OTHER[language])
    assert "m=daugavpils" in page.url, "the language switch lost the filter"
    assert page.locator(".measure-row a").count() == len(found["measures"])
    page.goto(filtered)

    follow(page, measures.first)
    found["measure"] = page.locator("h1").inner_text()
    slug = page.url.rstrip("/").rsplit("/", 1)[1]
    switch(page, OTHER[language])
    assert page.url.rstrip("/").endswith(f"/{slug}"), "the language switch lost the measure"
    found["measure elsewhere"] = page.locator("h1").inner_text()
    switch(page, language)

    follow(page, page.locator(f'header a[href="{coordinators}"]'))
    found["coordinators"] = page.title()
    found["mailboxes"] = page.locator("main a[href^='mailto:']").all_inner_texts()
    return found


def follow(page, link):
    """Press it and wait for the page that it names."""
    address = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{address}")


def switch(page, language):
    follow(page, page.locator(f"header a[hreflang={language}]"))
    expect(page.locator("html")).to_have_attribute("lang", language)
