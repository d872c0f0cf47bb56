"""Translations in the administration: the matrix, the lists behind it, and the form of a row."""

import html
import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial import translations
from editorial.administration.translating import ROWS_ON_A_PAGE, TranslationTicks
from editorial.earlier_texts import latvian_then, what_changed
from editorial.editions import snapshot
from editorial.models import Publishable, Revision
from editorial.rights import rights
from editorial.translation_matrix import waiting
from editorial.translations import latvian_hash, made_now, texts
from municipalities.models import Municipality
from support_programs.models import SupportMeasure
from tests import factories
from tests.editorial.test_scope import MADE_IN

pytestmark = pytest.mark.django_db

MATRIX = "/admin/translations/"
FACTS = [model for model in admin.site._registry if issubclass(model, Publishable)]
STATES = ["missing", "outdated", "checked", "current"]

each_fact = pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)


def rows_path(language, state, place=None):
    key = place.pk if place else ""
    return f"{MATRIX}rows/?language={language}&state={state}&m={key}"


def note(row, **made_from):
    """Bring the row up to date, but for what is said of a language."""
    row.save()
    row.translated_from = {**made_now(snapshot(row)), **made_from}
    type(row).objects.filter(pk=row.pk).update(translated_from=row.translated_from)
    return row


def submitted(row, **fields):
    """An edition that waits for review and writes `fields`."""
    base = snapshot(row)
    data = {**base, "fields": {**base["fields"], **fields}}
    return Revision.objects.create(
        row=row, base=base, data=data, state=Revision.State.REVIEW, submitted_at=timezone.now()
    )


def open_form(client, row):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return client.get(reverse(name, args=[row.pk]))


def matrix(client):
    """Name of the place → its eight cells, English before Russian."""
    response = client.get(MATRIX)
    return {
        place["label"]: [cell["count"] if cell["is_shown"] else "–" for cell in place["cells"]]
        for place in response.context["places"]
    }


def words(response):
    return html.unescape(re.sub(r"<[^>]+>|\s+", " ", response.content.decode()))


@pytest.fixture
def person(client, cast):
    """Sign somebody of the cast in."""

    def sign_in(name):
        client.force_login(getattr(cast, name))
        return client

    return sign_in


@pytest.fixture
def measure(cast):
    return note(factories.SupportMeasureFactory(municipality=cast.a, title_lv="Grants"))


@pytest.fixture
def no_places(cast):
    """The municipalities of the cast and what belongs to none count for nothing."""
    Municipality.objects.update(withdrawn_at=timezone.now())


# --- The matrix ---------------------------------------------------------------------------------


def test_matrix_counts_each_row_in_its_state(person, cast, no_places):
    make = factories.SupportMeasureFactory
    note(make(municipality=cast.a))
    note(make(municipality=cast.a), en="earlier")
    note(make(municipality=cast.a, title_ru=""))
    submitted(note(make(municipality=cast.a), en="earlier"), title_en="Grant of today")

    assert matrix(person("editor_a"))["Apgabals A"] == [0, 1, 1, 2, 1, 0, 0, 3]


def test_edition_in_another_language_leaves_a_translation_as_it_was(person, cast, no_places):
    submitted(note(factories.SupportMeasureFactory(municipality=cast.a)), title_ru="Иначе")

    assert matrix(person("editor_a"))["Apgabals A"] == [0, 0, 0, 1, 0, 0, 1, 0]


def test_draft_that_nobody_submitted_is_not_being_checked(person, cast, no_places):
    edition = submitted(note(factories.SupportMeasureFactory(municipality=cast.a)), title_en="New")
    Revision.objects.filter(pk=edition.pk).update(state=Revision.State.DRAFT)

    assert matrix(person("editor_a"))["Apgabals A"] == [0, 0, 0, 1, 0, 0, 0, 1]


@pytest.mark.parametrize("model", MADE_IN, ids=lambda model: model.__name__)
def test_matrix_counts_rows_of_each_kind(person, cast, no_places, model):
    person("editor_a")
    before = matrix(person("editor_a")).get("Apgabals A")
    MADE_IN[model](cast.a)

    assert before == [0] * 8
    assert matrix(person("editor_a"))["Apgabals A"][0] >= 1


