"""Feeds and calendars, parsed back: the same rows as the page, the same moments, every letter."""

import datetime as dt
from functools import partial
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from support_programs.deadlines import What
from support_programs.querysets import Availability
from tests.factories import (
    EventFactory,
    HomeFactory,
    KindergartenFactory,
    MunicipalityFactory,
    RoundFactory,
    SchoolFactory,
    SupportMeasureFactory,
    VacancyFactory,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RIGA = ZoneInfo("Europe/Riga")
LANGUAGES = ["lv", "en", "ru"]
FEEDS = ["vacancy_feed", "home_feed", "event_feed", "deadline_feed"]
CALENDARS = ["event_calendar", "deadline_calendar"]
PAGES = {
    "vacancy_feed": "vacancy_list",
    "home_feed": "home_list",
    "event_feed": "event_list",
    "deadline_feed": "deadline_list",
    "event_calendar": "event_list",
    "deadline_calendar": "deadline_list",
}
FACTORIES = {
    "vacancy_feed": VacancyFactory,
    "home_feed": HomeFactory,
    "event_feed": EventFactory,
    "event_calendar": EventFactory,
}
HOSTILE = {
    "end of a CDATA section": "Pavārs ]]> un <![CDATA[ vēl",
    "tags": "<script>alert('1')</script> & \"citi\" &amp;",
    "lines": "Pirmā rinda\nBEGIN:VEVENT\nEND:VCALENDAR",
    "separators": r"a;b,c:d\n\\;e=\"f\"",
    "three hundred letters": "Ļ" * 150 + " " + "ы" * 149,
    "Cyrillic": "Повар в школу № 5 — «Ёлочка»",
    "signs of four bytes": "Ģimene 👨‍👩‍👧‍👦" * 8,
}


@pytest.fixture
def clock(monkeypatch):
    """Sets the moment that everything else reads."""

    def clock(*parts):
        moment = dt.datetime(*parts, tzinfo=RIGA)
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(dt.UTC))

    clock(2026, 3, 20, 12)
    return clock


@pytest.fixture(autouse=True)
def _on_a_day_in_march(clock):
    return None


def address(name, language="lv", **kwargs):
    with translation.override(language):
        return reverse(f"support_programs:{name}", kwargs=kwargs)


def atom(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def calendar(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return icalendar.Calendar.from_ical(response.content)


def entries(feed):
    return feed.findall(f"{ATOM}entry")


def link(element, rel="alternate"):
    return next(e.get("href") for e in element.findall(f"{ATOM}link") if e.get("rel") == rel)


def told(element, name):
    return element.findtext(f"{ATOM}{name}")


def paths_in(response):
    """The pages that a feed or a calendar leads to."""
    if response["Content-Type"].startswith("text/calendar"):
        urls = [str(event["url"]) for event in calendar(response).events]
    else:
        urls = [link(entry) for entry in entries(atom(response))]
    return {url.removeprefix("http://testserver") for url in urls}


def one_event(client, language="lv", **values):
    values = {"starts_on": dt.date(2026, 4, 10), **values}
    event = EventFactory(**values)
    return calendar(client.get(address("event_entry", language, slug=event.slug))).events[0]


# --- What every feed has in common


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("vacancy_feed", ("vakances.atom", "vacancies.atom", "vakansii.atom")),
        ("home_feed", ("dzivesvietas.atom", "homes.atom", "kvartiry.atom")),
        ("event_feed", ("pasakumi.atom", "events.atom", "meropriyatiya.atom")),
        ("deadline_feed", ("termini.atom", "deadlines.atom", "sroki.atom")),
        ("event_calendar", ("pasakumi.ics", "events.ics", "meropriyatiya.ics")),
        ("deadline_calendar", ("termini.ics", "deadlines.ics", "sroki.ics")),
    ],
)
def test_address_is_a_word_of_its_language(name, words):
    found = [address(name, language) for language in LANGUAGES]

    assert found == [f"/{lang}/{word}" for lang, word in zip(LANGUAGES, words, strict=True)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FEEDS)
