"""Events leave the list of coming ones at midnight after their last day in Latvia."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from support_programs.models import Event
from tests.factories import EventFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 5, 4)
ONE_DAY = dt.timedelta(days=1)
RIGA = ZoneInfo("Europe/Riga")
WITHOUT_DAY = {"starts_on": None, "starts_time": None, "ends_time": None}


def sides(event, on=None):
    """Whether it is coming, and whether it is past: by the database, then by the row."""
    coming = Event.objects.listed(on).filter(pk=event.pk).exists()
    past = Event.objects.past(on).filter(pk=event.pk).exists()
    assert event.is_past(on) == past
    return coming, past


COMING, PAST = (True, False), (False, True)


@pytest.mark.parametrize(
    "day", [DAY, dt.date(2028, 2, 29), dt.date(2026, 3, 29), dt.date(2026, 10, 25)], ids=str
)
def test_event_of_a_day_is_past_on_the_next(day):
    event = EventFactory(starts_on=day)

    assert [sides(event, day), sides(event, day + ONE_DAY)] == [COMING, PAST]


def test_event_of_several_days_is_past_after_the_last():
    event = EventFactory(starts_on=DAY, ends_on=DAY + 3 * ONE_DAY)

    assert [sides(event, DAY + 3 * ONE_DAY), sides(event, DAY + 4 * ONE_DAY)] == [COMING, PAST]


def test_event_with_only_a_period_is_history_before_the_period_ends():
    event = EventFactory(**WITHOUT_DAY, period="2019-10/2026-12")

    assert sides(event, DAY) == PAST


@pytest.mark.parametrize(
    ("days", "first_and_last"),
    [
        ({"starts_on": DAY}, (DAY, DAY)),
        ({"starts_on": DAY, "ends_on": DAY + ONE_DAY}, (DAY, DAY + ONE_DAY)),
        (WITHOUT_DAY | {"period": "2019"}, (dt.date(2019, 1, 1), dt.date(2019, 12, 31))),
        (
            WITHOUT_DAY | {"period": "2019-10/2020-02"},
            (dt.date(2019, 10, 1), dt.date(2020, 2, 29)),
        ),
    ],
)
def test_event_keeps_its_first_and_last_day(days, first_and_last):
    event = EventFactory(**days)

    stored = Event.objects.values_list("first_day", "last_day").get(pk=event.pk)

    assert stored == first_and_last


def test_event_moved_by_its_day_alone_keeps_its_first_and_last_day():
    event = EventFactory(starts_on=DAY)
    event.starts_on = DAY + ONE_DAY

    event.save(update_fields=["starts_on"])

    assert Event.objects.get(pk=event.pk).last_day == DAY + ONE_DAY


@pytest.mark.parametrize(
    ("day", "utc", "is_past"),
    [
        (dt.date(2026, 1, 15), "2026-01-15T21:59", False),
        (dt.date(2026, 1, 15), "2026-01-15T22:01", True),
        (dt.date(2026, 3, 29), "2026-03-29T20:59", False),
        (dt.date(2026, 3, 29), "2026-03-29T21:01", True),
        (dt.date(2026, 10, 25), "2026-10-25T21:59", False),
        (dt.date(2026, 10, 25), "2026-10-25T22:01", True),
    ],
)
def test_event_is_past_from_midnight_in_riga(monkeypatch, day, utc, is_past):
    event = EventFactory(starts_on=day)
    now = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert sides(event) == (PAST if is_past else COMING)


@pytest.mark.parametrize(
    ("times", "moments"),
    [
        (
            {"starts_time": dt.time(18), "ends_time": dt.time(20)},
            (
                dt.datetime(2026, 5, 4, 18, tzinfo=RIGA),
                dt.datetime(2026, 5, 4, 20, tzinfo=RIGA),
            ),
        ),
        (
            {"ends_on": DAY + ONE_DAY, "starts_time": dt.time(18), "ends_time": dt.time(9)},
            (
                dt.datetime(2026, 5, 4, 18, tzinfo=RIGA),
                dt.datetime(2026, 5, 5, 9, tzinfo=RIGA),
            ),
        ),
        ({"starts_time": None, "ends_time": None}, (None, None)),
    ],
    ids=["one day", "over night", "times not known"],
)
def test_event_knows_its_moments_in_riga(times, moments):
    event = EventFactory.build(municipality=None, starts_on=DAY, **times)

    assert (event.starts_at(), event.ends_at()) == moments


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (dt.date(2026, 3, 28), dt.datetime(2026, 3, 28, 16, tzinfo=dt.UTC)),
        (dt.date(2026, 3, 29), dt.datetime(2026, 3, 29, 15, tzinfo=dt.UTC)),
        (dt.date(2026, 10, 24), dt.datetime(2026, 10, 24, 15, tzinfo=dt.UTC)),
        (dt.date(2026, 10, 25), dt.datetime(2026, 10, 25, 16, tzinfo=dt.UTC)),
    ],
    ids=str,
)
def test_event_at_six_in_riga_moves_with_the_clocks(day, utc):
    event = EventFactory.build(municipality=None, starts_on=day, starts_time=dt.time(18))

    assert event.starts_at() == utc


@pytest.mark.parametrize("hidden", [{"published_at": None}, {"withdrawn_at": MOMENT}], ids=str)
def test_event_goes_with_its_municipality(hidden):
    event = EventFactory(municipality=MunicipalityFactory(**hidden))

    assert (Event.objects.published().exists(), event.is_published) == (False, False)


def test_event_of_all_latvia_is_published():
    event = EventFactory(municipality=None)

    assert (Event.objects.published().exists(), event.is_published) == (True, True)


def test_coming_first_goes_by_day_then_time():
    made = [(DAY + ONE_DAY, dt.time(9)), (DAY, dt.time(18)), (DAY, dt.time(9))]
    events = [EventFactory(starts_on=day, starts_time=time) for day, time in made]

    assert list(Event.objects.coming_first()) == events[::-1]


def test_latest_first_goes_back_in_time():
    old = EventFactory(**WITHOUT_DAY, period="2019")
    new = EventFactory(starts_on=DAY)

    assert list(Event.objects.latest_first()) == [new, old]


def test_rows_of_a_list_take_one_query(django_assert_num_queries):
    EventFactory.create_batch(2)

    with django_assert_num_queries(1):
        [str(event.municipality) for event in Event.objects.listed().for_rows()]
