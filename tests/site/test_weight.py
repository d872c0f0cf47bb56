"""What a page weighs on a bad line (UX §6, A15), compressed as the server sends it."""

import gzip

import pytest

from tests.site.checks import listed
from tests.site.pages import ORIGIN

KB = 1024


def weight(page):
    return len(gzip.compress(page.body, compresslevel=6))


@pytest.fixture(scope="module")
def css(site):
    return weight(site.get("/static/css/site.css"))


def test_style_sheet_is_at_most_15_kb(css):
    assert css <= 15 * KB


def test_first_view_is_at_most_14_kb(pages, css):
    weights = {page.path: weight(page) + css for page in pages}
    faults = [f"{path}: {bytes_}" for path, bytes_ in weights.items() if bytes_ > 14 * KB]

    assert not faults, listed(faults)


def test_page_is_at_most_60_kb(site, pages):
    faults = []
    for page in pages:
        whole = weight(page) + sum(
            weight(site.get(address.removeprefix(ORIGIN))) for address in page.resources
        )
        if whole > 60 * KB:
            faults.append(f"{page.path}: {whole}")

    assert not faults, listed(faults)


def test_page_takes_at_most_four_requests(pages):
    faults = [
        f"{page.path}: {sorted(page.resources)}" for page in pages if 1 + len(page.resources) > 4
    ]

    assert not faults, listed(faults)