def test_empty_feed_is_a_valid_one(client, name, language):
    response = client.get(address(name, language))
    feed = atom(response)

    assert not entries(feed)
    assert feed.get(LANG) == response["Content-Language"] == language
    assert all(told(feed, part) for part in ("id", "title", "updated"))
    assert dt.datetime.fromisoformat(told(feed, "updated")) == dt.datetime(2026, 3, 20, tzinfo=RIGA)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CALENDARS)
def test_empty_calendar_is_a_valid_one(client, name, language):
    found = calendar(client.get(address(name, language)))

    found.validate()
    assert not found.events
    assert found["method"] == "PUBLISH"
    assert found["name"].params["LANGUAGE"] == language
    assert found["x-wr-calname"] == found["name"]
    assert found["refresh-interval"].dt == dt.timedelta(hours=12)


@pytest.mark.parametrize("name", [*FEEDS, *CALENDARS])
def test_feed_may_be_kept_and_is_not_sent_again_while_nothing_changes(client, clock, name):
    _everything()
    path = address(name, "ru")
    first = client.get(path)
    clock(2026, 3, 20, 18)

    second = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert set(first["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert (second.status_code, second.content) == (304, b"")
    assert not first.cookies
    _everything()
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", [*FEEDS, *CALENDARS])
def test_feed_answers_only_reading(client, name):
    assert client.head(address(name)).status_code == 200
    assert client.post(address(name)).status_code == 405


@pytest.mark.parametrize("name", [*FEEDS, *CALENDARS])
@pytest.mark.parametrize(
    "query",
    ["", "?m=saldus", "?m=latvija", "?m=saldus&m=cits&x=1", "?m=nav", "?kind=vacancy&m=saldus"],
)
def test_feed_lists_the_rows_of_its_page(client, name, query):
    for slug in ("saldus", "cits"):
        _everything(MunicipalityFactory(slug=slug))
    EventFactory(municipality=None, starts_on=dt.date(2026, 4, 1))

    page = client.get(address(PAGES[name]) + query)
    listed = paths_in(client.get(address(name) + query))
    if name.startswith("deadline") and "kind" not in query:
        # The page tells them by their number a day.
        listed = {path for path in listed if "/vakances/" not in path}

    assert listed == pages_on(page)


def pages_on(page):
    """The pages that the rows of a list lead to."""
    shown = page.context
    if "months" in shown:
        days = [day for month in shown["months"] for day in month["days"]]
        entries = [entry for day in days for entry in day["entries"]]
        told_singly = [entry for entry in entries if entry.what is not What.VACANCIES]
        return {entry.page.get_absolute_url() for entry in told_singly}
    groups = [{"rows": shown["rows"]}] if "rows" in shown else shown["groups"]
    return {row["offer"].get_absolute_url() for group in groups for row in group["rows"]}


def _everything(place=None, count=1):
    place = place or MunicipalityFactory()
    for _ in range(count):
        VacancyFactory(municipality=place, closes_on=dt.date(2026, 4, 2))
        HomeFactory(municipality=place, closes_on=dt.date(2026, 4, 3))
        EventFactory(municipality=place, starts_on=dt.date(2026, 4, 4))
        RoundFactory(measure=SupportMeasureFactory(municipality=place))
        RoundFactory(
            measure=SupportMeasureFactory(municipality=place),
            opens=dt.date(2026, 4, 1),
            closes=dt.date(2026, 4, 30),
        )


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("vacancy_feed", 3),
        ("home_feed", 3),
        ("event_feed", 3),
        ("event_calendar", 2),
        ("deadline_feed", 6),
        ("deadline_calendar", 6),
    ],
)
@pytest.mark.parametrize("count", [1, 10])
def test_feed_takes_its_pinned_queries(client, name, most, count):
    place = MunicipalityFactory()
    _everything(place, count)

    with CaptureQueriesContext(connection) as captured:
        client.get(address(name))

    assert len(captured) == most


@pytest.mark.parametrize("name", [*FEEDS, *CALENDARS])
def test_withdrawn_row_leaves(client, name):
    kept = _offer(name)
    row = _offer(name)
    assert len(paths_in(client.get(address(name)))) == 2

    row.withdrawn_at = timezone.now()
    row.save()

    assert paths_in(client.get(address(name))) == {kept.get_absolute_url()}


