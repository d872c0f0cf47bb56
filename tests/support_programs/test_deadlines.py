"""One calendar of calls, vacancies, homes and events, by the days of Latvia."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from municipalities.needs import Need
from support_programs import deadlines
from support_programs.deadlines import What
from support_programs.models import Round
from support_programs.pages import MOST_ROWS, PER_PAGE
from support_programs.querysets import Availability
from tests.factories import (
    EventFactory,
    HomeFactory,
    MunicipalityFactory,
    RoundFactory,
    SupportMeasureFactory,
    VacancyFactory,
)

pytestmark = pytest.mark.django_db

RIGA = ZoneInfo("Europe/Riga")
PATH = "/en/deadlines/"


def riga(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=RIGA)


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def day(text):
    return dt.date.fromisoformat(text)


NOON = riga("2026-10-02T12:00")
TODAY = NOON.date()


def offer(factory, closes_on, **fields):
    """A vacancy or home that its day, and not its clock, takes off the list."""
    return factory(closes_on=closes_on, checked_on=closes_on - dt.timedelta(days=7), **fields)


def call(opens=None, closes=None, **fields):
    """A call of its own measure."""
    times = {key: fields.pop(key) for key in ("opens_time", "closes_time") if key in fields}
    measure = SupportMeasureFactory(**fields)
    return RoundFactory(measure=measure, year=None, opens=opens, closes=closes, **times)


def found(at=NOON, **narrowing):
    return [(d.day, d.what) for d in deadlines.read(deadlines.keys(at, **narrowing))]


TOLD_SINGLY = [what for what in What if what is not What.VACANCIES]


@pytest.fixture
def at(monkeypatch):
    """Moves the clock of the site."""

    def at(moment):
        local = timezone.localtime(moment)
        monkeypatch.setattr("editorial.clock.now", lambda: local)
        monkeypatch.setattr("editorial.clock.today", local.date)

    at(NOON)
    return at


def main_of(response):
    text = response.content.decode().replace("\xa0", " ")
    return text.partition("<main")[2].partition("</main>")[0]


# --- Which days ----------------------------------------------------------------------------------


def test_calendar_holds_each_kind_the_nearest_first():
    offer(HomeFactory, day("2026-10-06"))
    offer(VacancyFactory, day("2026-10-05"))
    EventFactory(starts_on=day("2026-10-04"), ends_on=day("2026-12-01"))
    call(opens=day("2026-10-03"), closes=day("2026-11-01"))

    assert found() == [
        (day("2026-10-03"), What.CALL_OPENS),
        (day("2026-10-04"), What.EVENT),
        (day("2026-10-05"), What.VACANCY),
        (day("2026-10-06"), What.HOME),
        (day("2026-11-01"), What.CALL_CLOSES),
    ]


def test_calls_stand_first_on_their_day():
    offer(HomeFactory, TODAY)
    offer(VacancyFactory, TODAY)
    EventFactory(starts_on=TODAY)
    call(opens=TODAY)
    call(closes=TODAY)

    assert [what for _day, what in found()] == TOLD_SINGLY


def test_calendar_leaves_out_what_has_no_day_of_its_own():
    VacancyFactory(closes_on=None)
    HomeFactory(closes_on=None)
    RoundFactory(opens=None, closes=None)
    EventFactory(starts_on=None, starts_time=None, ends_time=None, period="2026/2027")
    EventFactory(starts_on=day("2026-09-30"), ends_on=day("2026-10-09"))

    assert found() == []


@pytest.mark.parametrize("state", [{"published_at": None}, {"withdrawn_at": timezone.now()}])
def test_calendar_leaves_out_what_is_not_published(state):
    closed = MunicipalityFactory(**state)
    for fields in (state, {"municipality": closed}):
        call(opens=TODAY, closes=TODAY, **fields)
        EventFactory(starts_on=TODAY, **fields)
        offer(VacancyFactory, TODAY, **fields)
        offer(HomeFactory, TODAY, **fields)

    assert found() == []


@pytest.mark.parametrize(
    "availability", [Availability.HISTORIC, Availability.PAUSED, Availability.ALWAYS]
)
def test_calendar_leaves_out_calls_that_the_page_of_the_measure_does_not_offer(availability):
    call(opens=TODAY, closes=TODAY, availability=availability)

    assert found() == []


def test_calendar_leaves_out_offers_that_left_the_lists_before_their_day():
    VacancyFactory(closes_on=day("2027-01-01"), checked_on=day("2026-08-01"))
    HomeFactory(
        closes_on=day("2026-10-20"), checked_on=day("2026-10-01"), closed_on=day("2026-10-02")
    )

    assert found() == []


@pytest.mark.parametrize(
    ("last_day", "before", "after"),
    [
        ("2026-10-02", utc("2026-10-02T20:59:59"), utc("2026-10-02T21:00")),
        # The nights on which clocks change, and the day that most years do not have.
        ("2026-03-28", utc("2026-03-28T21:59:59"), utc("2026-03-28T22:00")),
        ("2026-03-29", utc("2026-03-29T20:59:59"), utc("2026-03-29T21:00")),
        ("2026-10-24", utc("2026-10-24T20:59:59"), utc("2026-10-24T21:00")),
        ("2026-10-25", utc("2026-10-25T21:59:59"), utc("2026-10-25T22:00")),
        ("2028-02-29", utc("2028-02-29T21:59:59"), utc("2028-02-29T22:00")),
    ],
)
def test_day_leaves_the_calendar_at_midnight_in_latvia(last_day, before, after):
    call(opens=day(last_day))
    call(closes=day(last_day))
    EventFactory(starts_on=day(last_day))
    offer(VacancyFactory, day(last_day))
    offer(HomeFactory, day(last_day))

    assert len(found(before)) == len(TOLD_SINGLY)
    assert found(after) == []


@pytest.mark.parametrize(
    ("moment", "is_there"),
    [
        (riga("2026-10-02T16:59:59"), True),
        (riga("2026-10-02T17:00"), False),
        (utc("2026-10-02T13:59:59"), True),
        (utc("2026-10-02T14:00"), False),
    ],
)
def test_call_with_a_time_leaves_the_calendar_at_it(moment, is_there):
    call(closes=TODAY, closes_time=dt.time(17))

    assert bool(found(moment)) is is_there


@pytest.mark.parametrize(
    ("narrowing", "kinds"),
    [
        ({"slugs": ["saldus"]}, TOLD_SINGLY),
        ({"slugs": ["latvija"]}, [What.CALL_CLOSES, What.CALL_OPENS, What.EVENT]),
        ({"slugs": ["gulbene"]}, []),
        ({"need": "work", "slugs": ["saldus"]}, [What.EVENT, What.VACANCY]),
        ({"need": "home"}, [What.HOME]),
        ({"need": "business", "slugs": ["saldus"]}, [What.CALL_CLOSES, What.CALL_OPENS]),
        ({"kind": "call", "slugs": ["saldus"]}, [What.CALL_CLOSES, What.CALL_OPENS]),
        ({"kind": "vacancy"}, [What.VACANCY]),
        ({"kind": "home"}, [What.HOME]),
        ({"kind": "event", "slugs": ["saldus"]}, [What.EVENT]),
        ({"kind": "home", "need": "work"}, []),
        ({"kind": "event", "need": "health"}, []),
    ],
)
def test_calendar_is_narrowed_by_place_need_and_kind(narrowing, kinds):
    saldus = MunicipalityFactory(slug="saldus")
    MunicipalityFactory(slug="gulbene")
    for place in (saldus, None):
        call(opens=TODAY, closes=TODAY, need=Need.BUSINESS, municipality=place)
        EventFactory(starts_on=TODAY, need=Need.WORK, municipality=place)
    offer(VacancyFactory, TODAY, municipality=saldus)
    offer(HomeFactory, TODAY, municipality=saldus)

    assert [what for _day, what in found(**narrowing)] == kinds


def test_entry_tells_its_page_its_place_and_its_time():
    saldus = MunicipalityFactory(slug="saldus")
    round_ = call(closes=TODAY, closes_time=dt.time(17), municipality=saldus)
    EventFactory(starts_on=TODAY, municipality=None)
    vacancy = offer(VacancyFactory, TODAY, municipality=saldus)

    closing, event, job = deadlines.read(deadlines.keys(NOON))

    assert (closing.page, closing.place, closing.time) == (round_.measure, saldus, dt.time(17))
    assert (event.place, event.time) == (None, dt.time(18))
    assert (job.page, job.place, job.time) == (vacancy, saldus, None)


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (152, "in 152 days")]
)
def test_day_says_how_far_away_it_is(days, words):
    with translation.override("en"):
        assert deadlines.away(TODAY + dt.timedelta(days=days), TODAY) == words


def test_days_between_are_whole_days_over_a_change_of_clocks():
    with translation.override("en"):
        assert deadlines.away(day("2026-10-26"), day("2026-10-24")) == "in 2 days"


# --- What other pages show of it -----------------------------------------------------------------


def test_coming_deadlines_are_the_next_of_these_places():
    saldus, gulbene = MunicipalityFactory(slug="saldus"), MunicipalityFactory(slug="gulbene")
    for number in range(4):
        EventFactory(starts_on=TODAY + dt.timedelta(days=number), municipality=saldus)
        offer(HomeFactory, TODAY + dt.timedelta(days=number), municipality=gulbene)

    of_all = deadlines.coming_deadlines(NOON)
    of_one = deadlines.coming_deadlines(NOON, [saldus], limit=3)

    assert len(of_all) == 5
    assert [(d.day - TODAY).days for d in of_one] == [0, 1, 2]
    assert {d.place for d in of_one} == {saldus}


def test_vacancies_hide_no_coming_deadline():
    for _ in range(30):
        offer(VacancyFactory, TODAY)
    call(closes=day("2026-11-30"))

    assert [d.what for d in deadlines.coming_deadlines(NOON)] == [What.CALL_CLOSES]


def test_coming_deadlines_take_at_most_four_queries(django_assert_num_queries):
    for _ in range(20):
        call(opens=TODAY, closes=TODAY)
        EventFactory(starts_on=TODAY)
        offer(HomeFactory, TODAY)

    with django_assert_num_queries(4):
        entries = deadlines.coming_deadlines(NOON, limit=90)
        assert {entry.what for entry in entries} == set(TOLD_SINGLY) - {What.VACANCY}
        assert all(entry.page.title and entry.place.slug for entry in entries)


def test_coming_deadlines_of_no_place_are_none():
    call(opens=TODAY, closes=TODAY)

    assert deadlines.coming_deadlines(NOON, []) == []


# --- The page ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_calendar_opens_in_each_language(client, language):
    EventFactory()
    with translation.override(language):
        path = reverse("support_programs:deadline_list")

    assert client.get(path).status_code == 200


def test_calendar_groups_by_month_and_day(client, at):
    call(closes=day("2026-10-31"), closes_time=dt.time(17), title_en="Grant")
    offer(VacancyFactory, day("2026-10-31"), title_en="Cook")
    EventFactory(starts_on=day("2026-11-01"), title_en="Talk")

    text = main_of(client.get(PATH))

    order = [
        "<h2>October 2026</h2>",
        '<time datetime="2026-10-31">31 October 2026</time>',
        "Saturday, in 29 days",
        "Grant",
        "call closes",
        "17:00",
        "1 vacancy closes",
        "<h2>November 2026</h2>",
        "Talk",
    ]
    assert sorted(order, key=text.index) == order
    assert text.count('datetime="2026-10-31"') == 1


def test_vacancies_of_a_day_are_told_by_their_number_unless_asked_for(client, at):
    saldus = MunicipalityFactory(slug="saldus")
    for title in ("Cook", "Driver"):
        offer(VacancyFactory, TODAY, title_en=title, municipality=saldus)
    offer(VacancyFactory, TODAY, title_en="Elsewhere")

    told = main_of(client.get(f"{PATH}?m=saldus"))
    asked_for = main_of(client.get(f"{PATH}?m=saldus&kind=vacancy"))

    assert 'href="/en/deadlines/?m=saldus&amp;kind=vacancy">2 vacancies close</a>' in told
    assert "Cook" not in told
    assert "Cook" in asked_for and "Driver" in asked_for and "Elsewhere" not in asked_for


def test_calendar_of_another_need_counts_no_vacancies(client, at):
    offer(VacancyFactory, TODAY)

    assert "vacancy closes" not in main_of(client.get(f"{PATH}?need=home"))


@pytest.mark.parametrize("query", ["", "m=saldus&need=work", "kind=event", "m=x&need=y&kind=z"])
def test_calendar_agrees_with_its_clock(client, at, query):
    saldus = MunicipalityFactory(slug="saldus")
    EventFactory(starts_on=day("2028-02-29"), need=Need.WORK, municipality=saldus, title_en="Talk")

    at(riga("2028-02-29T23:59:59"))
    assert "Talk" in main_of(client.get(f"{PATH}?{query}"))

    at(riga("2028-03-01T00:00"))
    assert "Talk" not in main_of(client.get(f"{PATH}?{query}"))


def test_calendar_names_what_it_does_not_know(client):
    text = main_of(client.get(f"{PATH}?m=talsi&kind=%3Cb%3E&x=1"))

    assert "talsi, &lt;b&gt;, x" in text


def test_empty_calendar_helps(client, at):
    MunicipalityFactory(slug="saldus")

    text = main_of(client.get(f"{PATH}?m=saldus&need=home"))

    assert 'class="empty-state"' in text
    assert f'href="{PATH}?need=home"' in text
    assert f'href="{PATH}?m=saldus"' in text
    assert 'href="/en/support/"' in text
    assert 'href="/en/coordinators/"' in text


def test_long_calendar_goes_on_over_pages(client, at):
    place = MunicipalityFactory(slug="saldus")
    EventFactory.create_batch(PER_PAGE + 1, starts_on=TODAY, municipality=place)

    first, second = client.get(f"{PATH}?m=saldus"), client.get(f"{PATH}?m=saldus&page=2")

    assert main_of(first).count("calendar__entry") == PER_PAGE
    assert main_of(second).count("calendar__entry") == 1
    assert f'href="{PATH}?m=saldus&amp;page=2"' in main_of(first)


@pytest.mark.parametrize("page", ["0", "2", "abc", "99999"])
def test_page_that_does_not_exist_is_not_found(client, page):
    EventFactory()

    assert client.get(f"{PATH}?page={page}").status_code == 404


def test_calendar_stops_at_its_cap(client, at):
    measure = SupportMeasureFactory()
    Round.objects.bulk_create(
        Round(measure=measure, key=f"r{number}", closes=TODAY) for number in range(MOST_ROWS + 5)
    )
    last = MOST_ROWS // PER_PAGE

    assert len(deadlines.keys(NOON)) == MOST_ROWS + 1
    assert client.get(f"{PATH}?page={last}").status_code == 200
    assert client.get(f"{PATH}?page={last + 1}").status_code == 404


@pytest.mark.parametrize("count", [1, 10])
def test_calendar_takes_six_queries(client, at, django_assert_num_queries, count):
    for number in range(count):
        day = TODAY + dt.timedelta(days=number)
        call(opens=day, closes=day)
        EventFactory(starts_on=day)
        offer(VacancyFactory, day)
        offer(HomeFactory, day)

    with django_assert_num_queries(6):
        client.get(PATH)
