import datetime as dt

import pytest

from municipalities.needs import Need
from support_programs.kinds import MeasureKind
from support_programs.models import Step, SupportMeasure
from support_programs.stages import Stage
from tests.factories import (
    MunicipalityFactory,
    RoundFactory,
    StepFactory,
    SupportMeasureFactory,
)

pytestmark = pytest.mark.django_db


def test_local_and_national_part_the_measures():
    local, national = SupportMeasureFactory(), SupportMeasureFactory(national=True)

    sets = [list(SupportMeasure.objects.local()), list(SupportMeasure.objects.national())]

    assert sets == [[local], [national]]


def count(queryset):
    return queryset.counts_by_municipality_and_need()


def test_counts_are_per_municipality_and_need():
    first, second = MunicipalityFactory(), MunicipalityFactory()
    for municipality, need in [(first, "work"), (first, "work"), (first, "home"), (second, "work")]:
        SupportMeasureFactory(municipality=municipality, need=need)
    SupportMeasureFactory(national=True, need="work")

    assert count(SupportMeasure.objects.listed()) == {
        (first.pk, "work"): (2, 0),
        (first.pk, "home"): (1, 0),
        (second.pk, "work"): (1, 0),
    }


def test_counts_keep_to_the_rows_they_are_asked_of():
    listed = SupportMeasureFactory(need="work")
    for left_out in [{"availability": "historic"}, {"published_at": None}]:
        SupportMeasureFactory(municipality=listed.municipality, need="work", **left_out)

    assert count(SupportMeasure.objects.listed()) == {(listed.municipality_id, "work"): (1, 0)}


def test_counts_are_the_same_with_status_and_order():
    first = SupportMeasureFactory(need="work")
    SupportMeasureFactory(municipality=first.municipality, need="work", availability="always")

    counted = count(SupportMeasure.objects.with_status().in_reading_order())

    assert counted == {(first.municipality_id, "work"): (2, 0)}


def test_counts_tell_how_many_nobody_can_apply_to():
    paused = SupportMeasureFactory(need="work", availability="paused")
    closed = SupportMeasureFactory(municipality=paused.municipality, need="work")
    RoundFactory(measure=closed, opens=dt.date(2019, 3, 1), closes=dt.date(2019, 4, 1))
    SupportMeasureFactory(municipality=paused.municipality, need="work", availability="always")

    assert count(SupportMeasure.objects.listed()) == {(paused.municipality_id, "work"): (3, 2)}


def test_counts_take_one_query(django_assert_num_queries):
    SupportMeasureFactory.create_batch(3)

    with django_assert_num_queries(1):
        count(SupportMeasure.objects.listed())


NATIONAL = {"measure__national": True, "measure__need": Need.HOME}


@pytest.mark.parametrize(
    "other",
    [
        {"measure__national": False},
        {"measure__need": Need.WORK},
        {"measure__availability": "historic"},
        {"measure__availability": "paused"},
        {"measure__published_at": None},
        {"stage": Stage.DECIDE},
        {"stage": Stage.ARRIVE, "lead_months": None},
    ],
    ids=str,
)
def test_national_before_leaving_leaves_out(other):
    wanted = StepFactory(**NATIONAL)
    StepFactory(**NATIONAL | other)

    assert list(Step.objects.national_before_leaving(Need.HOME)) == [wanted]


def test_national_before_leaving_puts_grants_first_then_the_longest_lead():
    made = [
        ("soon", MeasureKind.HOUSING, 1),
        ("whenever", MeasureKind.HOUSING, None),
        ("early", MeasureKind.HOUSING, 6),
        ("grant", MeasureKind.BUSINESS_GRANT, None),
    ]
    for text, kind, lead in made:
        StepFactory(**NATIONAL, text_lv=text, measure__kind=kind, lead_months=lead)

    texts = [step.text for step in Step.objects.national_before_leaving(Need.HOME)]

    assert texts == ["grant", "early", "soon", "whenever"]


def test_national_before_leaving_takes_one_query(django_assert_num_queries):
    for _each in range(3):
        StepFactory(**NATIONAL, repeats=SupportMeasureFactory())

    with django_assert_num_queries(1):
        for step in Step.objects.national_before_leaving(Need.HOME):
            str(step.measure), str(step.repeats)


@pytest.mark.parametrize(
    ("stage", "is_abroad"),
    [
        (Stage.DECIDE, True),
        (Stage.BEFORE, True),
        (Stage.ARRIVE, False),
        (Stage.SETTLE, False),
    ],
)
def test_stage_knows_whether_the_family_is_still_abroad(stage, is_abroad):
    assert stage.is_abroad == is_abroad


def test_steps_about_schools_fit_schools_only():
    school = SupportMeasureFactory(national=True, kind=MeasureKind.SCHOOL)
    allowance = SupportMeasureFactory(national=True, kind=MeasureKind.ALLOWANCE)
    for measure in (school, allowance):
        StepFactory(measure=measure, stage=Stage.BEFORE)

    fitting = {
        kind: {step.measure for step in Step.objects.fitting(kind)}
        for kind in (MeasureKind.SCHOOL, MeasureKind.ALLOWANCE)
    }

    assert fitting == {
        MeasureKind.SCHOOL: {school, allowance},
        MeasureKind.ALLOWANCE: {allowance},
    }
