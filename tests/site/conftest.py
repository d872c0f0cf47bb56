"""The real content, loaded once for each worker, and the site over it, read once.

Tests with `content` run after all others (see `tests/conftest.py`), so nobody who counts rows meets
it; afterwards the database is emptied, for whoever keeps it with `--reuse-db`.
"""

import pytest
from django.core.management import call_command
from django.test import Client

from remigration_site import content as content_files
from tests.site.pages import LANGUAGES, Site


@pytest.fixture(scope="session")
def content(django_db_setup, django_db_blocker):
    """What `load_content` reported of the project's own files."""
    with django_db_blocker.unblock():
        report = content_files.load()
        # Vacancies, homes and events come and go; the examples stand for them.
        call_command("example_listings", verbosity=0)
    yield report
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="session")
def site(content, django_db_blocker):
    return Site(Client(), django_db_blocker)


@pytest.fixture(scope="session", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="session")
def pages(site, language):
    """Every page of the site map in one language."""
    return site.pages(language)
