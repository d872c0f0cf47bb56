"""Whether one can apply, around opening and closing as clocks in Latvia show them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from support_programs.models import Round, SupportMeasure
from support_programs.querysets import Availability, Status
from tests.factories import RoundFactory, SupportMeasureFactory

pytestmark = pytest.mark.django_db

RIGA = ZoneInfo("Europe/Riga")
FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
UNDATED = {"opens": None, "closes": None}


def riga(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=RIGA)


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def status_of(measure, at):
    return SupportMeasure.objects.with_status(at).get(pk=measure.pk).status


DATES = {"opens": FIRST, "closes": LAST}
TIMES = DATES | {"opens_time": dt.time(9), "closes_time": dt.time(17)}
SUMMER = {"opens": dt.date(2026, 3, 29), "closes": dt.date(2026, 3, 29)}
WINTER = {"opens": dt.date(2026, 10, 25), "closes": dt.date(2026, 10, 25)}


@pytest.mark.parametrize(
    ("call", "at", "status"),
    [
        (DATES, riga("2026-02-28T23:59:59"), Status.UPCOMING),
        (DATES, riga("2026-03-01T00:00"), Status.OPEN),
        (DATES, riga("2026-03-31T23:59:59"), Status.OPEN),
        (DATES, riga("2026-04-01T00:00"), Status.CLOSED),
        (TIMES, riga("2026-03-01T08:59:59"), Status.UPCOMING),
        (TIMES, riga("2026-03-01T09:00"), Status.OPEN),
        (TIMES, riga("2026-03-31T16:59:59"), Status.OPEN),
        (TIMES, riga("2026-03-31T17:00"), Status.CLOSED),
        (TIMES, riga("2026-03-31T23:59"), Status.CLOSED),
        # The same moments on other clocks.
        (DATES, utc("2026-02-28T21:59:59"), Status.UPCOMING),
        (DATES, utc("2026-02-28T22:00"), Status.OPEN),
        (DATES, utc("2026-03-31T20:59:59"), Status.OPEN),
        (DATES, utc("2026-03-31T21:00"), Status.CLOSED),
        # A day of 23 hours, and one of 25.
        (SUMMER, utc("2026-03-28T21:59:59"), Status.UPCOMING),
        (SUMMER, utc("2026-03-28T22:00"), Status.OPEN),
        (SUMMER, utc("2026-03-29T20:59:59"), Status.OPEN),
        (SUMMER, utc("2026-03-29T21:00"), Status.CLOSED),
        (WINTER, utc("2026-10-24T20:59:59"), Status.UPCOMING),
        (WINTER, utc("2026-10-24T21:00"), Status.OPEN),
        (WINTER, utc("2026-10-25T21:59:59"), Status.OPEN),
        (WINTER, utc("2026-10-25T22:00"), Status.CLOSED),
    ],
)
def test_status_turns_at_the_moment_in_riga(call, at, status):
    measure = RoundFactory(**call).measure

    assert status_of(measure, at) == status


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (UNDATED | {"year": None}, Status.UNDATED),
        (UNDATED | {"year": 2026}, Status.UNDATED),
        (UNDATED | {"year": 2027}, Status.UNDATED),
        (UNDATED | {"year": 2025}, Status.CLOSED),
        ({"opens": FIRST, "closes": None}, Status.UNDATED),
        ({"opens": dt.date(2026, 7, 1), "closes": None}, Status.UPCOMING),
        ({"opens": dt.date(2025, 7, 1), "closes": None, "year": 2025}, Status.CLOSED),
        ({"opens": None, "closes": dt.date(2026, 7, 1)}, Status.UNDATED),
        ({"opens": None, "closes": LAST}, Status.CLOSED),
        (UNDATED | {"year": None, "closes": dt.date(2019, 7, 1)}, Status.CLOSED),
    ],
)
def test_status_says_no_more_than_is_known(call, status):
    measure = RoundFactory(**call).measure

    assert status_of(measure, riga("2026-05-15T12:00")) == status


def test_status_without_any_call_is_undated():
    assert status_of(SupportMeasureFactory(), riga("2026-05-15T12:00")) == Status.UNDATED


@pytest.mark.parametrize("at", [riga("2025-12-31T23:59"), riga("2026-01-01T00:00")])
def test_call_of_a_year_is_closed_when_that_year_ends_in_riga(at):
    measure = RoundFactory(**UNDATED, year=2025).measure

    expected = Status.UNDATED if at.year == 2025 else Status.CLOSED
    assert status_of(measure, at) == expected


@pytest.mark.parametrize(
    ("availability", "status"),
    [
        (Availability.ALWAYS, Status.UNDATED),
        (Availability.PAUSED, Status.PAUSED),
        (Availability.HISTORIC, Status.HISTORIC),
    ],
)
def test_status_follows_availability_before_calls(availability, status):
    measure = RoundFactory(measure__availability=availability).measure

    assert status_of(measure, riga("2026-03-15T12:00")) == status


def test_always_available_is_believed_while_its_confirmation_holds():
    measure = SupportMeasureFactory(
        availability=Availability.ALWAYS, verified_on=dt.date(2026, 1, 15)
    )
    moments = ["2026-01-15T12:00", "2026-05-15T23:59", "2026-05-16T00:00"]

    statuses = [status_of(measure, riga(moment)) for moment in moments]

    assert statuses == [Status.ALWAYS, Status.ALWAYS, Status.UNDATED]


def test_status_of_the_best_call_counts():
    measure = SupportMeasureFactory()
    RoundFactory(measure=measure, opens=dt.date(2025, 3, 1), closes=dt.date(2025, 3, 31))
    RoundFactory(measure=measure, **DATES)
    RoundFactory(measure=measure, opens=dt.date(2026, 9, 1), closes=dt.date(2026, 9, 30))
    moments = ["2026-02-01T12:00", "2026-03-15T12:00", "2026-05-15T12:00", "2026-12-01T12:00"]

    statuses = [status_of(measure, riga(moment)) for moment in moments]

    assert statuses == [Status.UPCOMING, Status.OPEN, Status.UPCOMING, Status.CLOSED]


def test_call_that_closes_later_is_not_called_closed_for_the_one_before_it():
    measure = RoundFactory(opens=dt.date(2025, 3, 1), closes=dt.date(2025, 3, 31)).measure
    RoundFactory(measure=measure, opens=None, closes=dt.date(2026, 7, 1))

    assert status_of(measure, riga("2026-05-15T12:00")) == Status.UNDATED


@pytest.mark.parametrize(
    ("at", "deadline"),
    [
        ("2026-03-15T12:00", LAST),
        ("2026-03-31T17:59", LAST),
        ("2026-03-31T18:00", None),
    ],
)
def test_deadline_is_known_without_the_opening(at, deadline):
    RoundFactory(opens=None, closes=LAST, closes_time=dt.time(18))

    assert SupportMeasure.objects.with_status(riga(at)).get().deadline == deadline


def test_deadline_of_an_open_call_comes_before_that_of_one_whose_opening_is_not_known():
    measure = RoundFactory(**DATES).measure
    RoundFactory(measure=measure, opens=None, closes=dt.date(2026, 3, 20))

    found = SupportMeasure.objects.with_status(riga("2026-03-15T12:00")).get()

    assert (found.status, found.deadline) == (Status.OPEN, LAST)


@pytest.mark.parametrize("availability", ["always", "paused", "historic"])
def test_deadline_is_only_that_of_a_measure_in_calls(availability):
    RoundFactory(**DATES, measure__availability=availability)

    assert SupportMeasure.objects.with_status(riga("2026-03-15T12:00")).get().deadline is None


def test_deadline_is_that_of_the_open_call_that_closes_first():
    measure = SupportMeasureFactory()
    RoundFactory(measure=measure, opens=FIRST, closes=dt.date(2026, 12, 31))
    RoundFactory(measure=measure, **DATES)

    found = SupportMeasure.objects.with_status(riga("2026-03-15T12:00")).get()

    assert (found.deadline, found.opening) == (LAST, None)


def test_opening_is_that_of_the_coming_call_that_opens_first():
    measure = SupportMeasureFactory()
    RoundFactory(measure=measure, opens=dt.date(2026, 9, 1), closes=None)
    RoundFactory(measure=measure, **DATES)

    found = SupportMeasure.objects.with_status(riga("2026-02-15T12:00")).get()

    assert (found.deadline, found.opening) == (LAST, FIRST)


def test_status_takes_the_present_moment_when_none_is_given(monkeypatch):
    measure = RoundFactory(**DATES).measure
    monkeypatch.setattr("editorial.clock.now", lambda: riga("2026-03-15T12:00"))

    assert status_of(measure, None) == Status.OPEN


@pytest.mark.parametrize(
    ("at", "names"),
    [
        ("2026-02-15T12:00", ["upcoming"]),
        ("2026-03-15T12:00", ["open"]),
        ("2026-04-15T12:00", ["past"]),
    ],
)
def test_call_is_in_one_set_at_a_time(at, names):
    RoundFactory(**DATES)
    moment = riga(at)

    sets = {
        "open": Round.objects.open(moment),
        "upcoming": Round.objects.upcoming(moment),
        "past": Round.objects.past(moment),
    }

    assert [name for name, rows in sets.items() if rows.exists()] == names


@pytest.mark.parametrize(
    ("call", "is_past"),
    [
        (DATES, True),
        (DATES | {"closes": dt.date(2026, 7, 1)}, False),
        ({"opens": None, "closes": None, "year": 2025}, True),
        ({"opens": None, "closes": None, "year": None}, False),
    ],
)
def test_call_knows_whether_it_is_past(call, is_past):
    RoundFactory(**call)

    [found] = Round.objects.with_is_past(riga("2026-05-15T12:00"))

    assert found.is_past is is_past


def test_reading_order_is_open_first_historic_last_then_by_title():
    at = riga("2026-03-15T12:00")
    made = {
        "closed": {"opens": dt.date(2025, 1, 1), "closes": dt.date(2025, 1, 31)},
        "upcoming": {"opens": dt.date(2026, 9, 1), "closes": None},
        "open b": DATES,
        "open ā": DATES,
    }
    for title, call in made.items():
        RoundFactory(measure__title_lv=title, **call)
    SupportMeasureFactory(title_lv="undated")
    for availability in ["historic", "paused", "always"]:
        SupportMeasureFactory(
            title_lv=availability, availability=availability, verified_on=at.date()
        )

    titles = [measure.title for measure in SupportMeasure.objects.for_cards(at)]

    assert titles == [
        "open ā",
        "open b",
        "upcoming",
        "always",
        "undated",
        "closed",
        "paused",
        "historic",
    ]


def test_for_cards_takes_one_query(django_assert_num_queries):
    RoundFactory.create_batch(3)

    with django_assert_num_queries(1):
        for measure in SupportMeasure.objects.for_cards():
            str(measure.municipality)
