"""Headers on every kind of answer: pages, redirects, errors, files."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from tests.factories import SupportMeasureFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "page": ("/lv/", 200),
    "filtered list": ("/en/support/?need=work", 200),
    "page that has not changed": ("/ru/", 304),
    "root": ("/", 302),
    "address without its slash": ("/lv/pasvaldibas", 301),
    "missing page": ("/lv/tadas-nav/", 404),
    "missing page without a language": ("/tadas-nav/", 404),
    "withdrawn page": ("/lv/atbalsts/atsaukts/", 410),
    "request of an unknown host": ("/lv/", 400),
    "form without its token": ("/lv/", 403),
    "page that takes no such request": ("/lv/", 405),
    "broken view": ("/lv/pasvaldibas/", 500),
    "database that does not answer": ("/lv/pasvaldibas/", 503),
    "sitemap": ("/sitemap.xml", 200),
    "robots.txt": ("/robots.txt", 200),
    "security.txt": ("/.well-known/security.txt", 200),
    "style sheet": ("/static/css/site.css", 200),
    "icon": ("/favicon.ico", 302),
}
KEPT = {"public", "max-age=60"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def failing(error):
    def fail(*args):
        raise error

    return fail


@pytest.fixture(params=ANSWERS)
def answer(request, monkeypatch):
    path, status = ANSWERS[request.param]
    client = Client(raise_request_exception=False, enforce_csrf_checks=status == 403)
    headers = {}
    if status == 304:
        headers = {"If-None-Match": client.get(path)["ETag"]}
    elif status == 400:
        headers = {"Host": "cits.example"}
    elif status == 410:
        SupportMeasureFactory(slug="atsaukts", withdrawn_at=timezone.now())
    elif status in (500, 503):
        error = RuntimeError("planned") if status == 500 else OperationalError("planned")
        monkeypatch.setattr("remigration_site.selectors.matrix", failing(error))
    ask = client.post if status in (403, 405) else client.get
    response = ask(path, headers=headers)
    if response.streaming:
        list(response.streaming_content)  # to its end, so that the file is closed
    assert response.status_code == status
    return response


@pytest.mark.parametrize("header", HEADERS)
def test_answer_carries_header(answer, header):
    assert answer.headers.get(header) == HEADERS[header]


def test_answer_carries_a_policy_without_inline(answer):
    policy = answer.headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in policy and "http" not in policy


def test_answer_sets_no_cookie(answer):
    assert not answer.cookies


def test_answer_does_not_vary_by_language_or_cookie(answer):
    vary = {name.strip().lower() for name in answer.headers.get("Vary", "").split(",")}

    assert not vary & {"cookie", "accept-language"}


def test_production_asks_for_https_for_a_year(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000

    response = client.get("/lv/tadas-nav/", secure=True)

    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


def test_answer_says_how_long_it_may_be_kept(answer):
    expected = KEPT if answer.status_code in (200, 301, 302, 304, 404, 410) else {"no-store"}

    assert set(answer.headers["Cache-Control"].split(", ")) == expected


def test_refusal_before_any_page_is_kept_by_nobody(settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = Client().get("/lv/", headers={"Host": "cits.example"})

    assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-store")


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/nav/", "/konts/ienakt/", "/konts/nav/"])
def test_administration_is_kept_by_nobody(client, path):
    kept = client.get(path).headers["Cache-Control"]

    assert "no-store" in kept and "public" not in kept


@pytest.mark.parametrize("path", ["/lv/", "/en/support/", "/sitemap.xml"])
def test_unchanged_answer_is_not_sent_again(client, path):
    first = client.get(path)

    second = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 304
    assert second.content == b""


def test_changed_page_has_another_etag(client):
    before = client.get("/en/support/").headers["ETag"]

    SupportMeasureFactory()

    assert client.get("/en/support/").headers["ETag"] != before


def test_page_is_sent_compressed_to_who_can_read_it(client):
    response = client.get("/lv/", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"


def test_page_takes_no_post(client):
    assert client.post("/lv/").status_code == 405