@pytest.mark.parametrize("name", [*FEEDS, *CALENDARS])
@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2028, 2, 29)])
def test_row_leaves_at_midnight_of_its_last_day_in_latvia(client, clock, name, day):
    clock(day.year, day.month, day.day, 0, 0, 1)
    if name in ("event_feed", "event_calendar"):
        EventFactory(starts_on=day)
    elif name == "home_feed":
        HomeFactory(closes_on=day)
    else:
        VacancyFactory(closes_on=day)

    clock(day.year, day.month, day.day, 23, 59, 59)
    assert len(paths_in(client.get(address(name)))) == 1
    after = day + dt.timedelta(days=1)
    clock(after.year, after.month, after.day, 0, 0, 0)
    assert not paths_in(client.get(address(name)))


def _offer(name, **values):
    """A row that the feed lists from its page."""
    if name.startswith("deadline"):
        return VacancyFactory(closes_on=dt.date(2026, 4, 2), **values)
    return FACTORIES[name](**values)


# --- Atom


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FEEDS)
def test_entry_is_in_the_language_of_the_feed(client, name, language):
    row = _offer(name)
    feed = atom(client.get(address(name, language)))
    (entry,) = entries(feed)

    title = entry.find(f"{ATOM}title")
    assert title.text.endswith(getattr(row, f"title_{language}"))
    assert title.get(LANG) == language
    with translation.override(language):
        assert link(entry) == f"http://testserver{row.get_absolute_url()}"
    assert told(entry, "summary")


@pytest.mark.parametrize("name", FEEDS)
def test_entry_only_there_in_latvian_says_so(client, name):
    row = _offer(name, title_ru="")
    (entry,) = entries(atom(client.get(address(name, "ru"))))

    title = entry.find(f"{ATOM}title")
    assert title.text.endswith(row.title_lv)
    assert title.get(LANG) == "lv"


def test_text_of_an_event_has_its_own_language(client):
    EventFactory(summary_ru="")
    (entry,) = entries(atom(client.get(address("event_feed", "ru"))))

    assert entry.find(f"{ATOM}title").get(LANG) == "ru"
    assert entry.find(f"{ATOM}content").get(LANG) == "lv"
    assert told(entry, "content") == "Kā sākt savu uzņēmumu."


@pytest.mark.parametrize("name", FEEDS)
def test_feed_names_itself_and_its_page_by_known_parameters_in_one_order(client, name):
    MunicipalityFactory(slug="saldus")
    MunicipalityFactory(slug="aizpute")
    query = "?utm=1&page=2&x=%3Cb%3E&m=saldus&m=nav&m=aizpute&m=saldus"

    feed = atom(client.get(address(name) + query))

    one_spelling = "?m=saldus&m=aizpute"
    assert link(feed, "self") == f"http://testserver{address(name)}{one_spelling}"
    assert link(feed) == f"http://testserver{address(PAGES[name])}{one_spelling}"
    same = atom(client.get(address(name) + one_spelling))
    assert told(feed, "id") == told(same, "id")