def test_person_sees_own_municipalities_alone(person, cast):
    places = {"editor_a": ["A"], "coordinator": ["A", "B"], "other_coordinator": ["C"]}
    places["administrator"] = ["A", "B", "C"]

    for name, own in places.items():
        assert [*matrix(person(name))] == [f"Apgabals {place}" for place in own]


def test_rows_of_the_whole_country_are_the_administrator_s(person, cast):
    factories.SupportMeasureFactory(national=True)

    assert len(matrix(person("administrator"))) == 4
    assert len(matrix(person("coordinator"))) == 2


def test_matrix_reads_no_edition_of_others(cast):
    own, foreign = (
        note(factories.SupportMeasureFactory(municipality=place)) for place in (cast.a, cast.b)
    )
    for row in (own, foreign):
        submitted(row, title_en="New")

    def read(person):
        return waiting(own=rights(person)).get((SupportMeasure, "en"), set())

    assert read(cast.editor_a) == {own.pk}
    assert read(cast.administrator) == {own.pk, foreign.pk}


def test_switched_off_language_counts_nothing(person, cast, no_places):
    factories.SupportMeasureFactory(municipality=cast.a)
    Municipality.objects.filter(pk=cast.a.pk).update(hidden_languages="ru")

    assert matrix(person("editor_a"))["Apgabals A"] == [1, 0, 0, 0, "–", "–", "–", "–"]


# --- The rows behind a number -------------------------------------------------------------------


def test_each_number_leads_to_its_rows(person, cast):
    for made in MADE_IN.values():
        made(cast.a)
    note(factories.SupportMeasureFactory(municipality=cast.a), en="earlier")
    client = person("editor_a")
    place = client.get(MATRIX).context["places"][0]

    for cell in place["cells"]:
        assert len(client.get(cell["path"]).context["rows"]) == cell["count"]
    assert sum(cell["count"] for cell in place["cells"]) == 2 * (len(MADE_IN) + 4)


def test_row_of_a_list_leads_to_its_form(person, cast, measure):
    client = person("editor_a")
    found = client.get(rows_path("en", "current", cast.a)).context["rows"]

    assert [row["label"] for row in found] == ["Grants"]
    assert client.get(found[0]["path"]).context["original"] == measure


def test_not_offered_is_named_by_its_need(person, cast, no_places):
    factories.AbsenceFactory(municipality=cast.a, need="health")

    found = person("editor_a").get(rows_path("en", "missing", cast.a)).context["rows"]

    assert [row["label"] for row in found] == ["Veselība"]


def test_long_list_is_cut_into_pages(person, cast, no_places):
    factories.SupportMeasureFactory.create_batch(ROWS_ON_A_PAGE + 1, municipality=cast.a)
    client, path = person("editor_a"), rows_path("en", "missing", cast.a)

    first, second = client.get(path), client.get(f"{path}&page=2")

    assert [len(page.context["rows"]) for page in (first, second)] == [ROWS_ON_A_PAGE, 1]
    assert "page=2" in first.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?language=lv&state=missing",
        "?language=en&state=odd",
        "?language=en&state=missing&m=999999",
        "?language=en&state=missing&m=x",
    ],
)
def test_list_of_an_unknown_number_is_not_found(person, query):
    assert person("administrator").get(f"{MATRIX}rows/{query}").status_code == 404


def test_list_of_a_foreign_municipality_is_not_found(person, cast):
    path = rows_path("en", "missing", cast.a)

    assert person("editor_b").get(path).status_code == 404
    assert person("editor_a").get(path).status_code == 200


def test_matrix_and_list_take_the_same_queries_however_many_rows(person, cast):
    client = person("coordinator")

    def counted(path):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    def both():
        return counted(MATRIX), counted(rows_path("en", "missing", cast.a))

    both()
    for made in MADE_IN.values():
        made(cast.a)
    few = both()
    factories.SupportMeasureFactory.create_batch(60, municipality=cast.a)
    for row in SupportMeasure.objects.all()[:30]:
        submitted(row, title_en="New")
    factories.SupportMeasureFactory.create_batch(60, national=True)

    assert few == both() == (9, 10)


# --- The lists of one kind ----------------------------------------------------------------------


