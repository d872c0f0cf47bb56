import datetime as dt

import pytest

from editorial.age import AMOUNT_OR_CONTACT, GENERAL_TEXT, Age, age
from tests.factories import (
    AbsenceFactory,
    CommonQuestionFactory,
    ContactFactory,
    InstitutionFactory,
    MunicipalityFactory,
    SupportMeasureFactory,
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
