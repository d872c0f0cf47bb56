"""The language comes from the address alone, and what breaks is said in three languages."""

import pytest
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db

STRANGER = {"Accept-Language": "ru,en;q=0.8", "Cookie": "django_language=ru"}


@pytest.fixture
def breaking(monkeypatch):
    """A client for whom the page of municipalities breaks with an error."""

    def breaking(error):
        def fail(*args):
            raise error

        monkeypatch.setattr("remigration_site.selectors.matrix", fail)
        return Client(raise_request_exception=False)

    return breaking


@pytest.mark.parametrize("headers", [{}, STRANGER])
def test_root_leads_to_latvian_whatever_the_browser_asks(client, headers):
    response = client.get("/", headers=headers)

    assert response.status_code == 302
    assert response["Location"] == "/lv/"
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_language_is_the_first_part_of_the_address(client, language):
    response = client.get(f"/{language}/", headers=STRANGER)

    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("path", ["/nav/", "/de/", "/lvx/", "/%D1%80%D1%83/"])
def test_missing_page_without_a_language_is_latvian(client, path):
    response = client.get(path, headers=STRANGER)

    assert response.status_code == 404
    assert '<html lang="lv">' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_missing_page_speaks_the_language_of_its_address(client, language):
    response = client.get(f"/{language}/nav/tur-nav/")

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()


def test_language_of_one_request_is_not_that_of_the_next(client):
    client.get("/ru/")

    assert '<html lang="lv">' in client.get("/nav/").content.decode()


def test_silent_database_is_answered_with_when_to_come_back(breaking):
    response = breaking(OperationalError("locked")).get("/ru/samoupravleniya/")

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert_speaks_three_languages(response)


def test_silent_database_is_logged_with_where_it_was_asked(breaking, caplog):
    breaking(OperationalError("locked")).get("/ru/samoupravleniya/")

    [record] = [r for r in caplog.records if r.name == "remigration_site.middleware"]
    assert record.exc_info[0] is OperationalError


def test_silent_database_is_shown_in_detail_while_developing(breaking, settings):
    settings.DEBUG = True

    response = breaking(OperationalError("locked")).get("/ru/samoupravleniya/")

    assert response.status_code == 500
    assert "OperationalError" in response.content.decode()


def test_broken_page_is_one_static_page_in_three_languages(breaking):
    response = breaking(RuntimeError("secret detail")).get("/ru/samoupravleniya/")

    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
    assert_speaks_three_languages(response)


def assert_speaks_three_languages(response):
    text = response.content.decode()
    for code in ("lv", "en", "ru"):
        assert f'<section class="section" lang="{code}">' in text
    assert "{%" not in text and "{{" not in text


@pytest.mark.parametrize("path", ["/lv/pasvaldibas/", "/lv/"])
def test_broken_host_is_a_bad_request(path):
    response = Client(raise_request_exception=False).get(path, headers={"Host": "cits.example"})

    assert response.status_code == 400
    assert "cits.example" not in response.content.decode()


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/security.txt"])
def test_machine_file_is_plain_text(client, path):
    response = client.get(path)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "http://testserver/" in response.content.decode()


def test_head_answers_as_get_without_a_body(client):
    response = client.head("/lv/")

    assert response.status_code == 200
    assert response.content == b""
