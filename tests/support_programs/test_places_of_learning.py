"""Kindergartens and schools: which are shown, how long their free places count, whom they take."""

import datetime as dt

import pytest
from django.utils import timezone

from editorial.age import Age
from support_programs.models import Kindergarten
from tests.factories import (
    InstitutionFactory,
    KindergartenFactory,
    MunicipalityFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
COUNTED = dt.date(2026, 1, 1)
each_place = pytest.mark.parametrize("factory", [KindergartenFactory, SchoolFactory])


def days(count):
    return dt.timedelta(days=count)


@each_place
@pytest.mark.parametrize("hidden", [{"published_at": None}, {"withdrawn_at": MOMENT}], ids=str)
def test_place_goes_with_its_institution(factory, hidden):
    row = factory(institution=InstitutionFactory(**hidden))

    assert (type(row).objects.published().exists(), row.is_published) == (False, False)


@each_place
@pytest.mark.parametrize("hidden", [{"published_at": None}, {"withdrawn_at": MOMENT}], ids=str)
def test_place_goes_with_its_municipality(factory, hidden):
    row = factory(institution__municipality=MunicipalityFactory(**hidden))

    assert (type(row).objects.published().exists(), row.is_published) == (False, False)


@each_place
def test_place_of_a_historic_institution_is_published_but_not_listed(factory):
    rows = type(factory(institution__is_historic=True)).objects

    assert (rows.published().exists(), rows.listed().exists()) == (True, False)


@each_place
def test_place_has_the_name_and_municipality_of_its_institution(factory):
    row = factory(institution__name="Saulstariņi")

    assert (str(row), row.municipality) == ("Saulstariņi", row.institution.municipality)


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
def test_age_of_free_places_runs_from_their_own_day(after, age):
    row = KindergartenFactory(places_on=COUNTED)

    assert row.places_age(COUNTED + days(after)) is age


def test_age_of_free_places_nobody_counted_is_unconfirmed():
    row = KindergartenFactory(free_places=None, queue_length=None, places_on=None)

    assert row.places_age(COUNTED) is Age.UNCONFIRMED


@each_place
@pytest.mark.parametrize(
    "counted",
    [COUNTED, dt.date(2028, 1, 16), dt.date(2028, 2, 29), dt.date(2026, 2, 13)],
    ids=str,
)
def test_free_places_lapse_after_44_days(factory, counted):
    rows = type(factory(places_on=counted, free_places=3)).objects

    known = [rows.places_known(counted + days(after)).exists() for after in (44, 45)]

    assert known == [True, False]


@pytest.mark.parametrize(
    ("counted", "utc", "is_known"),
    [
        (dt.date(2026, 1, 1), "2026-02-14T21:59", True),
        (dt.date(2026, 1, 1), "2026-02-14T22:01", False),
        (dt.date(2026, 2, 13), "2026-03-29T20:59", True),
        (dt.date(2026, 2, 13), "2026-03-29T21:01", False),
        (dt.date(2026, 9, 11), "2026-10-25T21:59", True),
        (dt.date(2026, 9, 11), "2026-10-25T22:01", False),
    ],
)
def test_free_places_lapse_at_midnight_in_riga(monkeypatch, counted, utc, is_known):
    KindergartenFactory(places_on=counted, free_places=3)
    now = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert Kindergarten.objects.places_known().exists() == is_known


def test_free_places_that_lapsed_leave_the_kindergarten_in_the_lists():
    row = KindergartenFactory(places_on=COUNTED, as_of="2026-01")

    assert list(Kindergarten.objects.listed()) == [row]


def test_none_free_is_known_and_no_number_is_not():
    KindergartenFactory(free_places=0, places_on=COUNTED)
    KindergartenFactory(free_places=None, queue_length=4, places_on=COUNTED)

    known = Kindergarten.objects.places_known(COUNTED)

    assert [row.free_places for row in known] == [0]


@pytest.mark.parametrize(
    ("limits", "years", "takes"),
    [
        (("1.5", 7), 0, False),
        # One and a half is still one year old.
        (("1.5", 7), 1, True),
        (("1.5", 7), 7, True),
        (("1.5", 7), 8, False),
        (("3", "6.5"), 2, False),
        (("3", "6.5"), 3, True),
        (("3", "6.5"), 6, True),
        (("3", "6.5"), 7, False),
        ((None, 7), 0, True),
        ((None, 7), 8, False),
        (("1.5", None), 20, True),
        ((None, None), 5, True),
    ],
    ids=str,
)
def test_taking_age_holds_those_whose_limits_allow_it(limits, years, takes):
    KindergartenFactory(age_from=limits[0], age_to=limits[1])

    assert Kindergarten.objects.taking_age(years).exists() == takes


def test_reading_order_is_by_municipality_then_latvian_name():
    first, second = MunicipalityFactory(slug="a"), MunicipalityFactory(slug="b")
    made = [(second, "Auseklītis"), (first, "Žubīte"), (first, "Ābelīte"), (first, "Bitīte")]
    for municipality, name in made:
        KindergartenFactory(institution__municipality=municipality, institution__name=name)

    names = [str(row) for row in Kindergarten.objects.for_rows()]

    assert names == ["Ābelīte", "Bitīte", "Žubīte", "Auseklītis"]


@each_place
def test_rows_of_a_list_take_one_query(factory, django_assert_num_queries):
    factory.create_batch(2)

    with django_assert_num_queries(1):
        for row in factory._meta.model.objects.listed().for_rows():
            str(row), str(row.municipality)
