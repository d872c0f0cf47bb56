"""Each checker reports its own planted fault, and nothing on a page without faults (UX A27)."""

import pytest

from tests.site import checks
from tests.site.catalogues import Entry
from tests.site.pages import Page

GOOD = """<!DOCTYPE html>
<html lang="lv"><head><meta charset="utf-8"><title>Mājas</title>
<link rel="stylesheet" href="/static/a.css">
<script type="application/ld+json">{"@type": "FAQPage"}</script></head>
<body><h1 id="a">Mājas</h1><h2 id="b">Tālāk</h2>
<p><a href="#a">Augšup</a> <a href="/lv/otra/#b">Otra lapa</a> <a href="https://cits.lv/">Cits</a>
<a href="/ru/" lang="ru">Русский</a></p>
<p>Atlikušas 3 dienas</p></body></html>"""
OTHER = GOOD.replace("<title>Mājas", "<title>Otra lapa").replace("/lv/otra/#b", "/lv/")
ENTRIES = [
    Entry("Home", texts={0: "Mājas"}),
    Entry("%(n)d days left", texts={0: "Atlikušas %(n)d dienas"}),
    Entry("Otra lapa", texts={0: "Otra lapa"}),
]


class Planted:
    """A site of two pages."""

    def __init__(self, body):
        self.all = [Page("/lv/", body.encode()), Page("/lv/otra/", OTHER.encode())]

    def get(self, path):
        return self.follow(path)[0]

    def follow(self, link):
        path, _hash, fragment = link.partition("#")
        found = [page for page in [*self.all, Page("/ru/", OTHER.encode())] if page.path == path]
        return (found or [Page(path, b"", status=404)])[0], fragment


CHECKS = {
    "markup": lambda site: checks.markup(site.all),
    "one h1": lambda site: checks.one_h1(site.all),
    "heading order": lambda site: checks.heading_order(site.all),
    "language": lambda site: checks.language(site.all),
    "titles": lambda site: checks.unique_titles(site.all),
    "ids": lambda site: checks.unique_ids(site.all),
    "inline": lambda site: checks.inline(site.all),
    "foreign": lambda site: checks.foreign(site.all),
    "links": lambda site: checks.links(site, site.all),
    "orphans": lambda site: checks.orphans(site, site.all),
    "data": lambda site: checks.data(site.all),
    "untranslated": lambda site: checks.untranslated(site.all, ENTRIES),
    "cyrillic": lambda site: checks.cyrillic(site.all),
}
# The checker, what is replaced on the good page, and by what.
FAULTS = [
    ("markup", "</body>", "</div></body>"),
    ("markup", "<p>Atl", '<p class="x" class="y">Atl'),
    ("one h1", "</h1>", "</h1><h1>Vēlreiz</h1>"),
    ("one h1", '<h1 id="a">Mājas</h1>', '<p id="a">Mājas</p>'),
    ("heading order", "h2", "h3"),
    ("heading order", '<h1 id="a">Mājas</h1>', '<p id="a">Mājas</p>'),
    ("language", ' lang="lv"', ""),
    ("language", ' lang="lv"', ' lang="en"'),
    ("titles", "<title>Mājas", "<title>Otra lapa"),
    ("ids", 'id="b"', 'id="a"'),
    ("inline", "<p>Atl", '<p style="color: red">Atl'),
    ("inline", "<p>Atl", '<p onclick="x()">Atl'),
    ("inline", "</head>", "<style>p {}</style></head>"),
    ("inline", "</head>", "<script>x()</script></head>"),
    ("inline", 'href="#a"', 'href="javascript:x()"'),
    ("foreign", "/static/a.css", "https://cits.lv/a.css"),
    ("foreign", "<p>Atl", '<p><img src="//cits.lv/a.png" alt="">Atl'),
    ("foreign", "<p>Atl", '<p><img src="/a.png" srcset="/a.png 1x, //b.lv/b 2x" alt="">Atl'),
    ("foreign", "<p>Atl", '<form action="https://cits.lv/"></form><p>Atl'),
    ("links", "/lv/otra/#b", "/lv/nav/"),
    ("links", "/lv/otra/#b", "/lv/otra/#nav"),
    ("links", 'href="#a"', 'href="#nav"'),
    ("orphans", "/lv/otra/#b", "/lv/#b"),
    ("data", '{"@type"', '{"@type'),
    ("data", "@type", "@tips"),
    ("untranslated", "Tālāk", "Home"),
    ("untranslated", "Atlikušas 3 dienas", "3 days left"),
    ("untranslated", 'href="#a"', 'href="#a" aria-label="Home"'),
    ("cyrillic", ' lang="ru"', ""),
    ("cyrillic", "Tālāk", "Дальше"),
]


@pytest.mark.parametrize("name", CHECKS)
def test_checker_is_silent_where_all_is_well(name):
    assert CHECKS[name](Planted(GOOD)) == []


@pytest.mark.parametrize(("name", "part", "fault"), FAULTS)
def test_checker_reports_its_own_fault(name, part, fault):
    assert part in GOOD

    faults = CHECKS[name](Planted(GOOD.replace(part, fault, 1 if part != "h2" else -1)))

    assert len(faults) >= 1
    assert all("/lv/" in fault for fault in faults)


def test_every_checker_has_a_planted_fault():
    assert {name for name, _part, _fault in FAULTS} == set(CHECKS)


def test_answer_checker_names_page_and_error():
    broken = Page("/lv/", b"", status=500, error="NPlusOneError: Step.measure")

    assert checks.answer([broken, Page("/lv/otra/", b"")]) == [
        "/lv/: 500 NPlusOneError: Step.measure"
    ]
