"""UX §7 A27: each checker finds the fault that is planted for it, and nothing in a sound page."""

import pytest

from tests.browser import checks

pytestmark = pytest.mark.browser

STYLE = """
body { margin: 0; background: #fff; color: #111; font: 18px/1.5 sans-serif }
a, button { display: inline-block; min-block-size: 44px; min-inline-size: 44px; border: 1px solid }
a, a:visited { color: #00334d }
:focus-visible { outline: 3px solid #111 }
"""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Control</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{style}</style></head>
<body><main><h1>Control</h1><h2>Part</h2><p>Words.</p><a href="#a">First</a>
<button class="button">Second</button>{planted}</main></body></html>"""


def buttons_without_border(page):
    return checks.borderless(page, ".button")


# What is planted, which checker must see it, and in which words.
FAULTS = {
    "contrast": ('<p style="color: #999">Pale</p>', checks.axe, "color-contrast (violations)"),
    "contrast under 7": (
        '<p style="color: #666">Greyish</p>',
        checks.axe,
        "color-contrast-enhanced (violations)",
    ),
    "contrast undecided": (
        '<p style="background: linear-gradient(#fff, #ddd)">On a gradient</p>',
        checks.axe,
        "color-contrast (incomplete)",
    ),
    "alt": ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', checks.axe, "image-alt"),
    "label": ('<input type="text">', checks.axe, "label (violations)"),
    "heading": ("<h4>Skipped</h4>", checks.axe, "heading-order"),
    "wide block": (
        '<div style="width: 700px">Wide</div>',
        checks.sideways,
        "reaches from 0 to 700",
    ),
    "scroll without name": (
        '<div style="overflow-x: auto"><div style="width: 700px">Wide</div></div>',
        checks.sideways,
        "is no table region",
    ),
    "cut at the side": (
        '<p style="overflow: hidden; white-space: nowrap; width: 60px">Longer than that</p>',
        checks.cut_text,
        "cut at the side",
    ),
    "cut below": (
        '<p style="overflow: hidden; height: 20px; width: 60px">Longer than that</p>',
        checks.cut_text,
        "cut below",
    ),
    "fixed height": (
        '<p style="height: 20px; width: 60px">Longer than that</p>',
        checks.cut_text,
        "runs out of its box",
    ),
    "tiny target": (
        '<button style="all: unset; width: 12px; height: 12px">×</button>',
        checks.small_targets,
        "under 24",
    ),
    "low target": (
        '<button style="min-block-size: 30px; padding: 0">Low</button>',
        checks.small_targets,
        "under 44 high",
    ),
    "no outline": (
        '<a href="#b" style="outline: none">Unseen</a>',
        checks.keyboard_walk,
        "shows no outline",
    ),
    "thin outline": (
        '<a href="#b" style="outline-width: 1px">Hardly seen</a>',
        checks.keyboard_walk,
        "shows no outline",
    ),
    "order": ('<a href="#b" tabindex="3">Hasty</a>', checks.keyboard_walk, "stop 1 is"),
    "covered": (
        '<a href="#b">Under</a><div style="position: fixed; inset: 0; background: #fff"></div>',
        checks.keyboard_walk,
        "is covered by",
    ),
    "out of view": (
        '<a href="#b" style="position: fixed; left: -500px">Away</a>',
        checks.keyboard_walk,
        "is not in view",
    ),
    "trap": (
        '<a href="#b" onblur="this.focus()">Trap</a><a href="#c">Never</a>',
        checks.keyboard_walk,
        "not a “Never”",
    ),
    "no border": (
        '<span class="button" style="border: 0">Borderless</span>',
        buttons_without_border,
        "has no border",
    ),
    "animation": (
        "<style>@keyframes x { to { opacity: .5 } }</style>"
        '<p style="animation: x 9s infinite">Restless</p>',
        checks.moving,
        "is animated",
    ),
    "transition": ('<p style="transition: color 1s">Gliding</p>', checks.moving, "a transition"),
}


def control(open_page, planted=""):
    page = open_page.blank(320, bypass_csp=True)
    page.set_content(PAGE.format(style=STYLE, planted=planted))
    return page


@pytest.mark.parametrize("fault", FAULTS)
def test_the_planted_fault_is_found(open_page, fault):
    planted, check, words = FAULTS[fault]
    found = check(control(open_page, planted))
    assert [line for line in found if words in line], found


CHECKERS = {check.__name__: check for _, check, _ in FAULTS.values()}


@pytest.mark.parametrize("name", CHECKERS)
def test_nothing_is_found_in_a_sound_page(open_page, name):
    assert CHECKERS[name](control(open_page)) == []


def test_traffic_names_other_hosts_and_complaints(open_page):
    page = open_page.blank(bypass_csp=True)
    page.route("**/*", lambda route: route.fulfill(body="", status=200))
    traffic = checks.Traffic(page)
    planted = '<img src="http://elsewhere.example/a.png" alt=""><script>gone()</script>'
    page.set_content(PAGE.format(style=STYLE, planted=planted), wait_until="networkidle")
    found = "\n".join(traffic.faults("http://127.0.0.1", most=0))
    assert "asks another host: http://elsewhere.example/a.png" in found
    assert "gone is not defined" in found
    assert "requests, not 0" in found


@pytest.mark.needs("pdftotext")
def test_print_names_a_missing_title(open_page, tmp_path):
    page = open_page.blank()
    page.set_content("<p>Untitled</p>")
    text, faults = checks.printed(page, tmp_path / "page.pdf")
    assert text == "Untitled"
    assert faults == ["the document has no title"]
