"""A Chromium and a running site for every test in this folder."""

import os
from pathlib import Path

import pytest

from tests.browser import server
from tests.browser.pages import GALLERY, NOT_FOUND, path_of
from tests.conftest import find_program

# Playwright keeps an event loop in this thread; the tests of a worker that come after would
# otherwise be refused the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FAILURES = server.ROOT / "var" / "browser-failures"


@pytest.fixture(scope="session")
def base_url():
    """In place of pytest-playwright's own, which warns under pytest 9; tests name their server."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": find_program("chromium"),
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """One for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "browser-site"
    server.prepare(folder)
    return folder


@pytest.fixture(scope="session")
def site(site_folder):
    """The site as visitors meet it."""
    with server.running(site_folder) as address:
        yield server.Site(address)


@pytest.fixture(scope="session")
def development_site(site_folder):
    """The same with DEBUG, which alone shows the gallery."""
    with server.running(site_folder, DEBUG="1") as address:
        yield server.Site(address)


class Opener:
    """Opens pages by the name of their type; remembers them for a picture when the test fails."""

    def __init__(self, request, new_context):
        self.request = request
        self.new_context = new_context
        self.pages = []
        self.contexts = {}

    def context(self, **options):
        key = repr(sorted(options.items()))
        if key not in self.contexts:
            self.contexts[key] = self.new_context(**options)
        return self.contexts[key]

    def blank(self, width=1280, height=800, **options):
        page = self.context(**options).new_page()
        page.set_viewport_size({"width": width, "height": height})
        self.pages.append(page)
        return page

    def url(self, name, language="lv"):
        site = self.request.getfixturevalue("development_site" if name == GALLERY else "site")
        return site.address + path_of(name, site, language)

    def show(self, page, name, language="lv"):
        """An error page would pass many a check, so the answer has to be the one meant."""
        answer = page.goto(self.url(name, language))
        assert answer.status == (404 if name == NOT_FOUND else 200), f"{page.url}: {answer.status}"

    def __call__(self, name, language="lv", *, width=1280, height=800, **options):
        page = self.blank(width, height, **options)
        self.show(page, name, language)
        return page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    opener = getattr(item, "funcargs", {}).get("open_page")
    if report.when == "call" and report.failed and isinstance(opener, Opener):
        for number, page in enumerate(opener.pages):
            if not page.is_closed():
                report.sections.append(("picture", str(picture(item, page, number))))
    return report


def picture(item, page, number):
    FAILURES.mkdir(parents=True, exist_ok=True)
    name = "".join(c if c.isalnum() else "-" for c in f"{Path(item.location[0]).stem}-{item.name}")
    path = FAILURES / f"{name}-{number}.png"
    page.screenshot(path=path, full_page=True)
    return path


@pytest.fixture
def open_page(request, new_context):
    return Opener(request, new_context)
