"""What the tag of a measure says, and when it may say that there is no deadline."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from support_programs.models import SupportMeasure
from support_programs.presentation import status_tag
from support_programs.querysets import Availability
from tests.factories import RoundFactory, SupportMeasureFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 15)
NOON = timezone.make_aware(dt.datetime(2026, 3, 15, 12))
# A measure is confirmed for 90 days, and overdue for 30 more.
CONFIRMED = [DAY, DAY - dt.timedelta(days=90), DAY - dt.timedelta(days=120)]
UNSURE = [None, DAY - dt.timedelta(days=121)]


NO_NOTE = {f"deadline_note_{language}": "" for language in ("lv", "en", "ru")}


def read(measure):
    return SupportMeasure.objects.with_status(NOON).get(pk=measure.pk)


def label_of(measure):
    with translation.override("en"):
        return status_tag(read(measure))["label"].replace("\xa0", " ")


@pytest.mark.parametrize("verified_on", CONFIRMED)
def test_measure_always_available_and_confirmed_says_so(verified_on):
    measure = SupportMeasureFactory(availability=Availability.ALWAYS, verified_on=verified_on)

    assert label_of(measure) == "always available"


@pytest.mark.parametrize("verified_on", UNSURE)
def test_measure_always_available_that_nobody_vouches_for_is_not_believed(verified_on):
    measure = SupportMeasureFactory(
        availability=Availability.ALWAYS, verified_on=verified_on, **NO_NOTE
    )

    assert label_of(measure) == "dates not known"


@pytest.mark.parametrize(
    ("note", "label"),
    [
        ("Within three months of the birth", "Within three months of the birth"),
        ("a" * 46, "has a deadline"),
    ],
)
def test_deadline_in_words_is_the_tag_where_it_is_short(note, label):
    measure = SupportMeasureFactory(availability=Availability.ALWAYS, deadline_note_en=note)

    assert label_of(measure) == label


@pytest.mark.parametrize(
    ("call", "label"),
    [
        ({}, "open until 31 March 2026"),
        ({"opens": dt.date(2026, 3, 20)}, "opens on 20 March 2026"),
        ({"opens": None}, "closes on 31 March 2026"),
        ({"opens": None, "closes": None}, "dates not known"),
    ],
    ids=["open", "upcoming", "opening not known", "nothing known"],
)
def test_tag_says_the_day_that_is_known(call, label):
    measure = RoundFactory(measure=SupportMeasureFactory(**NO_NOTE), **call).measure

    assert label_of(measure) == label
