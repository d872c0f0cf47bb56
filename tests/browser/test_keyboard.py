"""UX §7 A7: the whole page with a keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.browser.pages import ADMIN, PAGES, SITE_PAGES

pytestmark = pytest.mark.browser

OURS = [name for name in PAGES if name != ADMIN]


@pytest.mark.parametrize(("language", "width"), [("lv", 1280), ("ru", 320)])
@pytest.mark.parametrize("name", OURS)
def test_each_control_is_reached_once_in_order_and_seen(open_page, name, language, width):
    page = open_page(name, language, width=width)
    faults = checks.keyboard_walk(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", SITE_PAGES)
def test_the_skip_link_comes_first_and_leads_to_the_content(open_page, name):
    page = open_page(name)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip-link")).to_be_focused()
    expect(page.locator("a.skip-link")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))
    page.keyboard.press("Tab")
    beyond = page.evaluate(
        """() => {
          const main = document.querySelector("main"), here = document.activeElement;
          const place = main.compareDocumentPosition(here);
          return Boolean(place & Node.DOCUMENT_POSITION_FOLLOWING);
        }"""
    )
    assert beyond, "the focus is still before the content"


def test_enter_follows_a_link(open_page):
    page = open_page("home")
    link = page.locator("main a[href]").first
    address = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_key_opens_and_closes_details(open_page, key):
    details = (page := open_page("questions")).locator("main details").first
    details.locator("summary").focus()
    page.keyboard.press(key)
    expect(details).to_have_attribute("open", "")
    page.keyboard.press(key)
    expect(details).not_to_have_attribute("open", "")


def test_filters_are_chosen_and_sent_with_keys(open_page):
    page = open_page("measures")
    page.locator("main details:has(form) > summary").focus()
    page.keyboard.press("Space")
    box = page.locator("input[name=m]").first
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"[?&]m={box.get_attribute('value')}"))
