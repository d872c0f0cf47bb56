import datetime as dt

import pytest

from editorial.models import Publishable
from municipalities.models import Municipality
from tests.factories import (
    AbsenceFactory,
    CommonQuestionFactory,
    ContactFactory,
    InstitutionFactory,
    MunicipalityFactory,
    PilotFactFactory,
    SupportMeasureFactory,
)

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
PUBLISHABLE = [
    AbsenceFactory,
    CommonQuestionFactory,
    ContactFactory,
    InstitutionFactory,
    MunicipalityFactory,
    PilotFactFactory,
    SupportMeasureFactory,
]
each_publishable = pytest.mark.parametrize(
    "factory", PUBLISHABLE, ids=lambda factory: factory._meta.model.__name__
)
each_state = pytest.mark.parametrize(
    ("state", "published"),
    [
        ({"published_at": MOMENT}, True),
        ({"published_at": None}, False),
        ({"published_at": MOMENT, "withdrawn_at": MOMENT}, False),
    ],
    ids=["published", "draft", "withdrawn"],
)


@each_publishable
@each_state
def test_published_and_is_published_agree(factory, state, published):
    row = factory(**state)

    in_queryset = type(row).objects.published().filter(pk=row.pk).exists()

    assert (in_queryset, row.is_published) == (published, published)


@each_publishable
@each_state
def test_listed_holds_nothing_unpublished(factory, state, published):
    row = factory(**state)

    assert type(row).objects.listed().filter(pk=row.pk).exists() == published


@pytest.mark.parametrize(
    ("factory", "history"),
    [
        (ContactFactory, {"is_historic": True}),
        (InstitutionFactory, {"is_historic": True}),
        (SupportMeasureFactory, {"availability": "historic"}),
    ],
)
def test_historic_rows_are_published_but_not_listed(factory, history):
    current, historic = factory(), factory(**history)
    factory(**history, published_at=None)
    rows = type(current).objects

    sets = [set(rows.published()), set(rows.listed()), set(rows.historic())]

    assert sets == [{current, historic}, {current}, {historic}]


def test_publish_brings_back_what_was_withdrawn():
    row = MunicipalityFactory(withdrawn_at=MOMENT)

    row.publish()

    assert row.is_published


def test_publish_keeps_the_first_moment():
    row = MunicipalityFactory(published_at=MOMENT)

    row.publish()

    assert row.published_at == MOMENT


def test_publish_gives_a_draft_its_moment():
    row = MunicipalityFactory(published_at=None)

    row.publish()

    assert row.is_published


@pytest.mark.parametrize(
    ("as_of", "last_day"),
    [
        ("", None),
        ("2026", dt.date(2026, 12, 31)),
        ("2015/2026-02", dt.date(2026, 2, 28)),
    ],
)
def test_save_keeps_the_last_day_of_as_of(as_of, last_day):
    row = MunicipalityFactory(as_of=as_of)

    assert Municipality.objects.get(pk=row.pk).as_of_last_day == last_day


def test_save_of_as_of_alone_keeps_its_last_day():
    row = MunicipalityFactory(as_of="2026")
    row.as_of = "2024"

    row.save(update_fields=["as_of"])

    assert Municipality.objects.get(pk=row.pk).as_of_last_day == dt.date(2024, 12, 31)


def test_save_counts_the_version():
    row = MunicipalityFactory()

    row.save()
    row.save(update_fields=["verified_on"])

    assert Municipality.objects.get(pk=row.pk).version == 3


def test_translated_from_of_new_rows_is_empty_and_not_shared():
    first, second = MunicipalityFactory(), MunicipalityFactory()

    first.translated_from["en"] = "hash"

    assert second.translated_from == Municipality().translated_from == {}


def test_translated_from_comes_back_as_it_was_saved():
    row = MunicipalityFactory(translated_from={"en": "hash"})

    assert Municipality.objects.get(pk=row.pk).translated_from == {"en": "hash"}


def test_every_published_model_is_tried_here():
    assert {factory._meta.model for factory in PUBLISHABLE} == set(Publishable.__subclasses__())
