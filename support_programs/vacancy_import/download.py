"""Brings the source here whole, before anything is read from it."""

import http.client
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from support_programs.vacancy_import.errors import SourceError
from support_programs.vacancy_import.reading import Source

MAX_BYTES = 200 * 2**20
SILENCE = 30  # seconds without a byte
DEADLINE = 15 * 60  # seconds for the whole source
PAGE_ROWS = 5000
_BLOCK = 64 * 2**10

# Nothing but http and https, wherever a redirect may lead: no file:, no ftp:.
_opener = urllib.request.OpenerDirector()
for _handler in (
    urllib.request.ProxyHandler,
    urllib.request.UnknownHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPErrorProcessor,
):
    _opener.add_handler(_handler())


def is_url(address: str) -> bool:
    return "://" in address


def bring(address: str, folder: Path) -> Source:
    """The source at `address`, a file or a URL; what is downloaded goes into `folder`.

    Raises SourceError when it cannot be had, breaks off, or is larger than `MAX_BYTES`.
    """
    if not is_url(address):
        path = Path(address)
        if not path.is_file():
            raise SourceError(f"There is no file {address}.")
        return Source([path])
    if urlsplit(address).scheme not in ("http", "https"):
        raise SourceError("Only http and https addresses can be read.")
    deadline = time.monotonic() + DEADLINE
    if urlsplit(address).path.rstrip("/").endswith("/datastore_search"):
        return _bring_pages(address, folder, deadline)
    path = folder / "source"
    _download(address, path, MAX_BYTES, deadline)
    return Source([path])


def _bring_pages(address: str, folder: Path, deadline: float) -> Source:
    """A datastore answers a hundred rows unless asked for more, and no more than its own limit."""
    pages: list[Path] = []
    offset, room = 0, MAX_BYTES
    while True:
        path = folder / f"page-{len(pages)}"
        room -= _download(_page(address, offset), path, room, deadline)
        pages.append(path)
        page = Source([path])
        rows = sum(1 for _row in page.rows())
        offset += rows
        if not rows or offset >= page.promised:
            return Source(pages)


def _page(address: str, offset: int) -> str:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query)) | {"limit": PAGE_ROWS, "offset": offset}
    return parts._replace(query=urlencode(query), fragment="").geturl()


def _download(address: str, path: Path, room: int, deadline: float) -> int:
    """Bytes written to `path`."""
    request = urllib.request.Request(  # noqa: S310 – the opener knows http and https only
        address, headers={"User-Agent": "import_vacancies", "Accept-Encoding": "identity"}
    )
    size = 0
    try:
        with _opener.open(request, timeout=SILENCE) as answer, path.open("wb") as file:
            # What is there, since `read` waits for a whole block and may wait for ever.
            while block := answer.read1(_BLOCK):
                size += len(block)
                if size > room:
                    raise SourceError(f"The source is larger than {MAX_BYTES // 2**20} MiB.")
                if time.monotonic() > deadline:
                    raise SourceError(f"The download took more than {DEADLINE // 60} minutes.")
                file.write(block)
            # `read1` says nothing when the connection ends too early.
            promised = answer.headers.get("Content-Length")
    except urllib.error.HTTPError as error:
        raise SourceError(f"The download failed: {error.code} {error.reason}.") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise SourceError(f"The download failed: {reason or type(error).__name__}.") from None
    if promised is not None and promised.isdigit() and size < int(promised):
        raise SourceError(f"The download broke off: {size} of {promised} bytes came.")
    return size
