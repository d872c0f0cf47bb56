"""Filters live in the address (UX §2): unknown words are left out and named, nothing breaks."""

import pytest
from django.http import QueryDict
from django.utils import translation

from municipalities.needs import Need
from support_programs.filters import MOST_VALUES, NATIONAL, MeasureFilter
from support_programs.models import SupportMeasure
from support_programs.querysets import Availability, Status
from support_programs.stages import Stage
from tests.factories import MunicipalityFactory, StepFactory, SupportMeasureFactory

pytestmark = pytest.mark.django_db

PATH = "/en/support/"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def places():
    return [
        MunicipalityFactory(slug="daugavpils", short_name_en="Daugavpils"),
        MunicipalityFactory(slug="saldus", short_name_en="Saldus"),
    ]


@pytest.fixture
def read(places):
    def read(query="", **kwargs):
        return MeasureFilter.of_measures(QueryDict(query), PATH, places, **kwargs)

    return read


@pytest.fixture
def found(read):
    def found(query=""):
        measures = read(query).apply(SupportMeasure.objects.published().with_status())
        return sorted(measures.values_list("slug", flat=True))

    return found


def test_filter_of_an_empty_address_is_inactive(read):
    chosen = read()

    assert not chosen.is_active
    assert chosen.unknown == []
    assert chosen.address() == PATH


def test_filter_keeps_a_repeated_municipality_once(read):
    chosen = read("m=saldus&m=daugavpils&m=saldus")

    assert chosen.chosen["m"] == ["saldus", "daugavpils"]
    assert chosen.address() == f"{PATH}?m=saldus&m=daugavpils"


@pytest.mark.parametrize("key", ["need", "stage", "status"])
def test_filter_takes_one_value_of_the_other_keys(read, key):
    values = {"need": Need.values, "stage": Stage.values, "status": Status.values}[key]

    chosen = read(f"{key}={values[1]}&{key}={values[0]}")

    assert chosen.chosen[key] == [values[1]]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("m=talsi", ["talsi"]),
        ("need=nauda&stage=before", ["nauda"]),
        ("m=saldus&m=talsi&status=x", ["talsi", "x"]),
        ("utm_source=a&need=work", ["utm_source"]),
        ("need=WORK", ["WORK"]),
        ("m=%00", ["\x00"]),
    ],
)
def test_filter_names_what_it_does_not_know(read, query, named):
    chosen = read(query)

    assert chosen.unknown == named
    assert not set(named) & {v for values in chosen.chosen.values() for v in values}


def test_filter_leaves_the_unknown_out_of_its_address(read):
    assert read("m=saldus&m=talsi&x=1").address() == f"{PATH}?m=saldus"


def test_filter_does_not_mind_empty_values(read):
    chosen = read("m=&need=&stage=&status=&page=2")

    assert chosen.unknown == []
    assert not chosen.is_active


def test_filter_reads_only_so_many_values(read):
    chosen = read("&".join(f"m=talsi{n}" for n in range(1000)))

    assert len(chosen.unknown) == MOST_VALUES


def test_filter_reads_only_so_many_keys(read):
    chosen = read("&".join(f"k{n}=1" for n in range(900)))

    assert len(chosen.unknown) <= MOST_VALUES


def test_filter_cuts_long_words_short(read):
    assert len(read("m=" + "a" * 5000).unknown[0]) <= 40


def test_filter_never_writes_page_one(read):
    chosen = read("m=saldus&page=1")

    assert chosen.address(1) == f"{PATH}?m=saldus"
    assert chosen.address(2) == f"{PATH}?m=saldus&page=2"


def test_filter_lists_each_choice_with_the_address_without_it(read):
    [saldus, need] = read("m=saldus&need=work").chosen_list()

    assert (saldus["group"], saldus["label"]) == ("Municipality", "Saldus")
    assert saldus["path"] == f"{PATH}?need=work"
    assert (need["label"], need["path"]) == ("Work", f"{PATH}?m=saldus")


def test_filter_shows_the_form_as_it_was_sent(read):
    groups = {group["name"]: group for group in read("m=saldus&need=work").groups()}

    checked = [o["value"] for g in groups.values() for o in g["options"] if o["checked"]]
    assert checked == ["saldus", "work"]
    assert groups["m"]["kind"] == "checkboxes"


def test_filter_of_fewer_keys_does_not_know_the_others(read):
    chosen = read("need=work&m=saldus", keys=("m", "stage"))

    assert chosen.unknown == ["need"]
    assert [group["name"] for group in chosen.groups()] == ["m", "stage"]


# --- What it finds -------------------------------------------------------------------------------


@pytest.fixture
def measures(places):
    daugavpils, saldus = places
    SupportMeasureFactory(slug="a", municipality=daugavpils, need=Need.WORK)
    SupportMeasureFactory(slug="b", municipality=saldus, need=Need.BUSINESS)
    SupportMeasureFactory(slug="n", national=True, need=Need.BUSINESS)
    SupportMeasureFactory(
        slug="h", municipality=saldus, need=Need.WORK, availability=Availability.HISTORIC
    )
    SupportMeasureFactory(
        slug="p", municipality=saldus, need=Need.WORK, availability=Availability.PAUSED
    )
    StepFactory(measure=SupportMeasure.objects.get(slug="b"), stage=Stage.BEFORE)
    StepFactory(measure=SupportMeasure.objects.get(slug="b"), stage=Stage.BEFORE)


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", "abnp"),
        ("m=daugavpils", "a"),
        ("m=daugavpils&m=saldus", "abp"),
        (f"m={NATIONAL}", "n"),
        (f"m={NATIONAL}&m=daugavpils", "an"),
        ("need=business", "bn"),
        (f"need=business&m={NATIONAL}&m=saldus", "bn"),
        ("need=work&m=saldus", "p"),
        ("stage=before", "b"),
        ("stage=settle", ""),
        ("status=historic", "h"),
        ("status=historic&m=daugavpils", ""),
        ("status=paused", "p"),
        ("m=talsi", "abnp"),
        ("m=talsi&m=saldus", "bp"),
    ],
)
def test_filter_narrows_the_measures(measures, found, query, slugs):
    assert "".join(found(query)) == slugs


@pytest.mark.parametrize("status", Status.values)
def test_filter_finds_only_the_asked_status(measures, read, status):
    chosen = read(f"status={status}").apply(SupportMeasure.objects.published().with_status())

    assert {measure.status for measure in chosen} <= {status}
