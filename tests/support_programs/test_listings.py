"""When vacancies and homes are in the lists: their own day, the clock of 30 days, the midnight."""

import datetime as dt

import pytest
from django.utils import timezone

from editorial import clock
from editorial.age import Age
from support_programs.models import Home, Vacancy
from support_programs.models.listing import Listing
from tests.factories import HomeFactory, MunicipalityFactory, VacancyFactory

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
ENTERED = dt.date(2026, 1, 1)
each_listing = pytest.mark.parametrize("factory", [VacancyFactory, HomeFactory])
State = Listing.State


def days(count):
    return dt.timedelta(days=count)


def is_listed(row, on=None):
    return type(row).objects.listed(on).filter(pk=row.pk).exists()


def around(row, last_day):
    """In the lists on `last_day` and on the day after it, as the database and the row say."""
    by_row = [row.state(last_day) is State.OPEN, row.state(last_day + days(1)) is State.OPEN]
    assert [is_listed(row, last_day), is_listed(row, last_day + days(1))] == by_row
    return by_row


# Its own day


@each_listing
@pytest.mark.parametrize(
    "closes_on",
    [
        dt.date(2026, 1, 20),
        dt.date(2026, 2, 28),
        dt.date(2028, 2, 29),
        # The day clocks go forward, and the day they go back.
        dt.date(2026, 3, 29),
        dt.date(2026, 10, 25),
    ],
    ids=str,
)
def test_listing_is_there_on_its_closing_day_and_not_after(factory, closes_on):
    row = factory(checked_on=closes_on - days(5), closes_on=closes_on)

    assert around(row, closes_on) == [True, False]


@each_listing
def test_listing_closed_in_the_past_is_closed_not_expired(factory):
    row = factory(checked_on=ENTERED, closes_on=ENTERED + days(5))

    assert row.state(ENTERED + days(100)) is State.CLOSED


@each_listing
def test_listing_taken_off_is_gone_on_that_very_day(factory):
    row = factory(checked_on=ENTERED, closed_on=ENTERED + days(5))

    assert around(row, ENTERED + days(4)) == [True, False]
    assert row.state(ENTERED + days(5)) is State.CLOSED


@each_listing
def test_listing_taken_off_is_gone_before_its_closing_day(factory):
    row = factory(checked_on=ENTERED, closes_on=ENTERED + days(20), closed_on=ENTERED + days(5))

    assert around(row, ENTERED + days(4)) == [True, False]


@each_listing
def test_listing_taken_off_by_mistake_comes_back(factory):
    row = factory(checked_on=ENTERED, closed_on=ENTERED + days(5))
    row.closed_on = None

    row.save()

    assert is_listed(row, ENTERED + days(5))


# The clock


@each_listing
@pytest.mark.parametrize(
    ("after", "age"),
    [
        (0, Age.VERIFIED),
        (23, Age.VERIFIED),
        (24, Age.DUE),
        (30, Age.DUE),
        (31, Age.OVERDUE),
        (44, Age.OVERDUE),
        (45, Age.EXPIRED),
    ],
)
def test_age_of_listing_runs_from_its_entry(factory, after, age):
    row = factory(checked_on=ENTERED)

    assert row.age(ENTERED + days(after)) is age


@each_listing
@pytest.mark.parametrize(
    ("entered", "last_day"),
    [
        (ENTERED, dt.date(2026, 2, 14)),
        (dt.date(2028, 1, 16), dt.date(2028, 2, 29)),
        (dt.date(2028, 2, 29), dt.date(2028, 4, 13)),
        (dt.date(2026, 2, 20), dt.date(2026, 4, 5)),
        (dt.date(2026, 10, 1), dt.date(2026, 11, 14)),
    ],
    ids=str,
)
def test_listing_leaves_after_44_days(factory, entered, last_day):
    row = factory(checked_on=entered)

    assert around(row, last_day) == [True, False]


@each_listing
def test_listing_nobody_confirmed_expires_and_does_not_close(factory):
    row = factory(checked_on=ENTERED)

    assert row.state(ENTERED + days(45)) is State.EXPIRED


