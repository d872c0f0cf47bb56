import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from support_programs.vacancy_import import download
from support_programs.vacancy_import.download import bring
from support_programs.vacancy_import.errors import SourceError
from support_programs.vacancy_import.reading import COLUMNS

RECORD = dict.fromkeys(COLUMNS, "") | {"Vakances Nr": "V-1"}
CSV = ";".join(COLUMNS) + "\n" + ";".join(RECORD.values()) + "\n"


class Portal(ThreadingHTTPServer):
    """A datastore of `total` rows that gives at most `page` at once, and a file of CSV."""

    daemon_threads = True
    total = 0
    page = 2

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.trickled = 0
        self.address = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.server.asked.append(query)
        if parts.path == "/missing":
            self.send_error(404)
        elif parts.path == "/moved":
            self.answer(302, b"", Location=query["to"])
        elif parts.path == "/broken":
            self.answer(200, CSV.encode(), **{"Content-Length": str(len(CSV.encode()) + 5)})
        elif parts.path == "/trickle":
            self.trickle()
        elif parts.path == "/chunks":
            self.answer(200, query["body"].encode(), **{"Transfer-Encoding": "chunked"})
        elif parts.path == "/action/datastore_search":
            offset, limit = int(query["offset"]), int(query["limit"])
            rows = max(min(self.server.total - offset, limit, self.server.page), 0)
            records = [RECORD | {"Vakances Nr": f"V-{offset + row}"} for row in range(rows)]
            result = {"records": records, "total": self.server.total}
            self.answer(200, json.dumps({"success": True, "result": result}).encode())
        else:
            self.answer(200, CSV.encode())

    def answer(self, status, body, **headers):
        self.send_response(status)
        length = {} if "Transfer-Encoding" in headers else {"Content-Length": str(len(body))}
        for name, text in (length | headers).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def trickle(self):
        """A hundred bytes, each well within the time that a server may be silent."""
        self.answer(200, b"", **{"Content-Length": "100"})
        with suppress(OSError):
            while self.server.trickled < 100:
                self.wfile.write(b"x")
                self.server.trickled += 1
                time.sleep(0.02)

    def log_message(self, *args):
        pass


@pytest.fixture
def portal():
    server = Portal()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def numbers(source):
    return [row.cells["Vakances Nr"] for row in source.rows()]


def test_file_is_read_where_it_lies(tmp_path):
    path = tmp_path / "vakances.csv"
    path.write_text(CSV)

    assert bring(str(path), tmp_path).paths == [path]


def test_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"There is no file nav\.csv"):
        bring("nav.csv", tmp_path)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://data.example/vakances.csv"])
def test_only_http_and_https_are_read(address, tmp_path):
    with pytest.raises(SourceError, match="Only http and https"):
        bring(address, tmp_path)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/vakances.csv"])
def test_redirect_leads_to_http_only(portal, tmp_path, target):
    with pytest.raises(SourceError, match="The download failed"):
        bring(f"{portal.address}/moved?to={target}", tmp_path)


def test_file_of_an_address_is_downloaded(portal, tmp_path):
    assert numbers(bring(f"{portal.address}/vakances.csv", tmp_path)) == ["V-1"]


def test_redirect_is_followed(portal, tmp_path):
    assert numbers(bring(f"{portal.address}/moved?to=/vakances.csv", tmp_path)) == ["V-1"]


def test_datastore_is_paged_until_all_is_read(portal, tmp_path):
    portal.total = 5

    source = bring(f"{portal.address}/action/datastore_search?resource_id=r&limit=1", tmp_path)

    assert numbers(source) == ["V-0", "V-1", "V-2", "V-3", "V-4"]
    assert [query["offset"] for query in portal.asked] == ["0", "2", "4"]
    assert {query["resource_id"] for query in portal.asked} == {"r"}


def test_datastore_that_gives_no_more_ends_with_fewer_rows_than_promised(
    portal, tmp_path, monkeypatch
):
    portal.total = 3
    monkeypatch.setattr(Portal, "page", 0)

    source = bring(f"{portal.address}/action/datastore_search", tmp_path)

    assert numbers(source) == []
    assert source.promised == 3


def test_refused_address_is_told_with_its_status(portal, tmp_path):
    with pytest.raises(SourceError, match="The download failed: 404"):
        bring(f"{portal.address}/missing", tmp_path)


def test_server_that_is_not_there_is_told(portal, tmp_path):
    portal.server_close()

    with pytest.raises(SourceError, match="The download failed"):
        bring(f"http://127.0.0.1:{portal.server_port}1/", tmp_path)


def test_download_that_ends_too_early_is_refused(portal, tmp_path):
    with pytest.raises(SourceError, match="broke off"):
        bring(f"{portal.address}/broken", tmp_path)


def test_chunks_are_put_together(portal, tmp_path):
    body = quote("2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")

    source = bring(f"{portal.address}/chunks?body={body}", tmp_path)

    assert source.paths[0].read_bytes() == b"abc"


@pytest.mark.parametrize("body", ["9\r\nab", "2\r\nab\r\n", "2\r\nab\r\n9"])
def test_chunks_that_end_too_early_are_refused(portal, tmp_path, body):
    with pytest.raises(SourceError, match="The download failed"):
        bring(f"{portal.address}/chunks?body={quote(body)}", tmp_path)


def test_download_has_a_size_limit(portal, tmp_path, monkeypatch):
    monkeypatch.setattr(download, "MAX_BYTES", len(CSV.encode()) - 1)

    with pytest.raises(SourceError, match="larger than"):
        bring(f"{portal.address}/vakances.csv", tmp_path)


def test_all_pages_together_have_the_size_limit(portal, tmp_path, monkeypatch):
    portal.total = 100
    monkeypatch.setattr(download, "MAX_BYTES", 2000)

    with pytest.raises(SourceError, match="larger than"):
        bring(f"{portal.address}/action/datastore_search", tmp_path)


def test_download_has_a_time_limit(portal, tmp_path, monkeypatch):
    monkeypatch.setattr(download, "DEADLINE", -1)

    with pytest.raises(SourceError, match="took more than"):
        bring(f"{portal.address}/vakances.csv", tmp_path)


def test_time_limit_holds_while_bytes_trickle(portal, tmp_path, monkeypatch):
    monkeypatch.setattr(download, "DEADLINE", 0.2)

    with pytest.raises(SourceError, match="took more than"):
        bring(f"{portal.address}/trickle", tmp_path)

    assert portal.trickled < 100
