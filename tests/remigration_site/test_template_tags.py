"""Tags of every template: what nobody translated is marked, and no text becomes markup."""

import json
from html.parser import HTMLParser

import pytest
from django.template import engines
from django.utils import translation

from editorial.rich_text import render as markdown
from remigration_site.templatetags import site
from support_programs import structured_data
from support_programs.models import SupportMeasure

EVIL = "</script><script>alert(1)</script><!-- & '\" \u2028"


class Collector(HTMLParser):
    """Tags and link addresses of some HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.addresses = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.addresses += [value for _name, value in attributes]


@pytest.fixture
def measure():
    return SupportMeasure(title_lv="Grants & <b>", title_en="Grant", title_ru="")


def render(template, **context):
    return engines["django"].from_string(template).render(context)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("lv", "Grants &amp; &lt;b&gt;"),
        ("en", "Grant"),
        ("ru", '<span lang="lv">Grants &amp; &lt;b&gt;</span>'),
    ],
)
def test_text_marks_what_is_only_there_in_latvian(measure, language, expected):
    with translation.override(language):
        assert render('{% text row "title" %}', row=measure) == expected


def test_text_of_nothing_is_nothing(measure):
    with translation.override("ru"):
        assert render('{% text row "summary" %}', row=measure) in ("", "None")


@pytest.mark.parametrize(("language", "is_marked"), [("lv", False), ("en", False), ("ru", True)])
def test_rich_text_marks_what_is_only_there_in_latvian(language, is_marked):
    measure = SupportMeasure(details_lv="*Svarīgi*", details_en="*Important*")

    with translation.override(language):
        html = render('{% rich_text row "details" %}', row=measure)

    assert html.startswith('<div lang="lv">') == is_marked
    assert "<em>" in html


def test_structured_data_cannot_end_its_script():
    html = site.structured_data({"@type": "Thing", "name": EVIL})

    assert html.count("<script") == html.count("</script>") == 1
    assert "<!--" not in html
    assert json.loads(html[html.index(">") + 1 : html.rindex("<")])["name"] == EVIL


def test_structured_data_of_a_measure_keeps_its_words():
    measure = SupportMeasure(title_lv=EVIL, summary_lv="Kopsavilkums", kind="language", slug="a")

    html = site.structured_data(structured_data.government_service(measure, "http://x/"))

    data = json.loads(html[html.index(">") + 1 : html.rindex("<")])
    assert data["@type"] == "GovernmentService"
    assert data["name"] == EVIL
    assert data["url"] == "http://x/"


def test_breadcrumb_data_numbers_the_way(rf):
    template = "{% breadcrumb_data trail %}"
    trail = [{"label": "Pašvaldības", "path": "/lv/pasvaldibas/"}, {"label": "Saldus"}]
    request = rf.get("/lv/pasvaldibas/saldus/")

    html = engines["django"].from_string(template).render({"trail": trail}, request)

    steps = json.loads(html[html.index(">") + 1 : html.rindex("<")])["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1]["item"] == "http://testserver/lv/pasvaldibas/saldus/"
    assert steps[-2]["item"] == "http://testserver/lv/pasvaldibas/"


# --- Markdown ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="https://x.lv" onclick="alert(1)">x</a>',
        "<style>p {}</style>",
        "<iframe src=//x.lv></iframe>",
        "<svg onload=alert(1)>",
        "`<b>`",
        "<!-- x -->",
    ],
)
def test_markdown_lets_no_html_through(text):
    assert set(Collector(markdown(text)).tags) <= {"p"}


def test_markdown_makes_no_image():
    assert "img" not in Collector(markdown("![x](https://x.lv/a.png)")).tags


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x73;cript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "<{}>", "[x][1]\n\n[1]: {}"])
def test_markdown_lets_no_script_address_through(address, form):
    assert Collector(markdown(form.format(address))).addresses == []


@pytest.mark.parametrize(
    "address", ["https://x.lv/", "http://x.lv/", "mailto:a@x.lv", "tel:+37163122707"]
)
def test_markdown_keeps_ordinary_links(address):
    assert Collector(markdown(f"[x]({address})")).addresses == [address]


def test_markdown_keeps_lists_and_emphasis():
    tags = Collector(markdown("**a** *b*\n\n- c\n\n1. d\n\n> e\n\n### f")).tags

    assert {"p", "strong", "em", "ul", "ol", "li", "blockquote", "h3"} <= set(tags)


# --- Small filters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+371 63122707", ["+37163122707"]),
        ("80006966", ["+37180006966"]),
        ("+371 63122707; +44 20 7946 0000", ["+37163122707", "+442079460000"]),
        ("", []),
    ],
)
def test_phones_are_dialled_from_abroad(text, dialled):
    assert [number["tel"] for number in site.phones(text)] == dialled


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.saldus.lv/a?b", "saldus.lv"),
        ("http://socd.lv", "socd.lv"),
        ("https://cvvp.nva.gov.lv:443/", "cvvp.nva.gov.lv"),
        ("", ""),
    ],
)
def test_host_names_the_site_a_link_leads_to(url, host):
    assert site.host(url) == host
