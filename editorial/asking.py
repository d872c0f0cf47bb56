"""Asks politely whether an address outside answers: HEAD, then GET, never an address of ours.

Each hop of a redirect is resolved, looked at, and connected to at just the address that was looked
at, so that no name can lead into the network of the site.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from editorial.models import LinkResult

TIMEOUT = 10  # seconds
PAUSE = 1.0  # seconds between two requests to one host
MAX_REDIRECTS = 5
MAX_READ = 2048  # bytes
MAX_ADDRESS = 500

REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
MISSING = {404, 410}
# Asked by a program, these sites say no; people may well come in.
REFUSED = {401, 403, 405, 407, 429, 451, 999}

_TLS = ssl.create_default_context()


class Forbidden(OSError):
    """The name leads into a network that is not for everybody."""


@dataclass(frozen=True)
class Answer:
    result: LinkResult
    status: int | None = None
    leads_to: str = ""

    @property
    def is_good(self) -> bool:
        return self.result in (LinkResult.WORKS, LinkResult.MOVED)


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether the address may belong to a site for everybody."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo or [None, None])[1]
        if inside is not None or address in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return address.is_global and not address.is_multicast


class Asker:
    """Remembers when it last asked which host. `may_ask` and `pause` are there for tests."""

    def __init__(
        self,
        may_ask: Callable[[ipaddress.IPv4Address | ipaddress.IPv6Address], bool] = is_public,
        pause: float = PAUSE,
    ) -> None:
        self._may_ask, self._pause = may_ask, pause
        self._asked_at: dict[str, float] = {}

    def ask(self, url: str) -> Answer:
        """What comes of asking for `url`: GET where HEAD brings nothing good."""
        answer = self._try("HEAD", url)
        if answer.is_good or answer.result is LinkResult.UNSAFE:
            return answer
        return self._try("GET", url)

    def _try(self, method: str, url: str) -> Answer:
        try:
            return self._follow(method, url)
        except ssl.SSLError:
            return Answer(LinkResult.UNSAFE)
        except (OSError, http.client.HTTPException, ValueError):
            return Answer(LinkResult.UNREACHABLE)

    def _follow(self, method: str, url: str) -> Answer:
        here, is_for_good = url, True
        for _hop in range(MAX_REDIRECTS + 1):
            status, leads_to = self._request(method, here)
            if status not in REDIRECTS or not leads_to:
                return _answer(status, here, is_moved=here != url and is_for_good)
            is_for_good = is_for_good and status in FOR_GOOD
            here = urljoin(here, leads_to)
            if urlsplit(here).scheme not in ("http", "https"):
                break
        return Answer(LinkResult.ERROR, status)

    def _request(self, method: str, url: str) -> tuple[int, str]:
        """Status, and where it leads on to."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(url)
        host = parts.hostname.encode("idna").decode()
        self._wait_for(host)
        connection = self._connection(parts, host)
        try:
            connection.request(method, _path(parts), headers=_headers(method))
            response = connection.getresponse()
            if method == "GET":
                response.read1(MAX_READ)
            return response.status, response.headers.get("Location", "")
        finally:
            connection.close()
            self._asked_at[host] = time.monotonic()

    def _connection(self, parts: SplitResult, host: str) -> http.client.HTTPConnection:
        is_secure = parts.scheme == "https"
        port = parts.port or (443 if is_secure else 80)
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
        if is_secure:
            connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=_TLS)
        # Already connected, so that http.client does not look the name up a second time.
        bare = socket.create_connection((self._resolve(host, port), port), TIMEOUT)
        try:
            connection.sock = _TLS.wrap_socket(bare, server_hostname=host) if is_secure else bare
        except BaseException:
            bare.close()
            raise
        return connection

    def _resolve(self, host: str, port: int) -> str:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [info[4][0].partition("%")[0] for info in found]
        if not all(self._may_ask(ipaddress.ip_address(address)) for address in addresses):
            raise Forbidden(host)
        return addresses[0]

    def _wait_for(self, host: str) -> None:
        since = time.monotonic() - self._asked_at.get(host, float("-inf"))
        if since < self._pause:
            time.sleep(self._pause - since)


def _answer(status: int, here: str, *, is_moved: bool) -> Answer:
    if 200 <= status < 300:
        if is_moved and len(here) <= MAX_ADDRESS:
            return Answer(LinkResult.MOVED, status, here)
        return Answer(LinkResult.WORKS, status)
    if status in MISSING:
        return Answer(LinkResult.MISSING, status)
    return Answer(LinkResult.REFUSED if status in REFUSED else LinkResult.ERROR, status)


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    whole = f"{path}?{parts.query}" if parts.query else path
    return quote(whole, safe="/?:@!$&'()*+,;=~%[]-._")


def _headers(method: str) -> dict[str, str]:
    own = {
        "User-Agent": f"Majupcels link check (+{settings.SITE_ADDRESS}/)",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    return own | ({"Range": f"bytes=0-{MAX_READ - 1}"} if method == "GET" else {})
