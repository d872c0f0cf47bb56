"""UX §7 A4 and A5: axe finds nothing, in light and in dark, on a phone and on a desk."""

import os

import pytest

from tests.browser import checks
from tests.browser.pages import ADMIN, LANGUAGES, PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page, name, scheme):
    page = open_page(name, width=1280, bypass_csp=True)
    page.emulate_media(color_scheme=scheme)
    faults = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        faults += checks.axe(page, ours=name != ADMIN)
    assert not faults, "\n".join(faults)


# How many tests share the walk, so that the workers have equal shares.
PARTS = 3
IS_CI = os.environ.get("CI") == "true" or os.environ.get("NOTHING_SKIPPED") == "1"


@pytest.mark.skipif(
    not IS_CI,
    reason="Walking more than 500 pages takes minutes: CI=true runs it. Each type of page is"
    " checked above.",
)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_sitemap(open_page, site, language, part):
    page = open_page.blank(320, bypass_csp=True)
    faults = []
    for path in site.sitemap(language)[part::PARTS]:
        page.emulate_media(color_scheme="light")
        answer = page.goto(site.address + path)
        found = [] if answer.status == 200 else [f"answers {answer.status}"]
        found += checks.axe(page) + checks.sideways(page)
        page.emulate_media(color_scheme="dark")
        found += checks.axe_colours(page)
        faults += [f"{path}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
