"""UX §7 A12: forced colours keep the shapes, and nothing moves."""

import pytest

from tests.browser import checks
from tests.browser.pages import GALLERY, SITE_PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_keep_their_borders_in_forced_colours(open_page, scheme):
    page = open_page(GALLERY, forced_colors="active", color_scheme=scheme)
    faults = checks.borderless(page, ".button", ".tag", ".notice", ".card", ".contact-block")
    page = open_page("measures", forced_colors="active", color_scheme=scheme)
    faults += checks.borderless(page, ".menu__link[aria-current]")
    page = open_page("measures, page 2", forced_colors="active", color_scheme=scheme)
    faults += checks.borderless(page, ".pagination__link[aria-current]")
    assert not faults, "\n".join(faults)


def test_the_current_menu_item_differs_in_forced_colours(open_page):
    page = open_page("measures", forced_colors="active")
    look = "e => { const s = getComputedStyle(e); return [s.borderTopColor, s.borderTopWidth] }"
    current = page.locator(".menu__link[aria-current]").first.evaluate(look)
    other = page.locator(".menu__link:not([aria-current])").first.evaluate(look)
    assert current != other


@pytest.mark.parametrize("name", [GALLERY, "home", "measures, filtered"])
def test_the_focus_is_seen_in_forced_colours(open_page, name):
    page = open_page(name, forced_colors="active", reduced_motion="reduce")
    faults = checks.keyboard_walk(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("name", [GALLERY, *SITE_PAGES])
def test_nothing_moves(open_page, name, motion):
    faults = checks.moving(open_page(name, reduced_motion=motion))
    assert not faults, "\n".join(faults)
