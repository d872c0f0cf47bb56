"""What the site promises a family (UX §1): nothing is silently missing, every fact has an age, no
past sum reads as an offer of today."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext as translated

from municipalities.needs import Need
from support_programs.models import Round, SupportMeasure
from tests.site.checks import listed
from tests.site.pages import has_class, words_of

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
STATES = ("some", "resting", "none", "unknown")
UNDATED = (
    "Undated information – not yet confirmed by the municipality.",
    "Undated information – not yet confirmed by the responsible institution.",
    "Kept as history; the source is undated.",
)


def gettext(text):
    """Words of the interface, spaced as `Page.text` is."""
    return " ".join(translated(text).split())


@pytest.fixture(scope="module")
def measures(site):
    with site.blocker.unblock():
        found = SupportMeasure.objects.published().select_related("municipality")
        return list(found.prefetch_related("rounds", "sources"))


@pytest.fixture
def speaking(language):
    with translation.override(language):
        yield language


@pytest.fixture
def measure_pages(site, speaking, measures):
    return [(measure, site.get(measure.get_absolute_url())) for measure in measures]


@pytest.fixture
def cells(site, speaking):
    """The matrix: a list of seven cells for each of the ten municipalities."""
    path = {"lv": "/lv/pasvaldibas/", "en": "/en/municipalities/", "ru": "/ru/samoupravleniya/"}
    rows = site.get(path[speaking]).first("table", css="matrix").findall("tbody/tr")
    return [row.findall("td") for row in rows]


def state_of(cell):
    return [state for state in STATES if has_class(cell, f"matrix__cell--{state}")]


def test_matrix_is_ten_by_seven(cells):
    assert [len(row) for row in cells] == [len(Need)] * 10


def test_matrix_has_no_blank_cell(cells):
    faults = [
        f"row {y}, column {x}: {words_of(cell)!r} {state_of(cell)}"
        for y, row in enumerate(cells, 1)
        for x, cell in enumerate(row, 1)
        if not words_of(cell) or len(state_of(cell)) != 1
    ]

    assert not faults, listed(faults)


def test_matrix_cell_leads_to_a_page_that_says_the_same(site, cells):
    headings = {"none": gettext("Not offered here"), "unknown": gettext("Not known yet")}
    offered = gettext("What is offered")
    faults = []
    for cell in (cell for row in cells for cell in row):
        page = site.get(cell.find("a").get("href"))
        [state] = state_of(cell)
        said = [words_of(element) for element in page.all("h2", "p")]
        if state in ("some", "resting"):
            sections = [s for s in page.all("section") if words_of(s[0]) == offered]
            shown = sum(has_class(e, "measure-row") for s in sections for e in s.iter())
            if not re.match(rf"{shown}\b", words_of(cell)):
                faults.append(f"{page.path}: {words_of(cell)!r}, but {shown} shown")
        elif headings[state] not in said or offered in said:
            faults.append(f"{page.path}: does not say {headings[state]!r}")

    assert not faults, listed(faults)


def test_measure_page_says_how_old_it_is(measure_pages):
    undated = [gettext(text) for text in UNDATED]
    faults = []
    for measure, page in measure_pages:
        line = words_of(page.first("p", css="age-line"))
        years = YEAR.findall(measure.as_of)
        dated = years and all(year in line for year in years)
        if not (dated if measure.as_of else line in undated):
            faults.append(f"{page.path}: as of {measure.as_of!r}, but {line!r}")

    assert not faults, listed(faults)


def test_measure_page_names_a_source(measure_pages):
    faults = [
        page.path
        for _measure, page in measure_pages
        if not any(words_of(item) for ul in page.all("ul", css="source-list") for item in ul)
    ]

    assert not faults, listed(faults)


def test_measure_page_shows_its_sum_with_its_year(measure_pages):
    faults = []
    for measure, page in measure_pages:
        if measure.amount_min is None and measure.amount_max is None:
            continue
        [value] = [
            item.find("dd")
            for item in page.all("div", css="fact-list__item")
            if words_of(item.find("dt")) == gettext("How much")
        ]
        if "€" not in words_of(value) or not _dated(measure, value.text):
            faults.append(f"{page.path}: {words_of(value)!r}")

    assert not faults, listed(faults)


def test_row_shows_its_sum_with_its_year(pages, speaking, measures):
    by_path = {measure.get_absolute_url(): measure for measure in measures}
    faults = []
    shown = 0
    for page in pages:
        for row in page.all("article", css="measure-row"):
            title = next(e for e in row.iter() if has_class(e, "measure-row__title"))
            measure = by_path.get(title.find("a").get("href"))
            if measure is None:  # a vacancy, home or event: what it costs is of today
                continue
            for sum_ in (e for e in row.iter() if has_class(e, "measure-row__amount")):
                shown += 1
                if not _dated(measure, words_of(sum_)):
                    faults.append(f"{page.path}: {measure}: {words_of(sum_)!r}")

    assert shown > 20
    assert not faults, listed(faults)


def _dated(measure, text):
    years = YEAR.findall(measure.amount_as_of)
    return bool(years) and all(year in text for year in years)


def test_measure_page_calls_its_past_rounds_history(site, measure_pages):
    with site.blocker.unblock():
        with_past = set(Round.objects.past().values_list("measure", flat=True))
    words = gettext(
        "Earlier rounds are history: their amounts and dates are not an offer of today."
    )
    faults = [
        page.path
        for measure, page in measure_pages
        if measure.pk in with_past and words not in page.text
    ]

    assert with_past
    assert not faults, listed(faults)


def test_contact_of_the_past_cannot_be_written_to(pages):
    faults = [
        f"{page.path}: {link.get('href')}"
        for page in pages
        for contact in page.all("article", css="contact--historic")
        for link in contact.iter("a")
    ]

    assert not faults, listed(faults)
