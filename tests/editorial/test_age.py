import datetime as dt

import pytest

from contacts.models import Contact
from editorial import clock
from editorial.age import AMOUNT_OR_CONTACT, GENERAL_TEXT, Age, age
from support_programs.models import Event, Home, SupportMeasure, Vacancy
from tests.factories import (
    AbsenceFactory,
    CommonQuestionFactory,
    ContactFactory,
    EventFactory,
    HomeFactory,
    InstitutionFactory,
    MunicipalityFactory,
    SupportMeasureFactory,
    VacancyFactory,
)

VERIFIED_ON = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("interval", "days", "expected"),
    [
        (AMOUNT_OR_CONTACT, 0, Age.VERIFIED),
        (AMOUNT_OR_CONTACT, 76, Age.VERIFIED),
        (AMOUNT_OR_CONTACT, 77, Age.DUE),
        (AMOUNT_OR_CONTACT, 90, Age.DUE),
        (AMOUNT_OR_CONTACT, 91, Age.OVERDUE),
        (AMOUNT_OR_CONTACT, 120, Age.OVERDUE),
        (AMOUNT_OR_CONTACT, 121, Age.EXPIRED),
        (GENERAL_TEXT, 0, Age.VERIFIED),
        (GENERAL_TEXT, 166, Age.VERIFIED),
        (GENERAL_TEXT, 167, Age.DUE),
        (GENERAL_TEXT, 180, Age.DUE),
        (GENERAL_TEXT, 181, Age.OVERDUE),
        (GENERAL_TEXT, 240, Age.OVERDUE),
        (GENERAL_TEXT, 241, Age.EXPIRED),
    ],
)
def test_age_changes_on_its_day(interval, days, expected):
    on = VERIFIED_ON + dt.timedelta(days=days)

    assert age(VERIFIED_ON, interval, on) == expected


def test_age_of_what_nobody_confirmed_is_unconfirmed():
    assert age(None, GENERAL_TEXT, VERIFIED_ON) == Age.UNCONFIRMED


def test_age_counts_from_today_when_no_day_is_given(monkeypatch):
    monkeypatch.setattr("editorial.clock.today", lambda: VERIFIED_ON + dt.timedelta(days=181))

    assert age(VERIFIED_ON, GENERAL_TEXT) == Age.OVERDUE


@pytest.mark.parametrize(
    ("factory", "interval"),
    [
        (SupportMeasureFactory, AMOUNT_OR_CONTACT),
        (ContactFactory, AMOUNT_OR_CONTACT),
        (MunicipalityFactory, GENERAL_TEXT),
        (InstitutionFactory, GENERAL_TEXT),
        (CommonQuestionFactory, GENERAL_TEXT),
        (AbsenceFactory, GENERAL_TEXT),
    ],
)
def test_fact_is_overdue_after_the_interval_of_its_kind(db, factory, interval):
    fact = factory(verified_on=VERIFIED_ON)
    last_day = VERIFIED_ON + dt.timedelta(days=interval.check_every)

    ages = [fact.age(last_day), fact.age(last_day + dt.timedelta(days=1))]

    assert ages == [Age.DUE, Age.OVERDUE]


# --- Ages of many rows at once --------------------------------------------------------------------

# One of each interval; an offer counts from the day it was entered or checked.
BORDERS = {
    SupportMeasureFactory: "verified_on",
    InstitutionFactory: "verified_on",
    HomeFactory: "checked_on",
}
WORDS = {age.value: age for age in Age}


def around_the_borders(interval):
    """Days since the check, on both sides of every border."""
    ends = (
        interval.check_every - interval.remind_before,
        interval.check_every,
        interval.check_every + interval.expires_after,
    )
    return [0, *(end + step for end in ends for step in (-1, 0, 1, 2))]


@pytest.mark.parametrize("factory", BORDERS)
def test_words_of_the_queryset_say_the_same_as_the_row(db, factory):
    model = factory._meta.model
    rows = [
        factory(**{BORDERS[factory]: VERIFIED_ON - dt.timedelta(days=days)})
        for days in around_the_borders(model.check_interval)
    ]
    if BORDERS[factory] == "verified_on":
        rows.append(factory(verified_on=None))
    found = {word: set(ask(model.objects, word)) for word in WORDS}

    for row in rows:
        assert [word for word in WORDS if row in found[word]] == [row.age(VERIFIED_ON).value]


def ask(rows, word):
    return rows.unconfirmed() if word == "unconfirmed" else getattr(rows, word)(VERIFIED_ON)


@pytest.mark.parametrize("word", ["verified", "due", "overdue", "expired"])
def test_words_of_the_queryset_count_from_today_when_no_day_is_given(db, monkeypatch, word):
    factory_days = {"verified": 0, "due": 80, "overdue": 100, "expired": 130}
    row = SupportMeasureFactory(verified_on=VERIFIED_ON)
    day = VERIFIED_ON + dt.timedelta(days=factory_days[word])
    monkeypatch.setattr("editorial.clock.today", lambda: day)

    assert list(getattr(SupportMeasure.objects, word)()) == [row]


def test_nobody_is_asked_about_what_is_history_or_over(db):
    on = clock.today()
    before = on - dt.timedelta(days=1)
    SupportMeasureFactory(availability="historic")
    ContactFactory(is_historic=True)
    HomeFactory(closes_on=before)
    HomeFactory(closed_on=on)
    VacancyFactory(imported=True)
    EventFactory(starts_on=before, ends_on=None)

    assert [
        model.objects.worth_confirming(on).count()
        for model in (SupportMeasure, Contact, Home, Vacancy, Event)
    ] == [0] * 5


def test_offer_that_expired_is_asked_about_until_it_closes(db):
    on = clock.today()
    row = HomeFactory(checked_on=on - dt.timedelta(days=60), closes_on=on)

    assert list(Home.objects.worth_confirming(on)) == [row]
    assert not Home.objects.worth_confirming(on + dt.timedelta(days=1))