@each_listing
def test_listing_expires_before_a_later_closing_day(factory):
    row = factory(checked_on=ENTERED, closes_on=ENTERED + days(60))

    assert around(row, ENTERED + days(44)) == [True, False]
    assert row.state(ENTERED + days(45)) is State.EXPIRED


@each_listing
def test_listing_that_expired_first_is_closed_after_its_day(factory):
    row = factory(checked_on=ENTERED, closes_on=ENTERED + days(60))

    states = [row.state(ENTERED + days(60)), row.state(ENTERED + days(61))]

    assert states == [State.EXPIRED, State.CLOSED]


@each_listing
def test_still_true_starts_the_clock_anew(factory):
    row = factory(checked_on=ENTERED)
    row.verified_on = ENTERED + days(50)

    row.save()

    assert row.age(ENTERED + days(60)) is Age.VERIFIED
    assert around(row, ENTERED + days(50 + 44)) == [True, False]


@each_listing
def test_still_true_saved_alone_starts_the_clock_anew(factory):
    row = factory(checked_on=ENTERED)
    row.verified_on = ENTERED + days(50)

    row.save(update_fields=["verified_on"])

    assert is_listed(type(row).objects.get(pk=row.pk), ENTERED + days(60))


@each_listing
def test_still_true_of_old_does_not_set_the_clock_back(factory):
    row = factory(checked_on=ENTERED, verified_on=ENTERED - days(20))

    assert around(row, ENTERED + days(44)) == [True, False]


@each_listing
def test_still_true_does_not_open_what_its_day_closed(factory):
    row = factory(checked_on=ENTERED, closes_on=ENTERED + days(5), verified_on=ENTERED + days(10))

    assert not is_listed(row, ENTERED + days(10))


@each_listing
def test_listing_is_entered_today_by_default(factory, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MOMENT)

    assert factory().checked_on == dt.date(2026, 1, 15)


# Midnight in Riga, with the clock of the machine moved around it


@each_listing
@pytest.mark.parametrize(
    ("closes_on", "utc", "listed"),
    [
        (dt.date(2026, 1, 15), "2026-01-15T21:59", True),
        (dt.date(2026, 1, 15), "2026-01-15T22:01", False),
        (dt.date(2026, 7, 15), "2026-07-15T20:59", True),
        (dt.date(2026, 7, 15), "2026-07-15T21:01", False),
        (dt.date(2028, 2, 29), "2028-02-29T21:59", True),
        (dt.date(2028, 2, 29), "2028-02-29T22:01", False),
        # A day of 23 hours.
        (dt.date(2026, 3, 28), "2026-03-28T21:59", True),
        (dt.date(2026, 3, 28), "2026-03-28T22:01", False),
        (dt.date(2026, 3, 29), "2026-03-29T20:59", True),
        (dt.date(2026, 3, 29), "2026-03-29T21:01", False),
        # A day of 25 hours.
        (dt.date(2026, 10, 24), "2026-10-24T20:59", True),
        (dt.date(2026, 10, 24), "2026-10-24T21:01", False),
        (dt.date(2026, 10, 25), "2026-10-25T21:59", True),
        (dt.date(2026, 10, 25), "2026-10-25T22:01", False),
    ],
)
def test_listing_closes_at_midnight_in_riga(factory, monkeypatch, closes_on, utc, listed):
    row = factory(checked_on=closes_on - days(5), closes_on=closes_on)
    now = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert (is_listed(row), row.state() is State.OPEN) == (listed, listed)


@each_listing
@pytest.mark.parametrize(
    ("checked_on", "utc", "age", "listed"),
    [
        (dt.date(2026, 1, 1), "2026-02-14T21:59", Age.OVERDUE, True),
        (dt.date(2026, 1, 1), "2026-02-14T22:01", Age.EXPIRED, False),
        (dt.date(2026, 2, 13), "2026-03-29T20:59", Age.OVERDUE, True),
        (dt.date(2026, 2, 13), "2026-03-29T21:01", Age.EXPIRED, False),
        (dt.date(2026, 9, 11), "2026-10-25T21:59", Age.OVERDUE, True),
        (dt.date(2026, 9, 11), "2026-10-25T22:01", Age.EXPIRED, False),
    ],
)
def test_listing_expires_at_midnight_in_riga(factory, monkeypatch, checked_on, utc, age, listed):
    row = factory(checked_on=checked_on)
    now = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert (row.age(), is_listed(row)) == (age, listed)


