"""Production does not start with anything invented in its database."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from editorial.management.commands.example_accounts import EMAILS

MIGRATE = "from django.core.management import call_command as c; c('migrate', verbosity=0)"


@pytest.fixture
def python(tmp_path):
    """Runs code in a fresh process, in production unless told otherwise."""
    environment = os.environ | {
        "SITE_ENV": "production",
        "DEBUG": "",
        "SECRET_KEY": "for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "site.example",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "remigration_site.settings",
    }

    (tmp_path / "static").mkdir()  # as collectstatic makes it

    def python(code, **changed):
        return subprocess.run(
            [sys.executable, "-c", f"import django; django.setup(); {code}"],
            env=environment | changed,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
        )

    return python


def test_production_does_not_start_with_the_example_account(python):
    made = python(f"{MIGRATE}; c('example_accounts')", SITE_ENV="development")
    started = python("import remigration_site.wsgi")

    assert made.returncode == 0, made.stderr
    assert f"delete {EMAILS[0]} before going live" in started.stderr


@pytest.mark.parametrize("email", EMAILS)
def test_production_does_not_start_with_any_one_of_the_example_accounts(python, email):
    account = f"from editorial.models import User; User.objects.create_user('{email}', 'x')"
    made = python(f"{MIGRATE}; {account}", SITE_ENV="development")
    started = python("import remigration_site.wsgi")

    assert made.returncode == 0, made.stderr
    assert f"delete {email} before going live" in started.stderr


def test_production_does_not_start_with_example_listings(python):
    listings = "c('load_content', verbosity=0); c('example_listings')"
    made = python(f"{MIGRATE}; {listings}", SITE_ENV="development")
    started = python("import remigration_site.wsgi")

    assert made.returncode == 0, made.stderr
    assert "example listings: delete them before going live" in started.stderr


@pytest.mark.parametrize(
    "database",
    ["postgres://site@127.0.0.1:1/site", "sqlite:////no/such/folder/db.sqlite3"],
    ids=["PostgreSQL", "SQLite"],
)
def test_production_starts_without_its_database_and_says_so_in_one_line(python, database):
    started = python("import remigration_site.wsgi", DATABASE_URL=database)

    assert started.returncode == 0, started.stderr
    [line] = started.stderr.splitlines()
    assert line.startswith("Examples were not looked for: ")


def test_production_starts_without_an_open_connection(python):
    code = "from django.db import connection as c; c.ensure_connection()"

    started = python(f"{code}; import remigration_site.wsgi; print(c.connection)")

    assert started.stdout == "None\n", started.stderr
