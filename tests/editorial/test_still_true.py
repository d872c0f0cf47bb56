"""“Still true”: one press, all languages, nothing else."""

import datetime as dt

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from editorial import clock
from editorial.age import Age
from editorial.editions import snapshot
from editorial.models import Change, Publishable
from editorial.still_true import Obstacle, confirm, obstacle
from municipalities.models import Municipality
from support_programs.models import Event, Home, SupportMeasure, Vacancy
from tests import factories
from tests.editorial.test_scope import MADE_IN

pytestmark = pytest.mark.django_db

TOMORROW = clock.today() + dt.timedelta(days=1)
MADE = MADE_IN | {
    Municipality: lambda place: place,
    # One that is over cannot be confirmed.
    Event: lambda place: factories.EventFactory(
        municipality=place, starts_on=TOMORROW, ends_on=None
    ),
}
FACTS = [model for model in admin.site._registry if issubclass(model, Publishable)]

each_fact = pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)


def address(row, page="still_true"):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"
    return reverse(name, args=[] if page == "changelist" else [row.pk])


def days_ago(days):
    return clock.today() - dt.timedelta(days=days)


@pytest.fixture
def editor(client, cast):
    client.force_login(cast.editor_a)
    return client


@pytest.fixture
def measure(cast):
    return factories.SupportMeasureFactory(municipality=cast.a)


def warnings(response):
    return [str(m) for m in response.context["messages"] if m.level_tag == "warning"]


# --- What a confirmation does ---------------------------------------------------------------------


@each_fact
def test_one_press_makes_a_fact_verified_by_the_person(client, cast, model):
    row = MADE[model](cast.a)
    client.force_login(cast.coordinator)

    client.post(address(row))

    row.refresh_from_db()
    assert (row.verified_on, row.verified_by, row.age()) == (
        clock.today(),
        cast.coordinator,
        Age.VERIFIED,
    )


@each_fact
def test_confirmation_touches_no_text_no_source_and_no_translation(client, cast, model):
    row = MADE[model](cast.a)
    model._base_manager.filter(pk=row.pk).update(translated_from={"en": "0" * 64})
    row.sources.add(factories.SourceFactory())
    before = snapshot(row)
    client.force_login(cast.coordinator)

    client.post(address(row))

    row.refresh_from_db()
    assert (snapshot(row), row.translated_from) == (before, {"en": "0" * 64})


@each_fact
def test_confirmation_moves_version_and_history(client, cast, model):
    row = MADE[model](cast.a)
    version, entries = row.version, row.history.count()
    client.force_login(cast.coordinator)

    client.post(address(row))

    row.refresh_from_db()
    assert (row.version, row.history.count()) == (version + 1, entries + 1)
    assert row.history.first().history_user == cast.coordinator


def test_confirmation_is_a_line_of_the_log(editor, cast, measure):
    editor.post(address(measure))

    line = Change.objects.of(measure).get()
    assert (line.action, line.actor, line.municipality, line.is_public) == (
        "confirmed",
        cast.editor_a,
        cast.a,
        False,
    )


def test_confirmation_starts_the_clock_of_an_offer_anew(editor, cast):
    row = factories.HomeFactory(municipality=cast.a, checked_on=days_ago(60))
    assert row.state() == Home.State.EXPIRED

    editor.post(address(row))

    row.refresh_from_db()
    assert (row.checked_on, row.state()) == (clock.today(), Home.State.OPEN)


def test_confirmation_writes_what_another_person_saved_in_the_meantime(cast, measure):
    rows = SupportMeasure.objects.filter(pk=measure.pk)
    SupportMeasure.objects.filter(pk=measure.pk).update(version=7)

    confirm(rows, cast.editor_a)

    measure.refresh_from_db()
    assert measure.version == 8


# --- What cannot be confirmed ---------------------------------------------------------------------

STUCK = {
    "draft": lambda place: factories.SupportMeasureFactory(municipality=place, published_at=None),
    "withdrawn": lambda place: factories.SupportMeasureFactory(
        municipality=place, withdrawn_at="2026-01-15T12:00Z"
    ),
    "imported": lambda place: factories.VacancyFactory(municipality=place, imported=True),
    "closed": lambda place: factories.HomeFactory(municipality=place, closes_on=days_ago(1)),
    "taken off": lambda place: factories.VacancyFactory(municipality=place, closed_on=days_ago(0)),
    "past event": lambda place: factories.EventFactory(
        municipality=place, starts_on=days_ago(1), ends_on=None
    ),
}


@pytest.mark.parametrize("kind", STUCK)
def test_row_that_cannot_be_confirmed_stays_as_it_is_with_the_reason(editor, cast, kind):
    row = STUCK[kind](cast.a)
    row.refresh_from_db()
    before = (row.version, row.verified_on)

    response = editor.post(address(row), follow=True)

    row.refresh_from_db()
    assert (row.version, row.verified_on) == before
    assert [text[:2] for text in warnings(response)] == ["1 "]
    assert not Change.objects.exists()


