import pytest
from django.core.exceptions import ValidationError

from municipalities.needs import Need
from support_programs.kinds import NEED_OF_KIND, MeasureKind
from support_programs.models import SupportMeasure
from tests.factories import PaperFactory, RoundFactory, StepFactory, SupportMeasureFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", MeasureKind)
def test_measure_need_follows_from_its_kind(kind):
    assert SupportMeasureFactory(kind=kind).need == NEED_OF_KIND[kind]


def test_measure_need_is_the_one_an_editor_chose():
    measure = SupportMeasureFactory(kind=MeasureKind.ALLOWANCE, need=Need.HOME)

    measure.save()

    assert SupportMeasure.objects.get(pk=measure.pk).need == Need.HOME


def test_measure_full_clean_fills_in_need_number_and_sort_keys():
    measure = SupportMeasureFactory.build(municipality=None, kind=MeasureKind.HOUSING)

    measure.full_clean()

    assert (measure.need, measure.number) == (Need.HOME, 1000)
    assert measure.sort_key_en.startswith("grant competition")


def test_measure_of_unknown_kind_is_refused_by_field():
    measure = SupportMeasureFactory.build(municipality=None, kind="lottery")

    with pytest.raises(ValidationError) as refusal:
        measure.full_clean()

    assert "kind" in refusal.value.message_dict


def test_number_follows_the_highest():
    SupportMeasureFactory(number=1041)

    numbers = [SupportMeasureFactory().number, SupportMeasureFactory().number]

    assert numbers == [1042, 1043]


def test_number_leaves_those_below_a_thousand_to_the_content_files():
    SupportMeasureFactory(number=41)

    assert SupportMeasureFactory().number == 1000


def test_number_fills_no_gap():
    SupportMeasureFactory(number=1007)
    SupportMeasureFactory(number=1003).delete()

    assert SupportMeasureFactory().number == 1008


def test_number_of_a_deleted_measure_is_never_given_again():
    last = SupportMeasureFactory()
    given = last.number

    last.delete()

    assert SupportMeasureFactory().number == given + 1


def test_number_stays_when_the_measure_is_saved_again():
    measure = SupportMeasureFactory()
    SupportMeasureFactory()
    given = measure.number

    measure.save()

    assert measure.number == given


def test_rounds_come_newest_first_and_unknown_years_before_all():
    measure = SupportMeasureFactory()
    for key, year in [("old", 2018), ("unknown", None), ("new", 2026)]:
        RoundFactory(measure=measure, key=key, year=year, opens=None, closes=None)

    assert [row.key for row in measure.rounds.all()] == ["unknown", "new", "old"]


@pytest.mark.parametrize(("factory", "name"), [(StepFactory, "steps"), (PaperFactory, "papers")])
def test_children_come_in_their_order(factory, name):
    measure = SupportMeasureFactory()
    for key, order in [("c", 2), ("b", 1), ("a", 1)]:
        factory(measure=measure, key=key, order=order)

    assert [row.key for row in getattr(measure, name).all()] == ["a", "b", "c"]


@pytest.mark.parametrize("factory", [RoundFactory, StepFactory, PaperFactory])
def test_children_know_their_key_before_they_are_saved(factory):
    first, second = factory.build(measure=None), factory.build(measure=None)

    assert first.pk and first.pk != second.pk
