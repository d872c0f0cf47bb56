"""Offers, places of learning and events in the administration."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial import clock
from editorial.models import Change
from support_programs.models import Event, Home, Kindergarten, School, Vacancy, VacancyImport
from tests import factories

FACTORIES = {
    Vacancy: factories.VacancyFactory,
    Home: factories.HomeFactory,
    Kindergarten: factories.KindergartenFactory,
    School: factories.SchoolFactory,
}

each_listing = pytest.mark.parametrize("model", [Vacancy, Home], ids=lambda model: model.__name__)
each_place = pytest.mark.parametrize(
    "model", [Kindergarten, School], ids=lambda model: model.__name__
)
each_confirmable = pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def imported(db):
    return factories.VacancyFactory(imported=True)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def run_action(client, action, *rows, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(address(type(rows[0]), "changelist"), data, follow=True)


def days_ago(days):
    return clock.today() - dt.timedelta(days=days)


# --- Lists --------------------------------------------------------------------------------------


@each_confirmable
@pytest.mark.parametrize("text", ["ādaži", "Adazi"])
def test_row_is_found_by_its_municipality_however_it_is_written(signed_in, model, text):
    place = factories.MunicipalityFactory(short_name_lv="Ādaži", name_lv="Ādažu novads")
    elsewhere = factories.MunicipalityFactory(short_name_lv="Preiļi", name_lv="Preiļu novads")
    kind = {Kindergarten: "preschool", School: "school"}.get(model)
    rows = []
    for municipality in (place, elsewhere):
        if kind:
            institution = factories.InstitutionFactory(municipality=municipality, kind=kind)
            rows.append(FACTORIES[model](institution=institution))
        else:
            rows.append(FACTORIES[model](municipality=municipality, place="Skolas iela 1"))

    response = signed_in.get(address(model, "changelist"), {"q": text})

    assert list(response.context["cl"].result_list) == rows[:1]


@pytest.mark.parametrize("origin", ["here", "imported"])
def test_origin_filter_leaves_rows_of_that_origin(signed_in, imported, origin):
    here = factories.VacancyFactory()

    response = signed_in.get(address(Vacancy, "changelist"), {"origin": origin})

    assert list(response.context["cl"].result_list) == [
        {"here": here, "imported": imported}[origin]
    ]


@each_listing
@pytest.mark.parametrize("offer", ["open", "over"])
def test_offer_filter_goes_by_the_day(signed_in, model, offer):
    rows = {
        "open": FACTORIES[model](closes_on=clock.today()),
        "over": FACTORIES[model](closes_on=days_ago(1)),
    }

    response = signed_in.get(address(model, "changelist"), {"offer": offer})

    assert list(response.context["cl"].result_list) == [rows[offer]]


@pytest.mark.parametrize("time", ["coming", "past"])
def test_time_filter_of_events_goes_by_the_last_day(signed_in, time):
    rows = {
        "coming": factories.EventFactory(starts_on=clock.today(), ends_on=None),
        "past": factories.EventFactory(starts_on=days_ago(1), ends_on=None),
    }

    response = signed_in.get(address(Event, "changelist"), {"time": time})

    assert list(response.context["cl"].result_list) == [rows[time]]


@each_listing
def test_new_offer_was_checked_today(signed_in, model):
    response = signed_in.get(address(model, "add"))

    form = response.context["adminform"].form
    assert form["checked_on"].value() == clock.today()


def test_institution_of_a_kindergarten_is_chosen_among_kindergartens(signed_in):
    kindergarten = factories.InstitutionFactory(kind="preschool")
    factories.InstitutionFactory(kind="school")
    query = {
        "app_label": "support_programs",
        "model_name": "kindergarten",
        "field_name": "institution",
    }

    response = signed_in.get(reverse("admin:autocomplete"), query)

    assert [choice["id"] for choice in response.json()["results"]] == [str(kindergarten.pk)]


# --- Still true, taken off ----------------------------------------------------------------------


@each_confirmable
def test_still_true_is_said_today_by_the_person(signed_in, administrator, model):
    row = FACTORIES[model]()

    run_action(signed_in, "still_true", row)

    row.refresh_from_db()
    assert (row.verified_on, row.verified_by) == (clock.today(), administrator)


@each_confirmable
def test_still_true_writes_history_and_version(signed_in, administrator, model):
    row = FACTORIES[model]()
    version, entries = row.version, row.history.count()

    run_action(signed_in, "still_true", row)

    row.refresh_from_db()
    assert (row.version, row.history.count()) == (version + 1, entries + 1)
    assert row.history.first().history_user == administrator


@each_listing
def test_still_true_starts_the_clock_of_an_offer_anew(signed_in, model):
    row = FACTORIES[model](checked_on=days_ago(60))
    assert row.state() == row.State.EXPIRED

    run_action(signed_in, "still_true", row)

    row.refresh_from_db()
    assert (row.checked_on, row.state()) == (clock.today(), row.State.OPEN)


@each_place
def test_still_true_says_nothing_about_free_places(signed_in, model):
    row = FACTORIES[model](places_on=days_ago(60))

    run_action(signed_in, "still_true", row)

    row.refresh_from_db()
    assert row.places_on == days_ago(60)


@each_listing
def test_offer_is_taken_off_today(signed_in, model):
    row = FACTORIES[model]()

    run_action(signed_in, "taken_off", row)

    row.refresh_from_db()
    assert (row.closed_on, row.state()) == (clock.today(), row.State.CLOSED)


@each_listing
def test_offer_taken_off_before_keeps_its_day(signed_in, model):
    row = FACTORIES[model](closed_on=days_ago(5))

    run_action(signed_in, "taken_off", row)

    row.refresh_from_db()
    assert row.closed_on == days_ago(5)


@each_listing
def test_editor_takes_off_an_offer_of_the_own_municipality(client, cast, model):
    client.force_login(cast.editor_a)
    row = FACTORIES[model](municipality=cast.a)

    run_action(client, "taken_off", row)

    row.refresh_from_db()
    assert row.closed_on == clock.today()


@pytest.mark.parametrize(
    ("published_at", "is_public"), [("2026-01-15T12:00Z", True), (None, False)]
)
def test_taking_off_is_logged(signed_in, administrator, published_at, is_public):
    row = factories.HomeFactory(published_at=published_at)

    run_action(signed_in, "taken_off", row)

    line = Change.objects.of(row).get()
    assert (line.action, line.actor, line.is_public) == ("taken_off", administrator, is_public)


# --- Vacancies from the open data ---------------------------------------------------------------


def test_imported_vacancy_can_be_looked_at(signed_in, imported):
    response = signed_in.get(address(Vacancy, "change", imported.pk))

    html = response.content.decode()
    assert imported.title_lv in html
    assert 'name="title_lv"' not in html
    assert 'name="_save"' not in html


def test_imported_vacancy_leads_to_its_page(signed_in, imported):
    response = signed_in.get(address(Vacancy, "change", imported.pk))

    assert response.context["absolute_url"] in response.content.decode()


def test_imported_vacancy_is_not_saved_by_the_form(signed_in, imported):
    sent = {"slug": imported.slug, "title_lv": "Cits", "place": "Cita"}

    response = signed_in.post(address(Vacancy, "change", imported.pk), sent)

    imported.refresh_from_db()
    assert (response.status_code, imported.title_lv != "Cits") == (403, True)


def test_old_version_of_an_imported_vacancy_is_not_brought_back(signed_in, imported):
    version = address(Vacancy, "simple_history", imported.pk, imported.history.first().pk)
    before = imported.version

    response = signed_in.post(version, {})

    imported.refresh_from_db()
    assert (response.status_code, imported.version) == (403, before)


def test_imported_vacancy_is_not_deleted(signed_in, imported):
    response = signed_in.post(address(Vacancy, "delete", imported.pk), {"post": "yes"})

    assert response.status_code == 403
    assert Vacancy.objects.exists()


@pytest.mark.parametrize("action", ["still_true", "taken_off"])
def test_action_leaves_imported_vacancies_as_they_are(signed_in, imported, action):
    before = imported.version

    run_action(signed_in, action, imported)

    imported.refresh_from_db()
    assert imported.version == before


def test_imported_vacancy_is_withdrawn(signed_in, imported):
    run_action(signed_in, "withdraw", imported)

    imported.refresh_from_db()
    assert imported.withdrawn_at is not None


def test_withdrawn_imported_vacancy_is_published_again(signed_in):
    row = factories.VacancyFactory(imported=True, withdrawn_at=timezone.now())

    run_action(signed_in, "publish", row)

    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_editor_of_the_municipality_does_not_withdraw_an_imported_vacancy(client, imported):
    client.force_login(factories.MembershipFactory(municipality=imported.municipality).user)

    run_action(client, "withdraw", imported)

    imported.refresh_from_db()
    assert imported.withdrawn_at is None


@pytest.mark.parametrize("action", ["still_true", "taken_off", "delete_selected"])
def test_action_says_how_many_imported_vacancies_it_left(signed_in, imported, action):
    response = run_action(signed_in, action, imported, post="yes")

    warnings = [str(m) for m in response.context["messages"] if m.level_tag == "warning"]
    assert [text[:2] for text in warnings] == ["1 "]


def test_delete_action_leaves_imported_vacancies(signed_in, imported):
    own = factories.VacancyFactory()

    run_action(signed_in, "delete_selected", imported, own, post="yes")

    assert list(Vacancy.objects.all()) == [imported]


def test_action_changes_vacancies_entered_here_beside_imported_ones(signed_in, imported):
    own = factories.VacancyFactory()

    run_action(signed_in, "taken_off", imported, own)

    own.refresh_from_db()
    assert own.closed_on == clock.today()


# --- Imports of open data -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["add", "change", "delete"])
def test_report_of_an_import_is_for_reading_only(signed_in, name):
    row = factories.VacancyImportFactory()
    args = [] if name == "add" else [row.pk]

    response = signed_in.post(address(VacancyImport, name, *args), {"post": "yes", "rows": "9"})

    assert response.status_code == 403
    assert VacancyImport.objects.count() == 1


def test_report_of_an_import_can_be_looked_at(signed_in):
    row = factories.VacancyImportFactory()

    response = signed_in.get(address(VacancyImport, "change", row.pk))

    assert response.status_code == 200