def test_order_of_the_page_means_nothing_to_a_feed(client):
    late = VacancyFactory(published_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    VacancyFactory(closes_on=dt.date(2026, 3, 25))

    feed = atom(client.get(address("vacancy_feed") + "?sort=closing"))

    assert link(entries(feed)[0]).endswith(late.get_absolute_url())
    assert link(feed, "self") == f"http://testserver{address('vacancy_feed')}"


@pytest.mark.parametrize("name", FEEDS)
def test_feed_holds_the_newest_fifty(client, name):
    place = MunicipalityFactory()
    newest = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    rows = [
        _offer(name, municipality=place, published_at=newest - dt.timedelta(hours=hours))
        for hours in range(52)
    ]

    found = [link(entry) for entry in entries(atom(client.get(address(name))))]

    assert found == [f"http://testserver{row.get_absolute_url()}" for row in rows[:50]]


@pytest.mark.parametrize("name", FEEDS)
def test_entry_keeps_its_id_and_tells_its_last_change(client, clock, name):
    row = _offer(name)
    (before,) = entries(atom(client.get(address(name))))
    clock(2026, 3, 21, 9, 30)
    row.title_lv, row.slug = "Cits nosaukums", "cita-adrese"
    row.save()

    feed = atom(client.get(address(name), headers={"Host": "127.0.0.1"}))
    (after,) = entries(feed)

    assert told(before, "id").startswith("urn:uuid:")
    assert told(after, "id") == told(before, "id")
    assert dt.datetime.fromisoformat(told(before, "published")) == row.published_at
    changed = dt.datetime(2026, 3, 21, 9, 30, tzinfo=RIGA)
    assert dt.datetime.fromisoformat(told(after, "updated")) == changed
    assert dt.datetime.fromisoformat(told(feed, "updated")) == changed


def test_deadline_of_a_call_changes_with_its_measure(client, clock):
    measure = RoundFactory().measure
    clock(2026, 3, 21, 9, 30)
    measure.title_lv = "Cits nosaukums"
    measure.save()

    (entry,) = entries(atom(client.get(address("deadline_feed"))))
    (event,) = calendar(client.get(address("deadline_calendar"))).events

    changed = dt.datetime(2026, 3, 21, 9, 30, tzinfo=RIGA)
    assert dt.datetime.fromisoformat(told(entry, "updated")) == event["dtstamp"].dt == changed
    assert event["sequence"] == measure.version


def test_row_without_history_changed_when_it_was_published(client):
    row = VacancyFactory(imported=True)
    type(row).history.all().delete()

    (entry,) = entries(atom(client.get(address("vacancy_feed"))))

    assert told(entry, "updated") == told(entry, "published")


def test_entries_of_all_feeds_and_languages_have_ids_of_their_own(client):
    _everything()
    found = [
        told(entry, "id")
        for name in FEEDS
        for language in LANGUAGES
        for entry in entries(atom(client.get(address(name, language))))
    ]

    assert len(found) == len(set(found)) == 3 * (3 + 6)


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("name", FEEDS)
def test_hostile_title_comes_back_exact(client, name, case):
    row = _offer(name)
    title = HOSTILE[case][: row._meta.get_field("title_lv").max_length]
    type(row).objects.filter(pk=row.pk).update(title_lv=title)

    (entry,) = entries(atom(client.get(address(name))))

    assert told(entry, "title").endswith(title)


def test_three_hundred_letters_come_back_exact(client):
    text = HOSTILE["three hundred letters"]
    EventFactory(summary_lv=text)

    (entry,) = entries(atom(client.get(address("event_feed"))))

    assert told(entry, "content") == text
    (event,) = calendar(client.get(address("event_calendar"))).events
    assert str(event["description"]).startswith(text)


def test_signs_that_xml_cannot_hold_are_left_out(client):
    row = EventFactory()
    type(row).objects.filter(pk=row.pk).update(title_lv="Se\x0bmi\x07nārs\r\notrā rinda")

    (entry,) = entries(atom(client.get(address("event_feed"))))
    (event,) = calendar(client.get(address("event_calendar"))).events

    assert told(entry, "title") == str(event["summary"]) == "Seminārs\notrā rinda"


# --- Calendars


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_title_comes_back_exact_from_a_calendar(client, case):
    title = HOSTILE[case][:200]
    event = EventFactory()
    type(event).objects.filter(pk=event.pk).update(title_lv=title, place=title)

    found = calendar(client.get(address("event_entry", slug=event.slug)))

    (entry,) = found.events
    assert str(entry["summary"]) == str(entry["location"]) == title


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (dt.date(2026, 3, 28), dt.time(23, 30), dt.time(23, 59)),
        (dt.date(2026, 3, 29), dt.time(2, 30), dt.time(4, 30)),
        (dt.date(2026, 3, 29), dt.time(18), dt.time(20)),
        (dt.date(2026, 10, 24), dt.time(18), dt.time(20)),
        (dt.date(2026, 10, 25), dt.time(2), dt.time(6)),
        (dt.date(2028, 2, 29), dt.time(0), dt.time(23, 59)),
    ],
)
def test_moments_come_back_across_summer_time(client, day, start, end):
    event = EventFactory(starts_on=day, starts_time=start, ends_time=end)

    response = client.get(address("event_entry", slug=event.slug))
    found = calendar(response)

    (entry,) = found.events
    moment = partial(dt.datetime.combine, day, tzinfo=RIGA)
    assert entry["dtstart"].params["TZID"] == entry["dtend"].params["TZID"] == "Europe/Riga"
    assert entry["dtstart"].dt.astimezone(dt.UTC) == moment(start).astimezone(dt.UTC)
    assert entry["dtend"].dt.astimezone(dt.UTC) == moment(end).astimezone(dt.UTC)
    # By the rules written into the file too, for programs that do not know the name of the zone.
    (zone,) = found.timezones
    own = zone.to_tz(lookup_tzid=False)
    for time in (start, end):
        by_file = dt.datetime.combine(day, time, tzinfo=own)
        assert by_file.utcoffset() == moment(time).utcoffset()


