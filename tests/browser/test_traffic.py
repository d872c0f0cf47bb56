"""A page asks nobody else for anything, little of its own server, and complains of nothing."""

import pytest

from tests.browser import checks
from tests.browser.pages import ADMIN, LANGUAGES, NOT_FOUND, OTHER_PAGES, PAGES

pytestmark = pytest.mark.browser

# The files of Django's administration.
MOST = {ADMIN: 12}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_quiet(open_page, name):
    faults = []
    for language in LANGUAGES[: 1 if name in OTHER_PAGES else None]:
        page = open_page.blank()
        traffic = checks.Traffic(page)
        open_page.show(page, name, language)
        page.wait_for_load_state("networkidle")
        url = page.url
        if name == NOT_FOUND:  # that the answer is 404 is meant
            traffic.complaints = [c for c in traffic.complaints if url not in c]
        host = url[: url.index("/", len("http://"))]
        faults += [f"{language} {f}" for f in traffic.faults(host, most=MOST.get(name, 4))]
        page.close()
    assert not faults, "\n".join(faults)
