"""What the suite promises about itself."""

import socket

import pytest
from django.test import RequestFactory
from zeal.errors import NPlusOneError
from zeal.middleware import zeal_middleware

from municipalities.models import Municipality
from tests.conftest import find_program, pytest_runtest_setup
from tests.factories import MunicipalityFactory


def test_network_is_refused():
    with socket.socket() as client, pytest.raises(RuntimeError, match="use no network"):
        client.connect(("192.0.2.1", 80))


def test_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_query_in_a_loop_is_an_error(db, settings):
    MunicipalityFactory.create_batch(2)

    def page(request):
        return [str(municipality.region) for municipality in Municipality.objects.all()]

    assert settings.MIDDLEWARE[0] == "zeal.middleware.zeal_middleware"
    with pytest.raises(NPlusOneError):
        zeal_middleware(page)(RequestFactory().get("/"))


def test_administrator_may_do_everything(administrator):
    assert administrator.is_staff and administrator.has_perm("editorial.change_user")


def test_program_that_is_not_there_is_not_found(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/no/such/chromium")

    assert find_program("chromium") is None


@pytest.mark.parametrize(
    ("nothing_skipped", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)]
)
def test_missing_program_is_named_with_its_command(request, monkeypatch, nothing_skipped, outcome):
    monkeypatch.setenv("CHROMIUM", "/no/such/chromium")
    monkeypatch.setenv("NOTHING_SKIPPED", nothing_skipped)
    request.node.add_marker(pytest.mark.browser)

    with pytest.raises(outcome) as complaint:
        pytest_runtest_setup(request.node)

    assert str(complaint.value) == "chromium is missing: apt install chromium"