def test_zone_of_the_file_agrees_with_the_clocks_of_latvia(client):
    event = EventFactory()
    (zone,) = calendar(client.get(address("event_entry", slug=event.slug))).timezones
    own = zone.to_tz(lookup_tzid=False)

    for year in range(2002, 2037):
        for month in range(1, 13):
            for day in (1, 15, 28):
                noon = dt.datetime(year, month, day, 12)
                assert noon.replace(tzinfo=own).utcoffset() == (
                    noon.replace(tzinfo=RIGA).utcoffset()
                )


@pytest.mark.parametrize(
    ("values", "start", "end"),
    [
        ({}, dt.date(2028, 2, 29), dt.date(2028, 3, 1)),
        ({"ends_on": dt.date(2028, 3, 4)}, dt.date(2028, 2, 29), dt.date(2028, 3, 5)),
    ],
)
def test_event_without_times_lasts_whole_days(client, values, start, end):
    entry = one_event(
        client, starts_on=dt.date(2028, 2, 29), starts_time=None, ends_time=None, **values
    )

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (start, end)
    assert entry["dtstart"].params["VALUE"] == entry["dtend"].params["VALUE"] == "DATE"


@pytest.mark.parametrize("end", [None, dt.time(18)])
def test_event_of_unknown_end_has_none(client, end):
    entry = one_event(client, starts_time=dt.time(18), ends_time=end)

    assert "dtend" not in entry


def test_course_of_unknown_end_lasts_to_the_end_of_its_last_day(client):
    entry = one_event(client, ends_time=None, ends_on=dt.date(2026, 4, 30))

    assert entry["dtend"].dt == dt.datetime(2026, 5, 1, tzinfo=RIGA)
    assert entry["transp"] == "TRANSPARENT"


@pytest.mark.parametrize("language", LANGUAGES)
def test_event_for_a_calendar_is_whole(client, language):
    event = EventFactory(slug="seminars")
    path = address("event_entry", language, slug="seminars")

    response = client.get(path)
    found = calendar(response)

    assert response["Content-Disposition"] == 'inline; filename="seminars.ics"'
    (entry,) = found.events
    with translation.override(language):
        assert str(entry["summary"]) == event.title
        assert str(entry["url"]) == f"http://testserver{event.get_absolute_url()}"
        assert event.summary in entry["description"] and event.how_to_join in entry["description"]
    assert entry["summary"].params["LANGUAGE"] == language
    assert entry["location"].params["LANGUAGE"] == "lv"
    assert str(entry["location"]) == event.place
    assert entry["status"] == "CONFIRMED"
    assert {"uid", "dtstamp", "sequence"} <= set(map(str.lower, entry))
    assert not entry.walk("VALARM")
    assert "name" not in found and "refresh-interval" not in found


def test_event_only_there_in_latvian_says_so(client):
    entry = one_event(client, "ru", title_ru="", summary_ru="")

    assert entry["summary"].params["LANGUAGE"] == entry["description"].params["LANGUAGE"] == "lv"


def test_online_event_is_where_it_is(client):
    assert "location" in one_event(client, "en", place="", is_online=True)
    assert "location" not in one_event(client, "en", place="")


