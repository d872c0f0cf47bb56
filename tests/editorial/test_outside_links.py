"""Links to other sites: found, asked for politely, and called broken only when they are."""

import datetime as dt
import ipaddress
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial import asking, outside_links
from editorial.asking import Answer, Asker, is_public
from editorial.models import LinkResult, LinkUse, OutsideLink
from editorial.models.outside_link import HELP
from editorial.own_rows import rows_of
from editorial.rights import Rights
from editorial.roles import Act
from support_programs.models import SupportMeasure
from tests import factories

DAY = dt.date(2026, 11, 23)
NEXT = DAY + dt.timedelta(days=1)


class Site(BaseHTTPRequestHandler):
    """`/404` answers 404; `/head-405` refuses HEAD alone; `/to/301/x` leads to `/x`."""

    def answer(self):
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        path = self.path
        head_only = path.startswith("/head-")
        status, location = 200, ""
        if path.startswith("/to/"):
            _empty, _to, status, where = path.split("/", 3)
            location = where if ":" in where else f"/{where}"
        elif head_only:
            status = path.removeprefix("/head-") if self.command == "HEAD" else 200
        elif path.strip("/").isdigit():
            status = path.strip("/")
        self.send_response(int(status))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command == "GET" and path == "/long":
            for _block in range(1000):
                try:
                    self.wfile.write(b"x" * 65536)
                except OSError:
                    return
            self.server.sent_all = True

    do_GET = do_HEAD = answer

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.sent_all = [], False
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def asker():
    return Asker(may_ask=lambda address: True, pause=0)


# --- Asking ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "result", "status"),
    [
        ("/", LinkResult.WORKS, 200),
        ("/404", LinkResult.MISSING, 404),
        ("/410", LinkResult.MISSING, 410),
        ("/401", LinkResult.REFUSED, 401),
        ("/403", LinkResult.REFUSED, 403),
        ("/405", LinkResult.REFUSED, 405),
        ("/429", LinkResult.REFUSED, 429),
        ("/500", LinkResult.ERROR, 500),
        ("/503", LinkResult.ERROR, 503),
        ("/head-405", LinkResult.WORKS, 200),
        ("/head-404", LinkResult.WORKS, 200),
        ("/to/302/lapa", LinkResult.WORKS, 200),
        ("/to/301/404", LinkResult.MISSING, 404),
    ],
)
def test_answer_says_what_came_of_it(site, asker, path, result, status):
    answer = asker.ask(site.url + path)

    assert (answer.result, answer.status) == (result, status)


@pytest.mark.parametrize("status", [301, 308])
def test_page_that_moved_for_good_is_named(site, asker, status):
    answer = asker.ask(f"{site.url}/to/{status}/jauna")

    assert answer == Answer(LinkResult.MOVED, 200, f"{site.url}/jauna")


@pytest.mark.parametrize("path", ["to/301/to/302/lapa", "to/302/to/301/lapa"])
def test_page_that_moved_for_a_while_keeps_its_address(site, asker, path):
    assert asker.ask(f"{site.url}/{path}") == Answer(LinkResult.WORKS, 200)


def test_five_redirects_are_followed_and_six_are_not(site, asker):
    five = f"{site.url}/" + "to/302/" * 5 + "lapa"
    six = f"{site.url}/" + "to/302/" * 6 + "lapa"

    assert asker.ask(five).result is LinkResult.WORKS
    assert asker.ask(six).result is LinkResult.ERROR


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
def test_redirect_leads_to_web_addresses_only(site, asker, where):
    assert asker.ask(f"{site.url}/to/302/{where}").result is LinkResult.ERROR


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http://[x/"])
def test_other_addresses_are_not_asked_for(asker, url):
    assert asker.ask(url).result is LinkResult.UNREACHABLE


def test_nobody_there_is_unreachable(asker, site):
    site.shutdown()
    site.server_close()

    assert asker.ask(site.url).result is LinkResult.UNREACHABLE


def test_site_without_a_valid_certificate_is_unsafe(site, asker):
    url = site.url.replace("http:", "https:")

    assert asker.ask(url).result is LinkResult.UNSAFE


