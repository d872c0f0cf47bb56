"""One import at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

# Any number that no other lock of this database has.
_KEY = 0x76616B616E636573  # “vakances”


@contextmanager
def only_one() -> Iterator[bool]:
    """Whether this process is the only one; whichever way it ends, the lock ends with it.

    The database keeps it where several machines share one, a file in VAR_DIR beside SQLite.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_KEY])
            is_mine = cursor.fetchone()[0]
        try:
            yield is_mine
        finally:
            if is_mine:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_KEY])
        return
    with (settings.VAR_DIR / "import_vacancies.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