def test_event_keeps_its_uid_in_every_calendar_language_and_name(client):
    event = EventFactory()
    paths = [address(name, language) for name in CALENDARS for language in LANGUAGES] + [
        address("event_entry", slug=event.slug)
    ]
    found = [calendar(client.get(path)).events[0] for path in paths]
    assert len({str(entry["uid"]) for entry in found}) == 1

    event.slug = "cita-adrese"
    event.save()

    renamed = calendar(client.get(address("event_entry", slug="cita-adrese"))).events[0]
    assert renamed["uid"] == found[0]["uid"]
    assert renamed["sequence"] > found[0]["sequence"]


def test_past_event_is_there_alone_but_in_no_list(client):
    EventFactory(past=True, slug="bijis")

    assert calendar(client.get(address("event_entry", slug="bijis"))).events
    assert not calendar(client.get(address("event_calendar"))).events


def test_event_of_unknown_day_is_in_no_calendar(client):
    undated = {"starts_on": None, "starts_time": None, "ends_time": None}
    EventFactory(slug="kaut-kad", period="2026", **undated)

    assert client.get(address("event_entry", slug="kaut-kad")).status_code == 404
    assert not calendar(client.get(address("event_calendar"))).events


@pytest.mark.parametrize("name", ["event_entry", "measure_entry"])
def test_entry_that_is_not_there_is_missing_gone_or_moved(client, name):
    def make(**values):
        if name == "event_entry":
            return EventFactory(**values)
        return RoundFactory(measure=SupportMeasureFactory(**values)).measure

    assert client.get(address(name, slug="nav")).status_code == 404
    make(slug="melnraksts", published_at=None)
    assert client.get(address(name, slug="melnraksts")).status_code == 404
    make(slug="atsaukts", withdrawn_at=timezone.now())
    assert client.get(address(name, slug="atsaukts")).status_code == 410
    row = make(slug="vecs")
    row.slug = "jauns"
    row.save()
    response = client.get(address(name, slug="vecs"))
    assert (response.status_code, response["Location"]) == (301, address(name, slug="jauns"))


# --- Deadlines


def test_deadline_of_a_call_is_its_last_day(client):
    call = RoundFactory(measure__slug="atbalsts")

    found = calendar(client.get(address("measure_entry", "en", slug="atbalsts")))

    (entry,) = found.events
    assert entry["dtstart"].dt == dt.date(2026, 3, 31)
    assert entry["dtend"].dt == dt.date(2026, 4, 1)
    assert str(entry["summary"]) == f"Call closes: {call.measure.title_en}"
    assert str(entry["url"]) == "http://testserver/en/support/atbalsts/"
    assert str(entry["description"]) == "Money to start a business."


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_deadline_with_a_time_is_that_moment(client, clock, day):
    clock(2026, 3, 2, 12)
    RoundFactory(measure__slug="atbalsts", closes=day, closes_time=dt.time(17))

    (entry,) = calendar(client.get(address("measure_entry", slug="atbalsts"))).events

    moment = dt.datetime.combine(day, dt.time(17), tzinfo=RIGA)
    assert entry["dtstart"].dt.astimezone(dt.UTC) == moment.astimezone(dt.UTC)
    assert "dtend" not in entry


def test_deadline_leaves_at_its_minute(client, clock):
    RoundFactory(measure__slug="atbalsts", closes_time=dt.time(17))
    path = address("measure_entry", slug="atbalsts")

    clock(2026, 3, 31, 16, 59, 59)
    assert client.get(path).status_code == 200
    assert len(calendar(client.get(address("deadline_calendar"))).events) == 1
    clock(2026, 3, 31, 17)
    assert client.get(path).status_code == 404
    assert not calendar(client.get(address("deadline_calendar"))).events


