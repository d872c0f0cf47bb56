import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from editorial.models import Publishable
from municipalities.models import Municipality
from tests.factories import (
    AbsenceFactory,
    CommonQuestionFactory,
    ContactFactory,
    EventFactory,
    HomeFactory,
    InstitutionFactory,
    KindergartenFactory,
    MunicipalityFactory,
    PilotFactFactory,
    PlanningRegionFactory,
    SchoolFactory,
    SupportMeasureFactory,
    VacancyFactory,
)

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
PUBLISHABLE = [
    AbsenceFactory,
    CommonQuestionFactory,
    ContactFactory,
    EventFactory,
    HomeFactory,
    InstitutionFactory,
    KindergartenFactory,
    MunicipalityFactory,
    PilotFactFactory,
    SchoolFactory,
    SupportMeasureFactory,
    VacancyFactory,
]
# Rows that go with a municipality, and the way to it.
LOCAL = {
    factory: "institution__municipality"
    if factory in (KindergartenFactory, SchoolFactory)
    else "municipality"
    for factory in PUBLISHABLE
    if factory is not MunicipalityFactory
}
GENERAL = [
    CommonQuestionFactory,
    ContactFactory,
    EventFactory,
    PilotFactFactory,
    SupportMeasureFactory,
]
each_local = pytest.mark.parametrize(
    ("factory", "path"),
    [pytest.param(*pair, id=pair[0]._meta.model.__name__) for pair in LOCAL.items()],
)
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
    "state", [{"withdrawn_at": MOMENT}, {"published_at": None}], ids=["withdrawn", "draft"]
)
@each_local
def test_row_goes_with_its_municipality(factory, path, state):
    row = factory(**{path: MunicipalityFactory(**state)})

    in_queryset = type(row).objects.published().filter(pk=row.pk).exists()

    assert (in_queryset, row.is_published) == (False, False)


@pytest.mark.parametrize("factory", GENERAL, ids=lambda factory: factory._meta.model.__name__)
def test_row_without_a_municipality_stands_by_itself(factory):
    region = {"region": PlanningRegionFactory()} if factory is ContactFactory else {}
    row = factory(municipality=None, **region)

    in_queryset = type(row).objects.published().filter(pk=row.pk).exists()

    assert (in_queryset, row.is_published) == (True, True)


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


@pytest.mark.parametrize("name", ["published_at", "withdrawn_at"])
def test_nothing_is_published_or_withdrawn_ahead_of_time(name):
    row = MunicipalityFactory()
    setattr(row, name, timezone.now() + dt.timedelta(minutes=1))

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert list(refusal.value.message_dict) == [name]


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
    published = {model for model in apps.get_models() if issubclass(model, Publishable)}

    assert {factory._meta.model for factory in PUBLISHABLE} == published
