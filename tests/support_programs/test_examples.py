"""What the example listings show: every state of a page, and on each that it is an example."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from editorial import clock
from editorial.age import Age
from municipalities.models import Institution
from support_programs import example_listings
from support_programs.example_listings import MARK, NAME, SAYING
from support_programs.models import Event, Home, Kindergarten, Listing, School, Vacancy
from tests.factories import MunicipalityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("examples")]

PLACES = "daugavpils gulbene jelgava nereta ozolnieki rundale saldus skrunda smiltene tukums"
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
TITLED = [Vacancy, Home, Event]
# The text that says so on the page of each.
TEXTS = {Vacancy: "duties", Home: "note", Event: "summary", Kindergarten: "note", School: "note"}


@pytest.fixture(scope="module")
def examples(django_db_setup, django_db_blocker):
    """Written once, for the tests here only read; and none of them runs into midnight."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(timezone, "now", lambda: NOW)
        for key in PLACES.split():
            MunicipalityFactory(content_key=key)
        example_listings.write()
        yield
        transaction.set_rollback(True)


def test_examples_are_enough_to_see_lists_filters_and_pages():
    assert {model: model.objects.count() for model in [*TEXTS, Institution]} == {
        Vacancy: 30,
        Home: 14,
        Event: 8,
        Kindergarten: 2,
        School: 1,
        Institution: 3,
    }


def test_examples_are_valid():
    for model in [*TEXTS, Institution]:
        for row in model.objects.all():
            row.full_clean()


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_every_title_says_that_it_is_an_example(language):
    titles = [title for model in TITLED for title in model.objects.values_list(f"title_{language}")]

    assert titles
    assert [title for (title,) in titles if not title.startswith(MARK[language])] == []


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_every_page_says_that_it_shows_an_example(language):
    silent = [
        row
        for model, text in TEXTS.items()
        for row in model.objects.all()
        if not (getattr(row, f"{text}_{language}") or "").startswith(SAYING[language])
    ]

    assert silent == []


def test_every_name_that_is_not_translated_says_so_in_three_languages():
    names = Institution.objects.values_list("name", flat=True)

    assert [name for name in names if not name.startswith(NAME)] == []


def test_no_employer_or_organiser_passes_for_a_real_one():
    names = {
        *Vacancy.objects.values_list("employer", flat=True),
        *Event.objects.values_list("organiser", flat=True),
    }

    assert [name for name in names if not name.startswith(MARK["lv"])] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_text_is_there_in_every_language(language):
    texts = {
        Vacancy: ["title", "duties", "starts", "how_to_apply", "transport"],
        Home: ["title", "who", "how_to_apply", "cost_includes", "note"],
        Event: ["title", "summary", "how_to_join"],
        Kindergarten: ["language_help", "fee_note", "how_to_queue", "note"],
        School: ["language_help", "fee_note", "how_to_queue", "note"],
    }
    missing = [
        (row, text)
        for model, names in texts.items()
        for row in model.objects.all()
        for text in names
        if getattr(row, f"{text}_lv") and not getattr(row, f"{text}_{language}")
    ]

    assert missing == []


@pytest.mark.parametrize(
    ("column", "choices"),
    [
        ("field", Vacancy.Field),
        ("hours", Vacancy.Hours),
        ("pay_kind", Vacancy.PayKind),
        ("pay_period", Vacancy.PayPeriod),
        ("language_level", Vacancy.LanguageLevel),
    ],
)
def test_vacancies_show_every_choice(column, choices):
    assert set(choices.values) <= set(Vacancy.objects.values_list(column, flat=True))


@pytest.mark.parametrize("column", ["with_housing", "is_remote"])
def test_vacancies_show_both_sides_of_a_filter(column):
    assert set(Vacancy.objects.listed().values_list(column, flat=True)) == {True, False}


@pytest.mark.parametrize("missing", [{"pay_from": None}, {"closes_on": None}])
def test_vacancies_show_what_is_not_known(missing):
    assert Vacancy.objects.listed().filter(**missing).exists()


@pytest.mark.parametrize("model", [Vacancy, Home])
def test_listings_show_every_age_and_state(model):
    rows = model.objects.all()

    states = {row.state() for row in rows}
    ages = {row.age() for row in rows if row.state() is Listing.State.OPEN}

    assert states == set(Listing.State)
    assert ages == {Age.VERIFIED, Age.DUE, Age.OVERDUE}


@pytest.mark.parametrize("model", [Vacancy, Home])
@pytest.mark.parametrize("days", [-1, 0])
def test_listings_show_the_last_day_and_the_day_after(model, days):
    day = clock.today() + dt.timedelta(days=days)

    assert model.objects.filter(closes_on=day).exists()


def test_homes_show_every_kind_and_one_with_nothing_free():
    homes = Home.objects.listed()

    assert set(homes.values_list("kind", flat=True)) == set(Home.Kind.values)
    assert homes.filter(free_units=0).exists()


def test_kindergartens_show_free_places_of_two_ages():
    assert {row.places_age() for row in Kindergarten.objects.all()} == {Age.VERIFIED, Age.OVERDUE}


def test_events_are_coming_going_on_and_past():
    today = clock.today()
    coming, past = Event.objects.listed(), Event.objects.past()

    assert past.exists()
    assert coming.filter(starts_on=today).exists()
    assert coming.filter(starts_on__lt=today).exists()
    assert set(coming.values_list("is_online", flat=True)) == {True, False}
    assert set(coming.values_list("kind", flat=True)) == set(Event.Kind.values)


@pytest.mark.parametrize("model", [Vacancy, Home])
def test_some_municipality_has_none(model):
    assert model.objects.values("municipality").distinct().count() == 9
