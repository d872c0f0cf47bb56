import re

import pytest
import yaml
from django.conf import settings
from django.test import Client

CONTACTS = settings.BASE_DIR / "contacts/content/contacts.yaml"


@pytest.mark.parametrize("page", ["500.html", "503.html"])
def test_static_error_page_names_mailboxes_that_contacts_have(page):
    current = [row for row in yaml.safe_load(CONTACTS.read_text("utf-8")) if "region" in row]
    known = {row.get("mailbox") for row in current if not row.get("is_historic")}

    named = re.findall(r"mailto:([^\"]+)", (settings.BASE_DIR / "templates" / page).read_text())

    assert named and set(named) <= known


def test_foreign_host_is_refused_with_a_page(client):
    answer = client.get("/lv/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert b"<h1>" in answer.content


@pytest.mark.parametrize("path", ["//[x/", "//x]/", "/lv//[y/"])
def test_address_that_is_none_is_not_found(client, path):
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET"}

    assert client.request(**environ).status_code == 404


@pytest.mark.django_db
def test_form_without_its_token_is_refused_in_latvian():
    answer = Client(enforce_csrf_checks=True).post("/konts/ienakt/")

    assert answer.status_code == 403
    assert b'<html lang="lv">' in answer.content