def test_head_is_enough_where_it_is_answered(site, asker):
    asker.ask(site.url)

    assert [method for method, _path, _headers in site.asked] == ["HEAD"]


def test_request_says_who_asks_and_wants_little(site, asker, settings):
    settings.SITE_ADDRESS = "https://majupcels.example"

    asker.ask(f"{site.url}/head-405")

    method, _path, headers = site.asked[-1]
    assert "https://majupcels.example/" in headers["User-Agent"]
    assert (method, headers["Range"]) == ("GET", "bytes=0-2047")


def test_long_page_is_not_read_to_its_end(site, asker, monkeypatch):
    monkeypatch.setattr(Site, "do_HEAD", lambda self: self.send_error(405), raising=False)

    assert asker.ask(f"{site.url}/long").result is LinkResult.WORKS
    assert not site.sent_all


def test_path_with_foreign_letters_is_asked_for(site, asker):
    asker.ask(f"{site.url}/sākums?q=ā")

    assert site.asked[0][1] == "/s%C4%81kums?q=%C4%81"


def test_host_rests_between_two_requests(site, monkeypatch):
    slept = []
    monkeypatch.setattr(asking.time, "sleep", slept.append)
    asker = Asker(may_ask=lambda address: True, pause=1)

    asker.ask(site.url)
    asker.ask(site.url)

    assert len(slept) == 1
    assert 0.9 < slept[0] <= 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_address_inside_is_never_asked(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["80.233.0.1", "2001:4860:4860::8888"])
def test_address_of_the_web_may_be_asked(address):
    assert is_public(ipaddress.ip_address(address))


def test_link_into_our_own_network_is_not_followed(site):
    answer = Asker(pause=0).ask(site.url)

    assert answer.result is LinkResult.UNREACHABLE
    assert site.asked == []


def test_redirect_into_our_own_network_is_not_followed(site):
    """The first hop is allowed, the second is a name for the same machine that is not."""
    other = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    other.asked = []
    allowed = iter([True, False, True, False])
    asker = Asker(may_ask=lambda address: next(allowed), pause=0)

    answer = asker.ask(f"{site.url}/to/302/http://localhost:{other.server_port}/")

    other.server_close()
    assert answer.result is LinkResult.UNREACHABLE
    assert other.asked == []


