"""What is said before a row is submitted or published."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import translation

from editorial import checks, clock
from editorial.models import LinkUse, OutsideLink, Publishable
from support_programs.kinds import MeasureKind
from support_programs.querysets import Availability
from support_programs.stages import Stage
from tests import factories
from tests.editorial.test_admin import FACTORIES

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 10, 2)
YESTERDAY = TODAY - dt.timedelta(days=1)
PUBLISHABLE = {model: make for model, make in FACTORIES.items() if issubclass(model, Publishable)}

each_model = pytest.mark.parametrize("model", PUBLISHABLE, ids=lambda model: model.__name__)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def told(found, *words):
    """What was said that holds all of `words`."""
    return [str(one) for one in found if all(word in str(one) for word in words)]


def saved(row):
    """As the database gives it back."""
    return type(row).objects.get(pk=row.pk)


def measure(**fields):
    """One to which nothing is to be said."""
    row = factories.SupportMeasureFactory(
        **{"availability": Availability.ALWAYS, "kind": MeasureKind.SCHOOL, **fields}
    )
    row.contacts.add(
        factories.ContactFactory(municipality=row.municipality, verified_on=YESTERDAY)
        if row.municipality
        else factories.ContactFactory(verified_on=YESTERDAY)
    )
    return saved(row)


@each_model
def test_row_of_a_factory_has_no_problem(model):
    assert checks.problems(saved(PUBLISHABLE[model]())) == []


def test_row_without_faults_gets_no_hint():
    assert checks.hints(measure(), TODAY) == []


# --- A day in the past --------------------------------------------------------------------------


DATED = {
    factories.VacancyFactory: "closes_on",
    factories.HomeFactory: "closes_on",
    factories.EventFactory: "starts_on",
}
each_dated = pytest.mark.parametrize(
    ("make", "field"), DATED.items(), ids=lambda one: getattr(one, "__name__", one)
)


@each_dated
def test_new_row_that_is_over_may_not_go_on(make, field):
    row = saved(make(published_at=None, **{field: YESTERDAY}))

    assert told(checks.problems(row, TODAY), "1 October 2026")
    assert not told(checks.hints(row, TODAY), "last day")


@each_dated
def test_new_row_of_today_may_go_on(make, field):
    row = saved(make(published_at=None, **{field: TODAY}))

    assert checks.problems(row, TODAY) == []


@each_dated
def test_row_that_was_public_and_is_over_may_be_mended(make, field):
    row = saved(make(**{field: YESTERDAY}))

    assert checks.problems(row, TODAY) == []
    assert told(checks.hints(row, TODAY), "1 October 2026")


def test_event_written_down_as_history_may_go_on():
    no_days = dict.fromkeys(("starts_on", "starts_time", "ends_time"))
    row = saved(factories.EventFactory(**no_days, period="2019", published_at=None))

    assert checks.problems(row) == []


def test_today_is_that_of_the_clock():
    row = factories.VacancyFactory(published_at=None, closes_on=clock.today())

    assert checks.problems(saved(row)) == []
    assert checks.problems(saved(row), clock.today() + dt.timedelta(days=1))


# --- How to go on -------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [factories.VacancyFactory, factories.HomeFactory])
@pytest.mark.parametrize(
    ("how", "link", "stops"),
    [("", "", True), ("Zvaniet.", "", False), ("", "https://saldus.lv/", False)],
)
def test_offer_says_how_to_apply(make, how, link, stops):
    texts = {f"how_to_apply_{language}": how for language in ("lv", "en", "ru")}
    row = saved(make(official_url=link, **texts))

    found = checks.problems(row)

    assert bool(told(found, "how to apply")) is stops
    assert [one.field for one in found] == (["how_to_apply"] if stops else [])


def test_event_that_says_neither_where_nor_how_gets_a_hint():
    texts = {f"how_to_join_{language}": "" for language in ("lv", "en", "ru")}
    row = saved(factories.EventFactory(place="", join_url="", **texts))

    assert told(checks.hints(row), "where it is")
    row.place = "Saldus"
    assert not told(checks.hints(row), "where it is")


def test_measure_that_names_nobody_gets_a_hint():
    row = measure(official_url="")
    row.contacts.clear()

    assert told(checks.hints(row, TODAY), "nobody to ask")


@pytest.mark.parametrize(
    ("verified_on", "is_told"),
    [
        (TODAY - dt.timedelta(days=91), True),
        (TODAY - dt.timedelta(days=90), False),
        (TODAY, False),
    ],
)
def test_contact_that_nobody_confirmed_for_90_days_gets_a_hint(verified_on, is_told):
    row = measure()
    row.contacts.update(verified_on=verified_on)

    assert bool(told(checks.hints(row, TODAY), "90 days")) is is_told


def test_contact_that_nobody_ever_confirmed_gets_a_hint_of_its_own():
    row = measure()
    row.contacts.update(verified_on=None)

    assert told(checks.hints(row, TODAY), "confirmed this contact yet")
    assert not told(checks.hints(row, TODAY), "90 days")


def test_contact_kept_as_history_gets_no_hint():
    row = measure()
    row.contacts.update(verified_on=None, is_historic=True)

    assert not told(checks.hints(row, TODAY), "90 days")


# --- Sources, calls, steps ----------------------------------------------------------------------


def test_fact_without_source_and_age_gets_a_hint():
    row = measure(as_of="")

    assert told(checks.hints(row, TODAY), "comes from")
    row.sources.add(factories.SourceFactory())
    assert checks.hints(row, TODAY) == []


def test_offer_is_dated_by_its_entry():
    row = saved(factories.VacancyFactory(as_of=""))

    assert not told(checks.hints(row), "comes from")


@pytest.mark.parametrize(
    ("rounds", "is_told"),
    [
        ([], False),
        ([{"closes": YESTERDAY}], True),
        ([{"closes": TODAY}], False),
        ([{"closes": YESTERDAY}, {"closes": TODAY}], False),
        ([{"closes": YESTERDAY}, {"opens": TODAY}], False),
        ([{"closes": YESTERDAY}, {"opens": YESTERDAY}], True),
        ([{"closes": YESTERDAY}, {"year": 2027}], False),
        ([{"closes": YESTERDAY}, {"year": 2026}], True),
    ],
)
def test_measure_in_rounds_whose_last_is_over_gets_a_hint(rounds, is_told):
    row = measure(availability=Availability.ROUNDS)
    for fields in rounds:
        empty = {"year": None, "opens": None, "closes": None}
        factories.RoundFactory(measure=row, **{**empty, **fields})

    assert bool(told(checks.hints(row, TODAY), "last call")) is is_told


@pytest.mark.parametrize("availability", ["always", "paused", "historic"])
def test_measure_that_is_not_in_rounds_gets_no_hint_of_them(availability):
    row = measure(availability=availability)
    factories.RoundFactory(measure=row, closes=YESTERDAY, opens=None)

    assert not told(checks.hints(row, TODAY), "last call")


@pytest.mark.parametrize(
    ("stage", "is_told"),
    [(None, True), (Stage.ARRIVE, True), (Stage.BEFORE, False), (Stage.DECIDE, False)],
)
def test_grant_without_a_step_before_leaving_gets_a_hint(stage, is_told):
    row = measure(kind=MeasureKind.BUSINESS_GRANT)
    if stage:
        factories.StepFactory(measure=row, stage=stage, lead_months=None)

    assert bool(told(checks.hints(row, TODAY), "before leaving")) is is_told


def test_stages_abroad_are_those_of_the_measures():
    assert {stage.value for stage in Stage if stage.is_abroad} == checks.ABROAD


# --- Links --------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_broken", [True, False])
def test_link_known_to_be_broken_gets_a_hint(is_broken):
    row = measure()
    link = OutsideLink.objects.create(url="https://saldus.lv/nav", is_broken=is_broken)
    LinkUse.objects.create(link=link, row=row, field="official_url")

    found = [one for one in checks.hints(row, TODAY) if one.field == "official_url"]

    assert bool(told(found, "https://saldus.lv/nav")) is is_broken


def test_link_of_another_row_with_the_same_key_gets_no_hint():
    row = measure()
    other = ContentType.objects.get_for_model(factories.VacancyFactory._meta.model)
    link = OutsideLink.objects.create(url="https://saldus.lv/nav", is_broken=True)
    LinkUse.objects.create(link=link, content_type=other, object_id=row.pk, field="official_url")

    assert checks.hints(row, TODAY) == []


# --- Texts --------------------------------------------------------------------------------------


def test_missing_translation_gets_a_hint_with_the_names_of_the_texts():
    row = measure(summary_ru="", who_ru=None)

    [hint] = checks.hints(row, TODAY)

    assert str(hint) == "Not translated (Русский): summary, who it is for."


def test_missing_translation_of_a_child_gets_a_hint():
    row = measure()
    factories.StepFactory(measure=row, text_lv="Piesakieties.", text_en="")

    assert told(checks.hints(row, TODAY), "(English)", "step")


def test_language_that_is_switched_off_is_not_missed():
    row = measure(summary_ru="", municipality__hidden_languages="ru")

    assert checks.hints(row, TODAY) == []


def test_municipality_misses_its_own_translations():
    row = saved(factories.MunicipalityFactory(intro_en=""))

    assert told(checks.hints(row), "(English)", "introduction")
    row.hidden_languages = "en"
    assert not told(checks.hints(row), "(English)")


def test_text_that_is_not_there_in_latvian_is_not_missed():
    assert checks.hints(measure(note_lv="", note_en="", note_ru=""), TODAY) == []


def sentence(count):
    return " ".join(["vārds"] * count) + "."


@pytest.mark.parametrize(("count", "is_told"), [(40, False), (41, True)])
def test_long_sentence_gets_a_hint_that_quotes_it(count, is_told):
    short = " ".join([sentence(2).capitalize()] * 5)
    row = measure(details_lv=f"{short} {sentence(count).capitalize()}")

    found = told(checks.hints(row, TODAY), "details (Latvian)", f"{count} words", "“Vārds vārds")

    assert bool(found) is is_told


def test_long_sentence_is_quoted_in_part():
    row = measure(details_lv=sentence(100))

    [text] = told(checks.hints(row, TODAY), "100 words: ")
    assert len(text) < 220


@pytest.mark.parametrize(("count", "is_told"), [(25, False), (26, True)])
def test_sentences_that_are_long_on_average_get_a_hint(count, is_told):
    row = measure(details_lv=sentence(count))

    found = told(checks.hints(row, TODAY), f"{count} words on average", "LIX")

    assert bool(found) is is_told


def test_hard_words_get_a_hint_with_the_reading_level():
    row = measure(details_lv="Iesniegumizskatīšana notiekpašvaldībā. Atbildessaņemšana vēstulē.")

    assert told(checks.hints(row, TODAY), "hard to read", "LIX 77")


def test_names_are_no_sentences():
    assert checks.hints(measure(title_lv=sentence(22)[:150]), TODAY) == []


# --- As a whole ---------------------------------------------------------------------------------


@each_model
@pytest.mark.parametrize("language", ["lv", "ru"])
def test_every_model_is_looked_at_in_the_language_of_the_person(model, language):
    texts = {
        field.name: sentence(45)
        for field in model._meta.fields
        if field.name.endswith("_lv") and field.get_internal_type() == "TextField"
    }
    row = saved(PUBLISHABLE[model](as_of="", **texts))

    with translation.override(language):
        found = [str(one) for one in checks.hints(row)]

    assert bool(found) or not texts
    assert not [text for text in found if "%(" in text]


def test_number_of_queries_does_not_grow(django_assert_max_num_queries):
    row = measure()
    for _ in range(5):
        factories.StepFactory(measure=row)
        factories.RoundFactory(measure=row)
        factories.PaperFactory(measure=row)
        row.contacts.add(factories.ContactFactory())
    row = saved(row)
    ContentType.objects.get_for_model(row)

    with django_assert_max_num_queries(6):
        checks.hints(row)
