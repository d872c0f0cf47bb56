"""The site in a process of its own, with the real content in a database that is thrown away.

A live server inside the tests would empty the database after each of them; loading the content
takes seconds, so it is loaded once and every worker of pytest-xdist reads the same file.
"""

import fcntl
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60

# The content may hold no place that is known to offer nothing, so one is written here, in a cell
# that would be “not known”.
MORE_CONTENT = """
from editorial import clock
from municipalities.models import Municipality
from remigration_site.selectors import matrix
from tests.factories import AbsenceFactory
places = list(Municipality.objects.order_by("pk"))
place, need = next(
    (place, cell["need"])
    for place in reversed(places)
    for cell in matrix([place])[place.pk]
    if cell["state"] == "unknown"
)
AbsenceFactory(municipality=place, need=need, verified_on=clock.today())
"""


def environment(folder, **more):
    return {
        **os.environ,
        "SITE_ENV": "development",
        "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "VAR_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "DJANGO_RUNSERVER_HIDE_WARNING": "true",
        **more,
    }


def manage(folder, *words):
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {words[0]} failed:\n{done.stdout}{done.stderr}")


def prepare(folder):
    """The database with the content; whoever of the workers comes first makes it."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = folder / "ready"
        if not ready.exists():
            manage(folder, "migrate", "--verbosity", "0")
            manage(folder, "load_content")
            manage(folder, "example_listings")
            manage(folder, "shell", "--no-imports", "--command", MORE_CONTENT)
            ready.touch()


def copy(folder, to):
    """The same database in a folder of its own, for tests that write."""
    with (
        closing(sqlite3.connect(folder / "site.sqlite3")) as prepared,
        closing(sqlite3.connect(to / "site.sqlite3")) as own,
    ):
        prepared.backup(own)


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(folder, **more):
    """The address of a server on that database, until the block ends."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = folder / f"server-{port}.log"
    with open(log, "w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=environment(folder, **more),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"{address}/robots.txt", process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url, process, log):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{Path(log).read_text()}")


class Site:
    """Where the server is, and where its pages are."""

    def __init__(self, address):
        self.address = address

    def html(self, path):
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:  # noqa: S310
            return answer.read().decode()

    def sitemap(self, language):
        """Every public page of one language."""
        parts = self._located("/sitemap.xml")
        found = [path for part in parts for path in self._located(part)]
        return [path for path in found if path.startswith(f"/{language}/")]

    def _located(self, sitemap):
        return re.findall(r"<loc>https?://[^/<]+(/[^<]*)</loc>", self.html(sitemap))