def test_name_with_one_address_inside_is_not_asked(monkeypatch, site):
    found = [(2, 1, 6, "", ("80.233.0.1", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(asking.socket, "getaddrinfo", lambda *args, **more: found)

    assert Asker(pause=0).ask("http://divas-adreses.example/").result is LinkResult.UNREACHABLE


# --- Finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skatiet https://www.a.lv/lapa.", ["https://www.a.lv/lapa"]),
        ("[šeit](https://www.a.lv/lapa), tad", ["https://www.a.lv/lapa"]),
        ("[a](https://a.lv),[b](http://b.lv)", ["https://a.lv", "http://b.lv"]),
        ("(https://a.lv/x_(y))", ["https://a.lv/x_(y)"]),
        ("<https://a.lv/?q=1&r=2>", ["https://a.lv/?q=1&r=2"]),
        ("**https://a.lv/**", ["https://a.lv/"]),
        ("HTTPS://A.LV/", ["HTTPS://A.LV/"]),
        ("nav saites, www.a.lv, ftp://a.lv, https://", []),
        ("https://a.lv/" + "x" * 500, []),
        ("https://a℀b.lv, tad https://a.lv", ["https://a.lv"]),
    ],
)
def test_addresses_are_found_in_texts(text, found):
    assert list(outside_links.addresses_in(text)) == found


@pytest.fixture
def measure(cast):
    return factories.SupportMeasureFactory(
        municipality=cast.a,
        official_url="https://a.example/atbalsts",
        details_ru="Смотрите [здесь](https://a.example/ru).",
        sources=[factories.SourceFactory(url="https://avots.example/")],
    )


def uses():
    return {
        (use.link.url, use.field)
        for use in LinkUse.objects.select_related("link")
        if use.content_type.model_class() is SupportMeasure
    }


def test_links_of_columns_texts_steps_and_sources_are_kept(measure):
    factories.StepFactory(measure=measure, url="https://solis.example/")

    outside_links.keep_in_step()

    assert uses() == {
        ("https://a.example/atbalsts", "official_url"),
        ("https://a.example/ru", "details_ru"),
        ("https://solis.example/", "steps.url"),
        ("https://avots.example/", "sources"),
    }


def test_links_that_are_gone_are_forgotten_and_the_others_keep_what_is_known(measure):
    outside_links.keep_in_step()
    OutsideLink.objects.update(failures=1)
    measure.official_url = "https://a.example/jauns"
    measure.save()

    outside_links.keep_in_step()

    assert ("https://a.example/jauns", "official_url") in uses()
    known = dict(OutsideLink.objects.values_list("url", "failures"))
    assert "https://a.example/atbalsts" not in known
    assert (known["https://a.example/ru"], known["https://a.example/jauns"]) == (1, 0)


def test_keeping_in_step_twice_changes_nothing(measure):
    outside_links.keep_in_step()
    before = set(LinkUse.objects.values_list("pk", flat=True))

    outside_links.keep_in_step()

    assert set(LinkUse.objects.values_list("pk", flat=True)) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        lambda: factories.SupportMeasureFactory(published_at=None),
        lambda: factories.SupportMeasureFactory(withdrawn_at="2026-01-15T12:00Z"),
        lambda: factories.VacancyFactory(imported=True),
        lambda: factories.VacancyFactory(closes_on=DAY - dt.timedelta(days=1)),
        lambda: factories.EventFactory(starts_on=DAY - dt.timedelta(days=1), ends_on=None),
    ],
)
def test_links_of_what_nobody_reads_are_left_out(make):
    row = make()
    outside_links.keep_in_step(DAY)

    assert not LinkUse.objects.filter(object_id=row.pk, field__in=["official_url", "join_url"])


def test_number_of_queries_does_not_grow_with_the_rows(measure, cast):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            outside_links.keep_in_step()
        return len(captured)

    queries()  # what kinds of rows there are is remembered
    measure.official_url = "https://a.example/cits"
    measure.save()
    few = queries()
    for number in range(20):
        factories.SupportMeasureFactory(
            municipality=cast.a, official_url=f"https://a.example/{number}"
        )

    assert queries() <= few


# --- Night after night ----------------------------------------------------------------------------


class Says:
    """Answers the same to everything and remembers what it was asked."""

    def __init__(self, result):
        self.result, self.asked = result, []

    def ask(self, url):
        self.asked.append(url)
        return Answer(self.result)


FAILING = sorted(outside_links.FAILED)


@pytest.mark.django_db
@pytest.mark.parametrize("result", FAILING)
def test_link_is_broken_on_the_second_failed_day(result):
    factories.OutsideLinkFactory()

    outside_links.check(Says(result), DAY)
    assert not OutsideLink.objects.broken()
    outside_links.check(Says(result), NEXT)

    link = OutsideLink.objects.broken().get()
    assert (link.result, link.failures) == (result, 2)
    assert timezone.localdate(link.failing_since) == DAY


@pytest.mark.django_db
@pytest.mark.parametrize("result", [LinkResult.WORKS, LinkResult.MOVED, LinkResult.REFUSED])
def test_link_that_is_answered_or_refused_is_not_broken(result):
    factories.OutsideLinkFactory(broken=True)

    outside_links.check(Says(result), DAY)

    link = OutsideLink.objects.get()
    assert (link.is_broken, link.failures, link.failing_since) == (False, 0, None)


@pytest.mark.django_db
def test_second_run_of_a_day_asks_only_for_what_was_not_asked_for():
    outside_links.check(Says(LinkResult.MISSING), DAY)
    factories.OutsideLinkFactory()
    outside_links.check(Says(LinkResult.MISSING), DAY)
    new = factories.OutsideLinkFactory()
    asker = Says(LinkResult.MISSING)

    outside_links.check(asker, DAY)

    assert asker.asked == [new.url]
    assert set(OutsideLink.objects.values_list("failures", flat=True)) == {1}


