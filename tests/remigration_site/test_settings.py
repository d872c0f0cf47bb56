"""Settings as a fresh process reads them from its environment alone."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

KEY = "for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz"
PRODUCTION = {"SITE_ENV": "production", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "site.example"}


def start(tmp_path, shown="", **variables):
    """Import the settings and print those that are `shown` as JSON."""
    code = (
        "import json, sys; from remigration_site import settings; "
        "json.dump([getattr(settings, name) for name in sys.argv[1].split()], sys.stdout)"
    )
    clean = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code, shown],
        cwd=settings.BASE_DIR,
        env=clean | {"VAR_DIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"} | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY: set a random text of at least 50 characters."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY: set a random text of at least 50 characters."),
        ({"DEBUG": "1"}, "DEBUG=1 is not allowed in production."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS: name the hosts of the site, without *."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS: name the hosts of the site, without *."),
        ({"ALLOWED_HOSTS": "a.lv,*"}, "ALLOWED_HOSTS: name the hosts of the site, without *."),
        ({"SITE_ENV": "prod"}, "SITE_ENV='prod': write one of development, production."),
    ],
    ids=["no key", "short key", "debug", "no hosts", "any host", "any host too", "environment"],
)
def test_production_refuses_what_is_unsafe_in_one_line(tmp_path, variables, line):
    result = start(tmp_path, **PRODUCTION | variables)

    assert result.returncode != 0
    assert result.stderr.splitlines()[-1].endswith(f"ImproperlyConfigured: {line}")


def test_production_starts_with_key_and_hosts(tmp_path):
    shown = "DEBUG ALLOWED_HOSTS SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_SECURE"

    result = start(tmp_path, shown, **PRODUCTION)

    assert json.loads(result.stdout) == [False, ["site.example"], True, 31_536_000, True]


def test_development_starts_without_any_variable(tmp_path):
    result = start(tmp_path, "DEBUG ALLOWED_HOSTS SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS")

    assert json.loads(result.stdout) == [True, ["localhost", "127.0.0.1", "[::1]"], False, 0]


def test_forwarded_protocol_is_believed_only_behind_a_proxy(tmp_path):
    result = start(tmp_path, "SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="1")

    assert json.loads(result.stdout) == [["HTTP_X_FORWARDED_PROTO", "https"]]
    assert settings.SECURE_PROXY_SSL_HEADER is None


@pytest.mark.parametrize(
    ("url", "engine"),
    [
        ("postgres://site@db.example/site", "django.db.backends.postgresql"),
        ("sqlite:////tmp/site.sqlite3", "django.db.backends.sqlite3"),
    ],
)
def test_database_is_the_one_that_database_url_names(tmp_path, url, engine):
    result = start(tmp_path, "DATABASES", DATABASE_URL=url)

    assert json.loads(result.stdout)[0]["default"]["ENGINE"] == engine


@pytest.mark.parametrize(
    ("variables", "required"),
    [
        ({}, False),
        ({"REQUIRE_SECOND_FACTOR": "1"}, True),
        (PRODUCTION, True),
        (PRODUCTION | {"REQUIRE_SECOND_FACTOR": "0"}, False),
    ],
    ids=["development", "development with it", "production", "production without it"],
)
def test_second_factor_is_required_in_production_unless_said_otherwise(
    tmp_path, variables, required
):
    result = start(tmp_path, "REQUIRE_SECOND_FACTOR", **variables)

    assert json.loads(result.stdout) == [required]


@pytest.mark.parametrize(
    ("variables", "backend"),
    [({}, "console"), ({"EMAIL_HOST": "mail.example"}, "smtp"), (PRODUCTION, "smtp")],
    ids=["development", "named", "production"],
)
def test_letters_are_printed_only_while_developing(tmp_path, variables, backend):
    result = start(tmp_path, "EMAIL_BACKEND", **variables)

    assert json.loads(result.stdout) == [f"django.core.mail.backends.{backend}.EmailBackend"]


def test_forwarded_address_is_believed_only_behind_a_proxy(tmp_path):
    result = start(tmp_path, "ALLAUTH_TRUSTED_PROXY_COUNT", BEHIND_PROXY="1")

    assert json.loads(result.stdout) == [1]
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0