@each_fact
def test_each_list_is_filtered_by_translation(person, cast, model):
    row = MADE_IN[model](cast.a) if model in MADE_IN else cast.a
    note(row)
    client = person("administrator")
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"

    def listed(value):
        return [*client.get(reverse(name), {"translation": value}).context["cl"].queryset]

    assert row in listed("en-current")
    assert not {row} & {*listed("en-missing"), *listed("en-outdated"), *listed("en-checked")}
    note(row, en="earlier")
    assert row in listed("en-outdated") and row in listed("ru-current")


def test_list_tells_what_is_being_checked(person, measure):
    submitted(measure, title_en="Grant of today")
    client, path = person("editor_a"), reverse("admin:support_programs_supportmeasure_changelist")

    counts = {
        f"{language}-{state}": client.get(path, {"translation": f"{language}-{state}"})
        .context["cl"]
        .result_count
        for language in ("en", "ru")
        for state in STATES
    }

    assert {value for value, count in counts.items() if count} == {"en-checked", "ru-current"}


@pytest.mark.parametrize("value", ["lv-current", "en", "en-odd", "-", "en-current-more"])
def test_unknown_filter_shows_the_whole_list(person, measure, value):
    path = reverse("admin:support_programs_supportmeasure_changelist")

    response = person("editor_a").get(path, {"translation": value})

    assert response.context["cl"].result_count == 1


# --- The form -----------------------------------------------------------------------------------


@each_fact
def test_each_form_shows_how_translations_stand(person, cast, model):
    row = note(MADE_IN[model](cast.a) if model in MADE_IN else cast.a)

    found = open_form(person("administrator"), row).context["translations"]

    assert [translation["state"] for translation in found] == ["current", "current"]


@each_fact
def test_form_of_each_kind_can_be_told_of_translations(model, rf, administrator):
    request = rf.get("/")
    request.user = administrator

    assert issubclass(admin.site._registry[model].get_form(request), TranslationTicks)


def test_form_shows_what_changed_in_the_latvian_text_since(person, cast, measure):
    made_from = measure.translated_from["lv"]
    measure.title_lv = "Lielais grants"
    note(measure, en=made_from)

    response = open_form(person("coordinator"), measure)

    english, russian = response.context["translations"]
    assert (english["state"], russian["state"]) == ("outdated", "current")
    assert [change["label"] for change in english["changes"]] == ["nosaukums"]
    pieces = english["changes"][0]["words"]
    assert "".join(text for kind, text in pieces if kind != "added") == "Grants"
    assert "".join(text for kind, text in pieces if kind != "removed") == "Lielais grants"
    assert re.search(r"<ins>Lielais.*</ins>", response.content.decode())


def test_form_says_when_the_earlier_text_is_not_known(person, measure):
    note(measure, en="lost")

    english, _russian = open_form(person("coordinator"), measure).context["translations"]

    assert (english["is_outdated"], english["is_known"]) == (True, False)


def test_form_says_that_a_translation_is_being_checked(person, measure):
    submitted(measure, title_en="Grant of today")

    found = open_form(person("coordinator"), measure).context["translations"]

    assert [translation["state"] for translation in found] == ["checked", "current"]


def fields_shown(client, row):
    content = open_form(client, row).content.decode()
    return {name for name in TranslationTicks.declared_fields if f'name="{name}"' in content}


def test_form_asks_whether_an_outdated_translation_is_still_right(person, measure):
    client = person("coordinator")
    assert fields_shown(client, measure) == {"is_minor"}

    note(measure, ru="earlier")

    assert fields_shown(client, measure) == {"is_minor", "checked_ru"}


def test_form_of_a_new_row_asks_nothing_of_translations(person):
    response = person("coordinator").get(reverse("admin:support_programs_supportmeasure_add"))

    assert "is_minor" not in response.content.decode()


def test_form_of_a_row_that_is_only_looked_at_asks_nothing(person):
    national = note(factories.SupportMeasureFactory(national=True), en="earlier")

    assert fields_shown(person("coordinator"), national) == set()


def test_vacancy_of_the_open_data_shows_no_translations(person, cast):
    vacancy = factories.VacancyFactory(municipality=cast.a, imported=True)

    assert "translations" not in open_form(person("administrator"), vacancy).context


def sent(client, row, **changed):
    """Save the form of the row as it stands, with some fields changed."""
    response = open_form(client, row)
    data = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for bound in form:
            if (value := bound.value()) is not None and value is not False:
                data[bound.html_name] = value
    data = {name: value for name, value in data.items() if value not in ([], "")} | changed
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    answer = client.post(reverse(name, args=[row.pk]), data)
    assert answer.status_code == 302, answer.context["errors"]
    row.refresh_from_db()
    return row