def test_open_call_comes_before_the_next_one(client):
    measure = SupportMeasureFactory(slug="atbalsts")
    RoundFactory(measure=measure, opens=dt.date(2026, 5, 1), closes=dt.date(2026, 5, 31))
    path = address("measure_entry", slug="atbalsts")
    (coming,) = calendar(client.get(path)).events
    assert coming["dtstart"].dt == dt.date(2026, 5, 31)

    RoundFactory(measure=measure)

    (now_open,) = calendar(client.get(path)).events
    assert now_open["dtstart"].dt == dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("measure", "call"),
    [
        ({}, {"closes": dt.date(2026, 3, 19)}),
        ({}, {"opens": dt.date(2026, 4, 1), "closes": None}),
        ({}, {"opens": None, "closes": dt.date(2026, 3, 19)}),
        ({"availability": Availability.PAUSED}, {}),
        ({"availability": Availability.HISTORIC}, {}),
    ],
)
def test_measure_without_a_deadline_has_no_calendar(client, measure, call):
    RoundFactory(measure=SupportMeasureFactory(slug="atbalsts", **measure), **call)

    assert client.get(address("measure_entry", slug="atbalsts")).status_code == 404


def test_deadline_keeps_its_uid_when_it_moves(client):
    call = RoundFactory(measure__slug="atbalsts")
    path = address("measure_entry", slug="atbalsts")
    (before,) = calendar(client.get(path)).events

    call.closes = dt.date(2026, 4, 15)
    call.save()

    (after,) = calendar(client.get(path)).events
    (listed,) = calendar(client.get(address("deadline_calendar", "ru"))).events
    assert before["uid"] == after["uid"] == listed["uid"]
    assert after["dtstart"].dt == dt.date(2026, 4, 15)


def test_calendar_of_deadlines_tells_every_kind_of_day(client):
    _everything()

    found = calendar(client.get(address("deadline_calendar", "en") + "?x=1"))

    assert [str(entry["summary"]).partition(":")[0] for entry in found.events] == [
        "Call closes",
        "Call opens",
        "Vacancy closes",
        "Offer of a home closes",
        found.events[4]["summary"],  # an event, by its own title alone
        "Call closes",
    ]
    assert len({str(entry["uid"]) for entry in found.events}) == 6
    assert str(found["url"]) == "http://testserver/en/deadlines/"


# --- Kindergartens, schools, and the day of one offer --------------------------------------------


@pytest.mark.parametrize(
    ("name", "factory", "page"),
    [
        ("kindergarten_feed", KindergartenFactory, "kindergarten_list"),
        ("school_feed", SchoolFactory, "school_list"),
    ],
)
@pytest.mark.parametrize("query", ["", "?m=saldus", "?m=saldus&age=6", "?free=yes"])
def test_feed_of_places_of_learning_lists_the_rows_of_its_page(client, name, factory, page, query):
    for slug in ("saldus", "cits"):
        place = MunicipalityFactory(slug=slug)
        factory(institution__municipality=place)
        factory(institution__municipality=place, age_to=5, age_from=1, free_places=None)

    listed = paths_in(client.get(address(name) + query))

    assert listed == pages_on(client.get(address(page) + query))


@pytest.mark.parametrize(
    ("name", "factory"), [("vacancy_entry", VacancyFactory), ("home_entry", HomeFactory)]
)
def test_closing_day_of_an_offer_goes_into_a_calendar(client, name, factory):
    offer = factory(closes_on=dt.date(2026, 4, 10), checked_on=dt.date(2026, 3, 20))

    (entry,) = calendar(client.get(address(name, slug=offer.slug))).events

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (
        dt.date(2026, 4, 10),
        dt.date(2026, 4, 11),
    )
    (listed,) = calendar(client.get(address("deadline_calendar"))).events
    assert entry["uid"] == listed["uid"]


@pytest.mark.parametrize(
    "changed",
    [{"closes_on": None}, {"closes_on": dt.date(2026, 3, 19)}, {"closed_on": dt.date(2026, 3, 20)}],
    ids=["no day", "closed", "taken off"],
)
def test_offer_without_a_day_to_come_has_no_calendar(client, changed):
    values = {"closes_on": dt.date(2026, 4, 10), "checked_on": dt.date(2026, 3, 1)} | changed
    offer = VacancyFactory(**values)

    assert client.get(address("vacancy_entry", slug=offer.slug)).status_code == 404