@pytest.mark.django_db
def test_two_runs_beside_each_other_count_one_failure():
    link = factories.OutsideLinkFactory()
    at = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)

    outside_links.note(link, Answer(LinkResult.MISSING), at)
    outside_links.note(OutsideLink.objects.get(), Answer(LinkResult.MISSING), at)

    assert OutsideLink.objects.get().failures == 1


@pytest.mark.django_db
def test_check_ends_when_its_time_is_over():
    factories.OutsideLinkFactory()
    asker = Says(LinkResult.WORKS)

    outside_links.check(asker, DAY, seconds=0)

    assert asker.asked == []


@pytest.mark.django_db
def test_hosts_are_asked_by_turns():
    for url in ("https://a.lv/1", "https://a.lv/2", "https://b.lv/1", "https://b.lv/2"):
        factories.OutsideLinkFactory(url=url)
    asker = Says(LinkResult.WORKS)

    outside_links.check(asker, DAY)

    assert [url[8:12] for url in asker.asked] == ["a.lv", "b.lv"] * 2


def test_command_says_what_it_found(measure, monkeypatch, capsys):
    monkeypatch.setattr(
        "editorial.management.commands.check_links.Asker",
        lambda: Says(LinkResult.MISSING),
    )

    call_command("check_links")

    assert "Links: 4 in all, 4 asked for, 4 missing." in capsys.readouterr().out


# --- For the people -------------------------------------------------------------------------------


def test_every_result_says_what_to_do():
    assert set(HELP) == set(LinkResult)
    assert OutsideLink(result="missing").help == str(HELP[LinkResult.MISSING])


@pytest.fixture
def broken(cast):
    row = factories.SupportMeasureFactory(municipality=cast.a, title_lv="Granti A")
    link = factories.OutsideLinkFactory(broken=True, url="https://a.example/zudusi")
    return factories.LinkUseFactory(link=link, row=row)


PEOPLE = {
    "editor_a": True,
    "editor_b": False,
    "coordinator": True,
    "other_coordinator": False,
    "administrator": True,
}


@pytest.mark.parametrize(("person", "sees"), PEOPLE.items())
def test_broken_links_of_a_person_are_counted_in_one_query(
    cast, broken, person, sees, django_assert_num_queries
):
    own = Rights(getattr(cast, person))
    rows_of(own, Act.CHANGE_DRAFT)  # what kinds of rows there are is remembered

    with django_assert_num_queries(1):
        count = OutsideLink.objects.broken().used_in(rows_of(own, Act.CHANGE_DRAFT)).count()

    assert count == sees


@pytest.mark.parametrize(("person", "sees"), PEOPLE.items())
def test_list_of_links_shows_those_of_own_rows(client, cast, broken, person, sees):
    client.force_login(getattr(cast, person))
    page = reverse("admin:editorial_outsidelink_changelist")

    html = client.get(page, {"is_broken__exact": 1}).content.decode()
    opened = client.get(reverse("admin:editorial_outsidelink_change", args=[broken.link.pk]))

    form = reverse("admin:support_programs_supportmeasure_change", args=[broken.object_id])
    assert ("https://a.example/zudusi" in html) == sees
    assert (f'<a href="{form}">Granti A' in html) == sees
    assert opened.status_code == (200 if sees else 404)


def test_link_of_two_neighbours_names_to_each_the_own_row_only(client, cast, broken):
    row = factories.SupportMeasureFactory(municipality=cast.b, title_lv="Granti B")
    factories.LinkUseFactory(link=broken.link, row=row)
    client.force_login(cast.editor_b)

    html = client.get(reverse("admin:editorial_outsidelink_changelist")).content.decode()

    assert "Granti B" in html
    assert "Granti A" not in html


def test_list_of_links_takes_the_same_queries_for_many(
    client, cast, broken, django_assert_max_num_queries
):
    for _number in range(10):
        factories.LinkUseFactory(row=factories.SupportMeasureFactory(municipality=cast.a))
    client.force_login(cast.editor_a)

    with django_assert_max_num_queries(20):
        client.get(reverse("admin:editorial_outsidelink_changelist"))