# Its municipality


@each_listing
@pytest.mark.parametrize("hidden", [{"published_at": None}, {"withdrawn_at": MOMENT}], ids=str)
def test_listing_goes_with_its_municipality(factory, hidden):
    row = factory(municipality=MunicipalityFactory(**hidden))

    published = type(row).objects.published().filter(pk=row.pk).exists()

    assert (published, row.is_published, is_listed(row)) == (False, False, False)


# Orders


def test_newest_first_goes_by_the_moment_of_publishing():
    old, new = VacancyFactory(published_at=MOMENT), VacancyFactory(published_at=MOMENT + days(1))

    assert list(Vacancy.objects.newest_first()) == [new, old]


def test_closing_first_puts_offers_without_a_day_last():
    rows = [VacancyFactory(closes_on=day) for day in (None, ENTERED + days(2), ENTERED)]

    assert list(Vacancy.objects.closing_first()) == rows[::-1]


def test_closing_holds_listed_offers_with_a_day_of_their_own():
    later = VacancyFactory(checked_on=ENTERED, closes_on=ENTERED + days(9))
    sooner = VacancyFactory(checked_on=ENTERED, closes_on=ENTERED + days(5))
    VacancyFactory(checked_on=ENTERED)
    VacancyFactory(checked_on=ENTERED, closes_on=ENTERED + days(4))

    assert list(Vacancy.objects.closing(ENTERED + days(5))) == [sooner, later]


@each_listing
def test_rows_of_a_list_take_one_query(factory, django_assert_num_queries):
    factory.create_batch(2)

    with django_assert_num_queries(1):
        [str(row.municipality) for row in factory._meta.model.objects.listed().for_rows()]


# Vacancies


def test_imported_vacancies_are_told_from_those_entered_by_hand():
    by_hand, imported = VacancyFactory(), VacancyFactory(imported=True)

    sets = [list(Vacancy.objects.entered_by_hand()), list(Vacancy.objects.imported())]

    assert sets == [[by_hand], [imported]]
    assert [by_hand.is_imported, imported.is_imported] == [False, True]


@pytest.mark.parametrize(
    ("pay", "reaches"),
    [
        ({"pay_from": 1500, "pay_to": 1800}, True),
        ({"pay_from": 1200, "pay_to": 1500}, True),
        ({"pay_from": 1200, "pay_to": "1499.99"}, False),
        ({"pay_from": 1500, "pay_to": None}, True),
        ({"pay_from": 1499, "pay_to": None}, False),
        ({"pay_from": None, "pay_to": 1500}, True),
        ({"pay_from": None, "pay_to": None}, False),
        ({"pay_from": "8.93", "pay_to": None, "pay_period": "hour"}, True),
        ({"pay_from": "8.92", "pay_to": None, "pay_period": "hour"}, False),
        ({"pay_from": 7, "pay_to": 9, "pay_period": "hour"}, True),
    ],
    ids=str,
)
def test_paying_from_holds_a_months_pay_that_may_reach_it(pay, reaches):
    VacancyFactory(**pay)

    assert Vacancy.objects.paying_from(1500).exists() == reaches


# Homes


def test_homes_perhaps_free_leave_out_only_those_that_say_nothing_is_free():
    for free in (0, 1, 5, None):
        HomeFactory(free_units=free)

    assert {home.free_units for home in Home.objects.perhaps_free()} == {1, 5, None}


def test_end_of_an_offer_with_nothing_free_is_no_deadline():
    day = clock.today() + dt.timedelta(days=3)
    HomeFactory(free_units=0, closes_on=day)
    free = HomeFactory(free_units=2, closes_on=day)

    assert list(Home.objects.closing()) == [free]
