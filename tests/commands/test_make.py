"""The commands say in one line what stops them, and do not repeat slow work.

Each runs in a copy of the few files it needs: the environment of the checkout is never touched.
"""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    shutil.which("make") is None, reason="make is missing: apt install make"
)


@pytest.fixture
def checkout(tmp_path):
    """A copy whose path has spaces; its only package is one that every .venv has."""
    folder = tmp_path / "a copy"
    shutil.copytree(ROOT / "bin", folder / "bin")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").write_text("pip\n")
    return folder


@pytest.fixture
def run(checkout):
    def run(*command, **variables):
        # Nothing of the make, the pip or the database this test itself runs under.
        foreign = ("MAKE", "MFLAGS", "PIP_", "PYTHON", "PYTEST_", "COV_", "DATABASE_URL", "PORT")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return subprocess.run(
            command,
            cwd=checkout,
            env=clean | {"PYTHON": sys.executable, "PIP_CONFIG_FILE": os.devnull} | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def fake_python(folder, change):
    """This Python, changed by a line of code before it does what it is asked."""
    path = folder / "python"
    path.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] || exec "{sys.executable}" "$@"\n'
        f'exec "{sys.executable}" -c \'import sys; {change}; exec(sys.argv[1])\' "$2"\n'
    )
    path.chmod(0o755)
    return str(path)


def complaint(result):
    """The one line on stderr; make itself adds that its recipe failed."""
    assert result.returncode != 0, result.stdout
    lines = [line for line in result.stderr.splitlines() if not line.startswith("make")]
    assert len(lines) == 1, result.stderr
    return lines[0]


def test_run_names_a_busy_port_before_anything_slow(run, checkout):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = run("make", "run", f"PORT={port}")

    assert complaint(result).startswith(f"Port {port} is busy: choose another, as in PORT=")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("port", ["http", "0", "65536", "80 80"])
def test_run_names_a_port_that_is_none(run, port):
    result = run("make", "run", f"PORT={port}")

    assert complaint(result) == f"PORT={port} is no port: choose a number, as in PORT=8001."


def test_run_names_an_old_python(run, tmp_path):
    old = fake_python(tmp_path, "sys.version_info = (3, 9, 2)")

    result = run("make", "run", PYTHON=old)

    assert complaint(result).startswith(f"Python 3.11 or newer is needed, {old} is 3.9:")


def test_run_names_a_python_that_is_not_there(run):
    result = run("make", "run", PYTHON="no-such-python")

    assert "no-such-python is missing: name one with PYTHON=" in complaint(result)


def test_run_names_the_package_of_a_python_without_venv(run, tmp_path):
    bare = fake_python(tmp_path, 'sys.modules["ensurepip"] = None')

    result = run("make", "run", "PORT=1024", PYTHON=bare)

    assert "install python3-venv" in complaint(result)


def test_environment_says_when_there_is_no_network(run, checkout):
    shutil.copy(ROOT / "requirements.txt", checkout)

    result = run(
        "bin/environment",
        "requirements.txt",
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_NO_CACHE_DIR="1",
        PIP_RETRIES="1",
    )

    log = "var/log/environment.log"
    assert complaint(result) == (
        "No network, it seems: the packages of requirements.txt cannot be fetched"
        f" (full log: {log})."
    )
    assert "127.0.0.1" in (checkout / log).read_text()


def test_environment_calls_pip_only_when_requirements_change(run, checkout):
    log = checkout / "var/log/environment.log"
    requirements = checkout / "requirements.txt"
    command = ("bin/environment", "requirements.txt")

    installed = []
    for text in ["pip\n", "pip\n", "pip  # changed\n"]:
        requirements.write_text(text)
        log.unlink(missing_ok=True)
        result = run(*command, PIP_NO_INDEX="1")
        assert result.returncode == 0, result.stderr
        installed.append(log.exists())

    assert installed == [True, False, True]


def test_postgres_uses_a_given_database(run):
    url = "postgres://someone@db.example/name"

    result = run("bin/postgres", "printenv", "DATABASE_URL", DATABASE_URL=url)

    assert result.stdout.strip() == url


def test_postgres_refuses_another_kind_of_database(run):
    result = run("bin/postgres", "true", DATABASE_URL="sqlite:///db.sqlite3")

    assert complaint(result).startswith("DATABASE_URL names no PostgreSQL database")


def test_postgres_removes_its_cluster_when_the_command_fails(run):
    result = run("bin/postgres", "sh", "-c", 'echo "$DATABASE_URL"; exit 3')

    if "PostgreSQL is not installed" in result.stderr:
        pytest.skip(result.stderr.strip())
    folder = result.stdout.split("%2F")[-1].split("/")[0]
    assert folder.startswith("postgres.")
    assert result.returncode == 3
    assert not Path("/tmp", folder).exists()  # noqa: S108
