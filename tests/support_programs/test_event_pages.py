"""The pages of events: what is coming, what is over, and what one event says."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from municipalities.needs import Need
from support_programs import event_presentation
from support_programs.event_presentation import EventState
from support_programs.models import Event
from support_programs.pages import PER_PAGE
from tests.factories import EventFactory, MunicipalityFactory, SlugHistoryFactory, SourceFactory

pytestmark = pytest.mark.django_db

RIGA = ZoneInfo("Europe/Riga")
LANGUAGES = ("lv", "en", "ru")
LISTS = ("event_list", "event_archive")


def riga(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=RIGA)


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def day(text):
    return dt.date.fromisoformat(text)


def address(name, language="en", *args):
    with translation.override(language):
        return reverse(f"support_programs:{name}", args=args)


def text_of(response):
    return response.content.decode().replace("\xa0", " ")


def main_of(response):
    return text_of(response).partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def at(monkeypatch):
    """Moves the clock of the site."""

    def at(moment):
        local = timezone.localtime(moment)
        monkeypatch.setattr("editorial.clock.now", lambda: local)
        monkeypatch.setattr("editorial.clock.today", local.date)

    at(riga("2026-10-02T12:00"))
    return at


@pytest.fixture
def titles(client):
    """The titles of the rows of a list, in its order."""

    def titles(path):
        rows = main_of(client.get(path)).split('class="measure-row__title"')[1:]
        return [row.partition("</a>")[0].rpartition(">")[2] for row in rows]

    return titles


def titled(title, **fields):
    return EventFactory(title_lv=title, title_en=title, title_ru=title, **fields)


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_list_opens_in_each_language(client, name, language):
    EventFactory()
    EventFactory(past=True)

    assert client.get(address(name, language)).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_event_opens_in_each_language(client, language):
    EventFactory(slug="seminars", title_lv="Seminārs", title_en="Talk", title_ru="Семинар")

    text = text_of(client.get(address("event", language, "seminars")))

    assert {"lv": "<h1>Seminārs", "en": "<h1>Talk", "ru": "<h1>Семинар"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_renamed_event_leads_on_in_the_same_language(client, language):
    event = EventFactory(slug="vecais")
    event.slug = "jaunais"
    event.save()

    response = client.get(address("event", language, "vecais"))

    assert response.status_code == 301
    assert response["Location"] == address("event", language, "jaunais")


def test_withdrawn_event_is_gone(client):
    EventFactory(slug="atsaukts", withdrawn_at=timezone.now())

    assert client.get(address("event", "en", "atsaukts")).status_code == 410


@pytest.mark.parametrize("slug", ["melnraksts", "melnraksts-vecais", "nav-bijis"])
def test_draft_or_unknown_event_is_not_found(client, slug):
    draft = EventFactory(slug="melnraksts", published_at=None)
    SlugHistoryFactory(owner=draft, slug="melnraksts-vecais")

    assert client.get(address("event", "en", slug)).status_code == 404


def test_archive_stays_the_archive_whatever_an_event_is_called(client):
    EventFactory(slug="archive", title_en="Called like the archive")

    assert "<h1>Past events</h1>" in text_of(client.get("/en/events/archive/"))


# --- The lists -----------------------------------------------------------------------------------


def test_coming_events_stand_under_the_month_they_begin_in(client, at, titles):
    titled("November", starts_on=day("2026-11-01"))
    titled("Course", starts_on=day("2026-09-01"), ends_on=day("2026-12-01"))
    titled("Late October", starts_on=day("2026-10-31"))
    titled("October", starts_on=day("2026-10-02"))

    text = main_of(client.get("/en/events/"))

    headings = ["Going on now", "October 2026", "November 2026"]
    assert sorted(headings, key=text.index) == headings
    assert all(text.count(f"<h2>{heading}</h2>") == 1 for heading in headings)
    assert titles("/en/events/") == ["Course", "October", "Late October", "November"]


def test_events_of_a_day_stand_in_the_order_of_their_times(at, titles):
    titled("Evening", starts_on=day("2026-10-05"), starts_time=dt.time(18))
    titled("Morning", starts_on=day("2026-10-05"), starts_time=dt.time(9), ends_time=dt.time(10))

    assert titles("/en/events/") == ["Morning", "Evening"]


def test_past_events_stand_under_the_year_they_ended_in_the_latest_first(client, at, titles):
    titled("Winter", starts_on=day("2025-12-30"), ends_on=day("2026-01-02"))
    titled("Old", starts_on=None, starts_time=None, ends_time=None, period="2019")
    titled("September", starts_on=day("2026-09-30"))

    text = main_of(client.get("/en/events/archive/"))

    assert titles("/en/events/archive/") == ["September", "Winter", "Old"]
    assert sorted(["2026", "2019"], key=lambda year: text.index(f"<h2>{year}</h2>")) == [
        "2026",
        "2019",
    ]


@pytest.mark.parametrize(
    ("last_day", "before", "after"),
    [
        ("2026-10-02", utc("2026-10-02T20:59:59"), utc("2026-10-02T21:00")),
        # The nights on which clocks change, and the day that most years do not have.
        ("2026-03-29", utc("2026-03-29T20:59:59"), utc("2026-03-29T21:00")),
        ("2026-03-28", utc("2026-03-28T21:59:59"), utc("2026-03-28T22:00")),
        ("2026-10-25", utc("2026-10-25T21:59:59"), utc("2026-10-25T22:00")),
        ("2028-02-29", utc("2028-02-29T21:59:59"), utc("2028-02-29T22:00")),
    ],
)
def test_event_goes_to_the_archive_at_midnight_in_latvia(at, titles, last_day, before, after):
    titled("Talk", starts_on=day(last_day))

    at(before)
    assert (titles("/en/events/"), titles("/en/events/archive/")) == (["Talk"], [])

    at(after)
    assert (titles("/en/events/"), titles("/en/events/archive/")) == ([], ["Talk"])


@pytest.mark.parametrize("path", ["/en/events/", "/en/events/archive/"])
def test_list_leaves_out_what_is_not_published(at, titles, path):
    for days in (5, -5):
        starts = day("2026-10-02") + dt.timedelta(days=days)
        titled("Draft", starts_on=starts, published_at=None)
        titled("Withdrawn", starts_on=starts, withdrawn_at=timezone.now())
        closed = MunicipalityFactory(withdrawn_at=timezone.now())
        titled("Of a closed place", starts_on=starts, municipality=closed)

    assert titles(path) == []


@pytest.mark.parametrize(("path", "days"), [("/en/events/", 5), ("/en/events/archive/", -5)])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abcd"),
        ("m=saldus", "ab"),
        ("m=latvija", "cd"),
        ("m=saldus&m=latvija", "abcd"),
        ("need=work", "ac"),
        ("need=language&m=saldus", "b"),
        ("kind=course", "b"),
        ("form=online", "bc"),
        # What is held on site and online is both.
        ("form=onsite", "abd"),
        ("m=talsi&form=bad&x=1", "abcd"),
    ],
)
def test_filters_narrow_the_events(at, titles, path, days, query, found):
    saldus = MunicipalityFactory(slug="saldus")
    on = {"starts_on": day("2026-10-02") + dt.timedelta(days=days)}
    titled("a", municipality=saldus, need=Need.WORK, **on)
    titled(
        "b", municipality=saldus, need=Need.LANGUAGE, kind=Event.Kind.COURSE, is_online=True, **on
    )
    titled("c", municipality=None, need=Need.WORK, is_online=True, place="", **on)
    titled("d", municipality=None, need=Need.HEALTH, place="", **on)

    assert sorted(titles(f"{path}?{query}")) == sorted(found)


@pytest.mark.parametrize("name", LISTS)
def test_list_names_what_it_does_not_know(client, name):
    text = text_of(client.get(f"{address(name)}?m=talsi&form=%3Cb%3E"))

    assert "talsi, &lt;b&gt;" in text


@pytest.mark.parametrize("name", LISTS)
def test_chosen_filter_is_taken_away_by_its_link(client, name):
    MunicipalityFactory(slug="saldus")

    text = main_of(client.get(f"{address(name)}?m=saldus&form=online"))

    assert f'href="{address(name)}?form=online"' in text
    assert f'href="{address(name)}?m=saldus"' in text


@pytest.mark.parametrize("page", ["0", "2", "abc", "99999"])
@pytest.mark.parametrize("name", LISTS)
def test_page_that_does_not_exist_is_not_found(client, name, page):
    EventFactory()
    EventFactory(past=True)

    assert client.get(f"{address(name)}?page={page}").status_code == 404


def test_long_list_goes_on_over_pages_with_its_filters(client, titles):
    place = MunicipalityFactory(slug="saldus")
    EventFactory.create_batch(PER_PAGE + 1, municipality=place)

    assert len(titles("/en/events/?m=saldus")) == PER_PAGE
    assert len(titles("/en/events/?m=saldus&page=2")) == 1
    assert 'href="/en/events/?m=saldus&amp;page=2"' in text_of(client.get("/en/events/?m=saldus"))


def test_empty_list_leads_to_past_events_and_coordinators(client):
    place = MunicipalityFactory(slug="saldus")
    EventFactory.create_batch(2, past=True, municipality=place)
    EventFactory(past=True)

    text = main_of(client.get("/en/events/?m=saldus"))

    assert 'class="empty-state"' in text
    assert '<a href="/en/events/archive/?m=saldus">2 past events</a>' in text
    assert 'href="/en/coordinators/"' in text


def test_empty_list_leads_to_no_empty_archive(client):
    text = main_of(client.get("/en/events/"))

    assert 'class="empty-state"' in text
    assert "0 past events" not in text


# --- Words ---------------------------------------------------------------------------------------

EVENING = {"starts_on": day("2026-10-02"), "starts_time": dt.time(18), "ends_time": dt.time(20)}
NO_END = EVENING | {"ends_time": None}
ALL_DAY = EVENING | {"starts_time": None, "ends_time": None}
WEEK = ALL_DAY | {"ends_on": day("2026-10-08")}
HISTORY = ALL_DAY | {"starts_on": None, "period": "2019-10"}


@pytest.mark.parametrize(
    ("fields", "moment", "state"),
    [
        (EVENING, riga("2026-10-01T23:59"), EventState.COMING),
        (EVENING, riga("2026-10-02T00:00"), EventState.TODAY),
        (EVENING, riga("2026-10-02T17:59"), EventState.TODAY),
        (EVENING, riga("2026-10-02T18:00"), EventState.GOING_ON),
        (EVENING, utc("2026-10-02T16:59"), EventState.GOING_ON),
        (EVENING, riga("2026-10-02T20:00"), EventState.OVER),
        (EVENING, riga("2026-10-03T00:00"), EventState.OVER),
        (NO_END, riga("2026-10-02T23:59"), EventState.TODAY),
        (ALL_DAY, riga("2026-10-02T12:00"), EventState.TODAY),
        (ALL_DAY, riga("2026-10-03T00:00"), EventState.OVER),
        (WEEK, riga("2026-10-02T12:00"), EventState.TODAY),
        (WEEK, riga("2026-10-03T00:00"), EventState.GOING_ON),
        (WEEK, riga("2026-10-08T23:59"), EventState.GOING_ON),
        (WEEK, riga("2026-10-09T00:00"), EventState.OVER),
        (HISTORY, riga("2026-10-02T12:00"), EventState.HISTORY),
    ],
)
def test_state_follows_the_clocks_of_latvia(fields, moment, state):
    assert event_presentation.state(EventFactory(**fields), moment) is state


@pytest.mark.parametrize(
    ("starts_on", "words"),
    [
        ("2026-03-28", "18:00–20:00, Latvian time (UTC+2)"),
        ("2026-03-29", "18:00–20:00, Latvian time (UTC+3)"),
        ("2026-10-24", "18:00–20:00, Latvian time (UTC+3)"),
        ("2026-10-25", "18:00–20:00, Latvian time (UTC+2)"),
        ("2028-02-29", "18:00–20:00, Latvian time (UTC+2)"),
    ],
)
def test_times_have_the_offset_of_their_own_day(starts_on, words):
    with translation.override("en"):
        assert event_presentation.times(EventFactory(starts_on=day(starts_on))) == [words]


def test_times_of_several_days_have_the_offset_of_each():
    event = EventFactory(starts_on=day("2026-10-24"), ends_on=day("2026-10-25"))

    with translation.override("en"):
        assert event_presentation.days(event) == "24 October 2026 – 25 October 2026"
        assert event_presentation.times(event) == [
            "Starts at 18:00, Latvian time (UTC+3).",
            "Ends at 20:00, Latvian time (UTC+2).",
        ]


def test_time_without_an_end_is_one_time():
    with translation.override("en"):
        [words] = event_presentation.times(EventFactory(**NO_END))

    assert words == "18:00, Latvian time (UTC+3)"


def test_period_is_told_as_its_source_does():
    event = EventFactory(**HISTORY)

    with translation.override("en"):
        assert event_presentation.days(event) == "October 2019"
    assert event_presentation.times(event) == []


# --- One event -----------------------------------------------------------------------------------


@pytest.fixture
def detail(client, at):
    def detail(language="en", **fields):
        EventFactory(slug="seminars", **{"starts_on": day("2026-10-16")} | fields)
        return main_of(client.get(address("event", language, "seminars")))

    return detail


def test_event_says_when_where_and_how_to_join(detail):
    text = detail(
        place="Saldus, Striķu iela 3",
        organiser="Saldus novads",
        sources=[SourceFactory(publisher="Saldus ziņas")],
    )

    assert "16 October 2026" in text
    assert "18:00–20:00, Latvian time (UTC+3)" in text
    assert '<span lang="lv">Saldus, Striķu iela 3</span>' in text
    assert 'lang="lv">Saldus novads</dd>' in text
    assert "Latvian, English" in text
    assert "free of charge" in text
    assert (
        'href="https://www.novads.example/pieteikties">Join or register on novads.example' in text
    )
    assert "Register on the website." in text
    assert "Saldus ziņas" in text
    assert "Information as of January 2026" in text
    assert "testserver/en/events/seminars/" in text


def test_event_online_says_the_time_in_latvia_too(detail):
    text = detail(is_online=True, place="")

    assert '<dd class="fact-list__value">online</dd>' in text
    assert "18:00–20:00, Latvian time (UTC+3)" in text


def test_event_on_site_and_online_says_both(detail):
    text = detail(is_online=True, place="Saldus bibliotēka")

    assert '<span lang="lv">Saldus bibliotēka</span>' in text
    assert "You can also take part online." in text


def test_event_asks_where_nothing_is_known(detail):
    text = detail(
        starts_time=None,
        ends_time=None,
        place="",
        join_url="",
        how_to_join_lv="",
        how_to_join_en="",
        languages="",
        organiser="",
        places=None,
        fee=None,
    )

    # The time, the place, what it costs, sources.
    assert text.count("not known, ask") == 4
    assert "The time is not known, ask." in text
    assert "Not known. Ask the organiser or the coordinator." in text
    assert "Organiser" not in text
    assert "Number of places" not in text
    assert "Languages of the event" not in text


def test_event_with_a_fee_tells_it(detail):
    assert "€12.50" in detail(fee="12.50")


def test_course_tells_its_level(detail):
    text = detail(kind=Event.Kind.COURSE, level=Event.Level.B1)

    assert "B1" in text
    assert "Latvian course" in text


def test_event_without_a_municipality_is_for_all_of_latvia(detail):
    assert "All of Latvia" in detail(municipality=None)


@pytest.mark.parametrize(
    "fields", [{"starts_on": day("2026-10-01")}, HISTORY, EVENING | {"ends_time": dt.time(18)}]
)
def test_past_event_says_what_to_do_next(detail, at, client, fields):
    detail(**fields)
    at(riga("2026-10-02T18:00"))

    text = main_of(client.get("/en/events/seminars/"))

    assert "This event is over" in text
    assert 'href="/en/events/"' in text
    assert 'href="/en/coordinators/"' in text
    assert "novads.example/pieteikties" not in text
    assert "How to join" not in text


def test_coming_event_is_not_called_over(detail):
    assert "This event is over" not in detail()


def test_event_without_a_translation_is_marked_as_latvian(detail):
    text = detail(language="ru", title_lv="Tikai latviski", title_ru="")

    assert '<h1><span lang="lv">Tikai latviski</span></h1>' in text
    assert 'class="notice notice--info"' in text


def test_event_shows_its_words_as_text(detail):
    text = detail(title_en="<script>alert(1)</script>", place="<b>x</b>")

    assert "<script>alert" not in text
    assert "&lt;b&gt;x" in text