@pytest.mark.parametrize("kind", STUCK)
def test_row_that_cannot_be_confirmed_offers_no_button(editor, cast, kind):
    row = STUCK[kind](cast.a)

    assert address(row) not in editor.get(address(row, "changelist")).content.decode()
    assert address(row) not in editor.get(address(row, "change")).content.decode()


def test_event_can_be_confirmed_on_its_last_day_and_not_after_it():
    event = factories.EventFactory(starts_on=days_ago(3), ends_on=days_ago(1))

    assert obstacle(event, days_ago(1)) is None
    assert obstacle(event, days_ago(0)) is Obstacle.OVER


def test_event_kept_as_history_has_no_day_that_could_pass():
    event = factories.EventFactory(starts_on=None, starts_time=None, ends_time=None, period="2019")

    assert obstacle(event) is None


# --- Where it is pressed --------------------------------------------------------------------------


@each_fact
def test_list_and_form_offer_the_button(client, cast, model):
    row = MADE[model](cast.a)
    client.force_login(cast.coordinator)

    listed = client.get(address(row, "changelist")).content.decode()
    opened = client.get(address(row, "change")).content.decode()

    assert f'formaction="{address(row)}"' in listed
    assert f'action="{address(row)}"' in opened


def test_form_says_who_confirmed_last(editor, cast, measure):
    measure.verified_on, measure.verified_by = dt.date(2026, 1, 15), cast.coordinator
    measure.save()

    html = editor.get(address(measure, "change")).content.decode()

    assert str(cast.coordinator) in html[html.index("still-true__last") :][:200]


def test_national_row_offers_its_button_to_administrators_only(client, cast):
    row = factories.SupportMeasureFactory(national=True)
    client.force_login(cast.coordinator)

    assert address(row) not in client.get(address(row, "changelist")).content.decode()
    assert client.post(address(row)).status_code == 403


def test_row_elsewhere_is_not_found(client, cast, measure):
    client.force_login(cast.editor_b)

    assert client.post(address(measure)).status_code == 404
    measure.refresh_from_db()
    assert measure.verified_on is None


def test_looking_confirms_nothing(editor, measure):
    assert editor.get(address(measure)).status_code == 405
    measure.refresh_from_db()
    assert measure.verified_on is None


def test_press_without_the_token_of_the_form_is_refused(cast, measure):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor_a)

    assert client.post(address(measure)).status_code == 403


def test_press_leads_back_to_where_it_came_from(editor, measure):
    came_from = address(measure, "changelist") + "?need=work"

    response = editor.post(address(measure), {"next": came_from})

    assert response.headers["Location"] == came_from


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""]
)
def test_press_never_leads_to_another_site(editor, measure, elsewhere):
    response = editor.post(address(measure), {"next": elsewhere})

    assert response.headers["Location"] == address(measure, "changelist")


def test_buttons_of_a_list_bring_back_to_the_list_as_it_was(editor, measure):
    page = address(measure, "changelist") + "?age=unconfirmed&availability=rounds"

    html = editor.get(page).content.decode()

    assert f'name="next" value="{page.replace("&", "&amp;")}"' in html


@each_fact
def test_chosen_rows_are_confirmed_together(client, cast, model):
    rows = [MADE[model](place) for place in (cast.a, cast.b)]
    client.force_login(cast.coordinator)
    chosen = {"action": "still_true", "_selected_action": [row.pk for row in rows]}

    client.post(address(rows[0], "changelist"), chosen)

    assert model._base_manager.filter(verified_on=clock.today()).count() == 2


def test_rows_of_one_choice_that_cannot_be_confirmed_are_counted_by_reason(editor, cast):
    good = factories.VacancyFactory(municipality=cast.a)
    rows = [good, *(STUCK[kind](cast.a) for kind in ("imported", "taken off"))]
    chosen = {"action": "still_true", "_selected_action": [row.pk for row in rows]}

    response = editor.post(address(good, "changelist"), chosen, follow=True)

    assert len(warnings(response)) == 2
    assert list(Vacancy.objects.filter(verified_on=clock.today())) == [good]


# --- Age in lists ---------------------------------------------------------------------------------

DAYS = {"verified": 0, "due": 80, "overdue": 100, "expired": 130, "unconfirmed": None}


@pytest.mark.parametrize("wanted", DAYS)
def test_list_can_be_cut_down_to_an_age(editor, cast, wanted):
    rows = {
        age: factories.SupportMeasureFactory(
            municipality=cast.a, verified_on=None if days is None else days_ago(days)
        )
        for age, days in DAYS.items()
    }

    response = editor.get(address(rows[wanted], "changelist"), {"age": wanted})

    assert list(response.context["cl"].result_list) == [rows[wanted]]


@each_fact
@pytest.mark.parametrize(("age", "count"), [("verified", 1), ("overdue", 0)])
def test_every_list_of_facts_has_the_filter_of_ages(client, cast, model, age, count):
    row = MADE[model](cast.a)
    model._base_manager.filter(pk=row.pk).update(verified_on=clock.today())
    client.force_login(cast.editor_a)

    response = client.get(address(row, "changelist"), {"age": age})

    assert list(response.context["cl"].result_list) == [row][:count]
