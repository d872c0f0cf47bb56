"""What every test has: a small known cast, no network, and a word for what the machine lacks."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import gather
from tests.factories import UserFactory

# A program that some tests drive, and how to get it.
PROGRAMS = {
    "chromium": "apt install chromium",
    "initdb": "apt install postgresql",
    "msgfmt": "apt install gettext",
    "pdftotext": "apt install poppler-utils",
}


def find_program(name):
    """Its path, or None. `CHROMIUM` names another browser; Debian keeps PostgreSQL out of PATH."""
    named = os.environ.get(name.upper())
    if named:
        return named if Path(named).is_file() else None
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(debian[-1]) if debian else None)


def pytest_runtest_setup(item):
    needed = [mark.args[0] for mark in item.iter_markers("needs")]
    if item.get_closest_marker("browser"):
        needed.append("chromium")
    for name in needed:
        if find_program(name) is None:
            say = pytest.fail if os.environ.get("NOTHING_SKIPPED") == "1" else pytest.skip
            say(f"{name} is missing: {PROGRAMS[name]}")


def pytest_collection_modifyitems(config, items):
    """Leave out what only the other database can show; tests with the content come last."""
    items.sort(key=lambda item: "content" in item.fixturenames)
    if connection.vendor != "postgresql":
        left_out = [item for item in items if item.get_closest_marker("postgresql")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Sockets reach this machine only, so that no test depends on somebody else's."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"Tests use no network, but this one connects to {address[0]}.")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture
def cast(db):
    return gather()


@pytest.fixture
def administrator(db):
    return UserFactory(name="Administratore", is_staff=True, is_superuser=True)