def states(row):
    made_from = row.translated_from
    return [made_from.get(code) == made_from["lv"] for code in ("en", "ru")]


def test_saving_another_latvian_text_makes_translations_outdated(person, measure):
    client = person("coordinator")

    assert states(sent(client, measure)) == [True, True]
    assert states(sent(client, measure, title_lv="Cits grants")) == [False, False]


def test_tick_for_wording_keeps_translations_up_to_date(person, measure):
    changed = sent(person("coordinator"), measure, title_lv="Grants.", is_minor="on")

    assert changed.title_lv == "Grants."
    assert states(changed) == [True, True]


def test_tick_still_right_brings_a_translation_up_to_date(person, measure):
    note(measure, en="earlier", ru="earlier")

    assert states(sent(person("coordinator"), measure, checked_en="on")) == [True, False]


# --- The text a translation was made from -------------------------------------------------------


def test_earlier_text_is_found_in_the_history(measure):
    factories.StepFactory(measure=measure, text_lv="Piesakieties.")
    wanted = latvian_hash(snapshot(measure))
    step = measure.steps.get()
    step.text_lv = "Rakstiet."
    step.save()
    measure.title_lv = "Cits"
    measure.save()

    then = latvian_then(measure, wanted)

    assert then["", "", "title"] == "Grants"
    assert then["steps", str(step.pk), "text"] == "Piesakieties."
    assert [change["label"] for change in what_changed(measure, then)] == [
        "nosaukums",
        "solis: teksts",
    ]


def test_earlier_text_without_a_child_of_today_is_found(measure):
    wanted = latvian_hash(snapshot(measure))
    factories.PaperFactory(measure=measure)

    assert ("", "", "title") in latvian_then(measure, wanted)


def test_earlier_text_with_a_child_that_is_gone_is_found(measure):
    paper = factories.PaperFactory(measure=measure)
    wanted, key = latvian_hash(snapshot(measure)), str(paper.pk)
    paper.delete()

    assert ("papers", key, "name") in latvian_then(measure, wanted)


def test_earlier_text_is_found_in_a_published_edition(measure):
    edition = submitted(measure, title_lv="Nekad nesaglabāts")
    Revision.objects.filter(pk=edition.pk).update(state=Revision.State.PUBLISHED)

    assert latvian_then(measure, latvian_hash(edition.data)) == texts(edition.data, "lv")


def test_earlier_text_is_known_though_part_of_it_was_followed(person, measure):
    first = snapshot(measure)
    second = {**first, "fields": {**first["fields"], "title_lv": "Cits", "summary_lv": "Cita."}}
    third = {**second, "fields": {**second["fields"], "title_en": "Another"}}
    for before, after in ((first, second), (second, third)):
        measure.translated_from = translations.note(measure, before, after)
    fields = third["fields"]
    for name in ("title_lv", "summary_lv", "title_en"):
        setattr(measure, name, fields[name])
    measure.save()

    then = latvian_then(measure, measure.translated_from["en"])

    assert then["", "", "title"] == "Cits"
    assert [change["label"] for change in what_changed(measure, then)] == ["kopsavilkums"]


def test_earlier_text_that_is_nowhere_is_not_known(measure):
    assert latvian_then(measure, "lost") is None


# --- Languages of a municipality ----------------------------------------------------------------


@pytest.mark.parametrize(("ticks", "stored"), [([], ""), (["ru"], "ru"), (["ru", "en"], "en,ru")])
def test_languages_of_a_municipality_are_switched_off_by_ticks(person, cast, ticks, stored):
    note(cast.a)

    assert sent(person("coordinator"), cast.a, hidden_languages=ticks).hidden_languages == stored


def test_ticks_show_what_is_switched_off(person, cast):
    Municipality.objects.filter(pk=cast.a.pk).update(hidden_languages="en,ru")

    content = open_form(person("coordinator"), cast.a).content.decode()

    assert (
        len(re.findall(r'<input type="checkbox" name="hidden_languages"[^>]*checked', content)) == 2
    )


def test_editor_cannot_switch_a_language_off(person, cast):
    content = open_form(person("editor_a"), cast.a).content.decode()

    assert 'name="hidden_languages"' not in content
