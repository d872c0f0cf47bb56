"""`load_content` brings the database up to the files, and leaves alone what people changed."""

import copy
import datetime as dt
import threading
import time
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone, translation

from contacts.models import Contact
from editorial.editions import snapshot
from editorial.models import Change, Source
from editorial.translations import fill_missing, latvian_hash
from municipalities.models import Authority, Institution, Municipality, PlanningRegion
from remigration_site import content
from support_programs.models import (
    CommonQuestion,
    Kindergarten,
    Paper,
    Round,
    Step,
    SupportMeasure,
)
from tests.factories import KindergartenFactory, SupportMeasureFactory

pytestmark = pytest.mark.django_db

MEASURES = "support_programs/content/measures.yaml"
CONTACTS = "contacts/content/contacts.yaml"
SOURCES = "editorial/content/sources.yaml"
MUNICIPALITIES = "municipalities/content/municipalities.yaml"
QUESTIONS = "support_programs/content/questions.yaml"
INSTITUTIONS = "municipalities/content/institutions.yaml"
KINDERGARTENS = "support_programs/content/kindergartens.yaml"


def words(lv, en="words", ru="слова"):
    return {"lv": lv, "en": en, "ru": ru}


ROWS = {
    SOURCES: [
        {"key": "avots", "url": "https://ādaži.example/a", "publisher": "Ādaži", "as_of": "2026"}
    ],
    "municipalities/content/regions.yaml": [
        {"key": "riga", "code": "riga", "name": words("Rīgas reģions")}
    ],
    "municipalities/content/authorities.yaml": [{"key": "adazi", "name": words("Ādažu novads")}],
    MUNICIPALITIES: [
        {
            "key": "adazi",
            "slug": "adazi",
            "name": words("Ādažu novads"),
            "short_name": words("Ādaži"),
            "in_text": words("Ādažos"),
            "of_text": words("Ādažu"),
            "kind": "municipality",
            "pilot_group": "riga",
            "region": "riga",
            "authority": "adazi",
            "reform_note": words("Nekas nemainījās."),
            "centre": words("Ādaži"),
            "latitude": 57.07,
            "longitude": 24.33,
            "intro": words("Tuvu Rīgai."),
            "sources": ["avots"],
        }
    ],
    CONTACTS: [
        {
            "key": "koordinators",
            "kind": "coordinator",
            "role": words("Koordinators"),
            "region": "riga",
            "mailbox": "koordinators@riga.example",
            "phones": "+371 63122707",
        }
    ],
    MEASURES: [
        # It refers forward, to a row further down.
        {
            "key": "grants",
            "number": 7,
            "slug": "grants",
            "municipality": "adazi",
            "kind": "business_grant",
            "title": words("Grants"),
            "summary": words("Nauda sākumam."),
            "amount_max": 7000,
            "amount_as_of": "2026",
            "availability": "rounds",
            "official_url": "https://adazi.example/grants",
            "contacts": ["koordinators"],
            "sources": ["avots"],
            "as_of": "2026-01",
            "rounds": [
                {"key": "r2025", "year": 2025, "opens": dt.date(2025, 3, 1), "applied": 9},
                {"key": "r2026", "year": 2026, "closes": dt.date(2026, 3, 31)},
            ],
            "steps": [
                {"key": "a", "stage": "before", "text": words("Adrese."), "repeats": "adrese"},
                {"key": "b", "stage": "arrive", "text": words("Pieteikums.")},
            ],
            "papers": [{"key": "a", "name": words("Pase"), "form": "original"}],
        },
        {
            "key": "adrese",
            "number": 3,
            "slug": "adrese",
            "kind": "residence",
            "title": words("Adrese"),
            "summary": words("Ārzemju adrese reģistrā."),
        },
    ],
    QUESTIONS: [
        {
            "key": "vai",
            "need": "business",
            "question": words("Vai drīkst?"),
            "answer": words("Drīkst."),
            "measures": ["adrese", "grants"],
        }
    ],
}
COUNT = sum(map(len, ROWS.values()))
GRANT = f"{MEASURES}: grants"


INSTITUTION = {
    "key": "bitite",
    "municipality": "adazi",
    "kind": "preschool",
    "name": "PII „Bitīte”",
}
KINDERGARTEN = {"key": "pii-bitite", "institution": "bitite", "slug": "bitite"}


def measure(key, number, **fields):
    """A further measure of the files; `repeats` names the measures its steps repeat."""
    steps = [
        {"key": f"s{place}", "stage": "before", "text": words("Solis."), "repeats": repeated}
        for place, repeated in enumerate(fields.pop("repeats", []))
    ]
    named = {"slug": key, "kind": "residence", "title": words(key), "summary": words("Īsi.")}
    return {"key": key, "number": number, "steps": steps} | named | fields


class Folder:
    """Content files one can change: `rows` by file, written out by `load`."""

    def __init__(self, root):
        self.root = root
        self.rows = {file: [] for file, _model in content.FILES} | copy.deepcopy(ROWS)
        self.texts = {}

    @property
    def grant(self):
        return self.rows[MEASURES][0]

    @property
    def question(self):
        return self.rows[QUESTIONS][0]

    def write(self):
        for file, rows in self.rows.items():
            path = self.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False)
            path.write_text(self.texts.get(file, text), encoding="utf-8")

    def load(self):
        self.write()
        with translation.override("en"):
            return content.load(self.root)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


@pytest.fixture
def loaded(folder):
    folder.load()
    return folder


@pytest.fixture
def grant(loaded):
    return SupportMeasure.objects.get(content_key="grants")


def everything():
    """Every row of content and of its history, to compare."""
    models = [Source, PlanningRegion, Authority, Municipality, Contact, SupportMeasure, Round]
    models += [Step, Paper, CommonQuestion]
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    rows |= {
        f"history of {model.__name__}": list(model.history.order_by("history_id").values())
        for model in models
    }
    return rows | {"links": list(SupportMeasure.sources.through.objects.order_by("pk").values())}


# --- A first and a second time -------------------------------------------------------------------


def test_load_creates_every_row_with_its_children(folder):
    report = folder.load()

    grant = SupportMeasure.objects.get(content_key="grants")
    assert len(report.created) == COUNT
    assert (report.updated, report.unchanged, report.left_alone, report.gone) == ([], 0, [], [])
    assert [round_.key for round_ in grant.rounds.all()] == ["r2026", "r2025"]
    assert [step.key for step in grant.steps.all()] == ["a", "b"]
    assert [paper.name_ru for paper in grant.papers.all()] == ["слова"]
    assert grant.number == 7


def test_load_publishes_what_it_creates(grant):
    assert grant.is_published
    assert grant.verified_on is None


def test_load_may_refer_to_a_measure_further_down(grant):
    assert grant.steps.get(key="a").repeats.slug == "adrese"


@pytest.mark.parametrize(
    "repeats",
    [
        {"a": ["b"], "b": ["c"], "c": []},
        {"a": [], "b": ["a"], "c": ["b"]},
        {"a": ["b"], "b": ["c"], "c": ["a"]},
        {"a": ["a"], "b": ["c", "a"], "c": ["b"]},
    ],
    ids=["chain down", "chain up", "ring", "itself and each other"],
)
def test_measures_of_a_file_may_refer_to_each_other_in_any_way(folder, repeats):
    folder.rows[MEASURES] += [
        measure(key, number, repeats=repeated)
        for number, (key, repeated) in enumerate(repeats.items(), 20)
    ]

    folder.load()

    steps = Step.objects.filter(measure__content_key__in=repeats).order_by("order")
    found = {key: [] for key in repeats}
    for step in steps:
        found[step.measure.content_key].append(step.repeats.content_key)
    assert found == repeats
    assert folder.load().unchanged == COUNT + len(repeats)


def test_load_tells_no_from_not_known(folder):
    folder.rows[INSTITUTIONS] = [INSTITUTION]
    folder.rows[KINDERGARTENS] = [{**KINDERGARTEN, "mid_year": False}]
    folder.load()
    assert Kindergarten.objects.get().mid_year is False

    del folder.rows[KINDERGARTENS][0]["mid_year"]
    report = folder.load()

    assert report.updated == [f"{KINDERGARTENS}: pii-bitite"]
    assert Kindergarten.objects.get().mid_year is None


def test_load_remembers_what_the_translations_were_made_from(grant):
    now = latvian_hash(snapshot(grant))

    assert grant.translated_from == dict.fromkeys(["lv", "en", "ru"], now)


def test_load_knows_no_translation_where_a_text_lacks_its_counterpart(folder):
    del folder.rows[MEASURES][0]["summary"]["en"]

    folder.load()

    assert SupportMeasure.objects.get(content_key="grants").translated_from.keys() == {"lv", "ru"}


def test_load_notes_the_translations_of_rows_that_an_earlier_release_wrote(loaded):
    noted = SupportMeasure.objects.get(content_key="grants").translated_from
    SupportMeasure.objects.update(translated_from={})
    before = {**everything(), "SupportMeasure": None}

    loaded.load()

    assert SupportMeasure.objects.get(content_key="grants").translated_from == noted
    assert {**everything(), "SupportMeasure": None} == before


def test_load_finds_the_need_of_a_measure_by_its_kind(grant):
    assert "need" not in ROWS[MEASURES][0]
    assert grant.need == "business"


def test_second_load_changes_nothing(loaded):
    before = everything()

    report = loaded.load()

    assert (report.created, report.updated, report.left_alone, report.gone) == ([], [], [], [])
    assert report.unchanged == COUNT
    assert everything() == before


# --- A changed file ------------------------------------------------------------------------------


def test_changed_file_changes_the_row(loaded, grant):
    loaded.grant["title"]["lv"] = "Lielais grants"
    loaded.grant["official_url"] = ""

    report = loaded.load()

    grant.refresh_from_db()
    assert report.updated == [GRANT]
    assert report.unchanged == COUNT - 1
    assert (grant.title_lv, grant.official_url) == ("Lielais grants", "")


def test_changed_file_is_news_for_the_readers_and_the_first_load_is_not(loaded, grant):
    assert not Change.objects.exists()
    title = grant.title_lv
    loaded.grant["title"]["lv"] = "Lielais grants"

    loaded.load()

    line = Change.objects.get()
    assert line.fields == {"title_lv": [title, "Lielais grants"]}
    assert (line.is_public, line.actor) == (True, None)


def test_changed_file_changes_children_in_place(loaded, grant):
    step = grant.steps.get(key="b")
    loaded.grant["steps"][1]["text"]["en"] = "Apply online."

    report = loaded.load()

    assert report.updated == [GRANT]
    assert grant.steps.get(key="b").pk == step.pk
    assert grant.steps.get(key="b").text_en == "Apply online."


@pytest.mark.parametrize("name", ["rounds", "steps", "papers"])
def test_child_that_left_the_file_is_deleted(loaded, grant, name):
    removed = loaded.grant[name].pop()

    loaded.load()

    assert not getattr(grant, name).filter(key=removed["key"]).exists()
    assert getattr(grant, name).count() == len(loaded.grant[name])


def test_steps_follow_the_order_of_the_file(loaded, grant):
    loaded.grant["steps"].reverse()

    report = loaded.load()

    assert report.updated == [GRANT]
    assert [step.key for step in grant.steps.all()] == ["b", "a"]


def test_changed_links_are_changed(loaded, grant):
    loaded.grant["sources"] = []

    assert loaded.load().updated == [GRANT]
    assert not grant.sources.exists()


def test_load_after_a_change_is_quiet_again(loaded):
    loaded.grant["title"]["lv"] = "Lielais grants"
    loaded.load()

    assert loaded.load().unchanged == COUNT


def test_row_that_left_the_files_is_named_and_kept(loaded, grant):
    loaded.rows[QUESTIONS] = []
    loaded.rows[MEASURES] = [loaded.rows[MEASURES][1]]

    report = loaded.load()

    assert report.gone == [GRANT, f"{QUESTIONS}: vai"]
    assert SupportMeasure.objects.get(pk=grant.pk).is_published


def test_row_that_left_the_files_after_it_was_withdrawn_is_not_named(loaded, grant):
    withdraw(grant)
    loaded.rows[QUESTIONS] = []
    loaded.rows[MEASURES] = [loaded.rows[MEASURES][1]]

    assert loaded.load().gone == [f"{QUESTIONS}: vai"]


def test_address_may_move_to_another_row_of_the_file(loaded, grant):
    loaded.grant["slug"] = "vecais-grants"
    loaded.rows[MEASURES].append(measure("jaunais", 8, slug="grants"))

    first, second = loaded.load(), loaded.load()

    assert first.left_alone == [f"{MEASURES}: jaunais (address taken by grants)"]
    assert second.created == [f"{MEASURES}: jaunais"]
    assert SupportMeasure.objects.get(slug="grants").content_key == "jaunais"


# --- What people changed -------------------------------------------------------------------------


def edit_text(grant):
    grant.title_en = "A grant for you"
    grant.save()


def edit_child(grant):
    grant.steps.filter(key="b").update(duration_lv="30 dienas")


def add_child(grant):
    grant.papers.create(key="z", name_lv="Diploms")


def remove_child(grant):
    grant.rounds.get(key="r2025").delete()


def change_links(grant):
    grant.sources.clear()


def confirm(grant):
    grant.verified_on = dt.date(2026, 2, 1)
    grant.save()


def rename(grant):
    grant.slug = "lielais-grants"
    grant.save()


def withdraw(grant):
    grant.withdrawn_at = timezone.now()
    grant.save()


TOUCHES = [edit_text, edit_child, add_child, remove_child, change_links, confirm, rename, withdraw]


@pytest.mark.parametrize("touch", TOUCHES)
def test_row_a_person_changed_is_left_alone_and_named(loaded, grant, touch):
    touch(grant)
    before = everything()
    loaded.grant["summary"]["lv"] = "Cita nauda."

    report = loaded.load()

    assert report.left_alone == [GRANT]
    assert report.updated == []
    assert everything() == before


def test_row_a_person_changed_is_left_alone_for_ever(loaded, grant):
    edit_text(grant)
    loaded.load()

    assert loaded.load().left_alone == [GRANT]


def test_free_places_a_person_counted_stay_and_the_file_still_reaches_the_row(loaded):
    loaded.rows[INSTITUTIONS] = [INSTITUTION]
    loaded.rows[KINDERGARTENS] = [KINDERGARTEN]
    loaded.load()
    kindergarten = Kindergarten.objects.get()
    kindergarten.free_places, kindergarten.places_on = 3, dt.date(2026, 2, 1)
    kindergarten.save()
    loaded.rows[KINDERGARTENS] = [{**KINDERGARTEN, "groups": 11}]

    report = loaded.load()

    kindergarten.refresh_from_db()
    assert report.updated == [f"{KINDERGARTENS}: pii-bitite"]
    assert (kindergarten.groups, kindergarten.free_places) == (11, 3)


# --- What people deleted -------------------------------------------------------------------------


def test_deleted_row_stays_deleted_and_is_named(loaded, grant):
    grant.delete()

    report = loaded.load()

    assert report.left_alone == [
        f"{GRANT} (deleted)",
        f"{QUESTIONS}: vai (measures: “grants” was deleted)",
    ]
    assert (report.created, report.updated) == ([], [])
    assert not SupportMeasure.objects.filter(content_key="grants").exists()


def delete_measure():
    SupportMeasure.objects.get(content_key="grants").delete()


def delete_repeated_measure():
    SupportMeasure.objects.get(content_key="adrese").delete()


def delete_source():
    Source.objects.get().delete()


def delete_contact():
    Contact.objects.get().delete()


DELETIONS = [delete_measure, delete_repeated_measure, delete_source, delete_contact]


@pytest.mark.parametrize("delete", DELETIONS)
def test_load_after_a_deletion_is_quiet_from_the_second_time_on(loaded, delete):
    delete()
    first = loaded.load()
    before = everything()

    second = loaded.load()

    assert first.left_alone == second.left_alone != []
    assert second.created == second.updated == second.gone == []
    assert everything() == before


@pytest.mark.parametrize("delete", [delete_repeated_measure, delete_source, delete_contact])
@pytest.mark.parametrize("loads_before", [0, 1])
def test_changed_file_reaches_a_row_that_referred_to_a_deleted_one(
    loaded, grant, delete, loads_before
):
    delete()
    for _ in range(loads_before):
        loaded.load()
    loaded.grant["summary"]["lv"] = "Cita nauda."

    report = loaded.load()

    grant.refresh_from_db()
    assert report.updated == [GRANT]
    assert grant.summary_lv == "Cita nauda."


@pytest.mark.parametrize("loads_before", [0, 1])
def test_file_that_stops_naming_a_deleted_row_still_reaches_the_row(loaded, grant, loads_before):
    grant.delete()
    for _ in range(loads_before):
        loaded.load()
    del loaded.rows[MEASURES][0]
    loaded.question["measures"] = ["adrese"]
    loaded.question["answer"]["lv"] = "Nedrīkst."

    report = loaded.load()

    assert report.updated == [f"{QUESTIONS}: vai"]
    assert report.left_alone == []
    assert CommonQuestion.objects.get().answer_lv == "Nedrīkst."


def test_several_deleted_rows_may_leave_the_file_after_a_load(loaded):
    delete_measure()
    delete_repeated_measure()
    loaded.load()
    loaded.rows[MEASURES] = []
    loaded.question["measures"] = []
    loaded.question["answer"]["lv"] = "Nedrīkst."

    assert loaded.load().updated == [f"{QUESTIONS}: vai"]


def test_person_who_changed_links_as_well_is_left_alone_after_a_deletion(loaded, grant):
    question = CommonQuestion.objects.get()
    question.measures.add(SupportMeasureFactory())
    grant.delete()

    assert f"{QUESTIONS}: vai" in loaded.load().left_alone


def test_new_row_is_loaded_without_its_reference_to_a_deleted_one(loaded):
    delete_source()
    loaded.rows[MEASURES].append(measure("jauns", 8, sources=["avots"]))

    report = loaded.load()

    assert report.created == [f"{MEASURES}: jauns"]
    assert f"{MEASURES}: jauns (sources: “avots” was deleted)" in report.left_alone


def test_new_row_that_needs_a_deleted_one_is_left_out_and_named(loaded, grant):
    grant.delete()
    Municipality.objects.get().delete()
    loaded.rows[INSTITUTIONS] = [INSTITUTION]
    loaded.rows[KINDERGARTENS] = [KINDERGARTEN]
    loaded.rows[CONTACTS].append({**loaded.rows[CONTACTS][0], "key": "cits"})

    report = loaded.load()

    assert report.created == [f"{CONTACTS}: cits"]
    assert report.left_alone[:3] == [
        f"{MUNICIPALITIES}: adazi (deleted)",
        f"{INSTITUTIONS}: bitite (municipality: “adazi” was deleted)",
        f"{KINDERGARTENS}: pii-bitite (institution: “bitite” was left out)",
    ]


def test_row_whose_file_moves_it_to_a_deleted_one_stays_where_it_is(loaded):
    gone = {**loaded.rows[MUNICIPALITIES][0], "key": "talsi", "slug": "talsi"}
    loaded.rows[MUNICIPALITIES].append(gone)
    loaded.rows[INSTITUTIONS] = [INSTITUTION]
    loaded.load()
    Municipality.objects.get(slug="talsi").delete()
    loaded.rows[INSTITUTIONS] = [{**INSTITUTION, "municipality": "talsi"}]

    report = loaded.load()

    assert f"{INSTITUTIONS}: bitite (municipality: “talsi” was deleted)" in report.left_alone
    assert report.updated == []
    assert Institution.objects.get().municipality.slug == "adazi"


# --- What people have taken ----------------------------------------------------------------------


def test_new_row_whose_address_a_person_took_is_left_alone_and_the_rest_loads(loaded):
    own = SupportMeasureFactory(slug="jauns")
    loaded.rows[MEASURES] += [measure("jauns", 8, repeats=["cits"]), measure("cits", 9)]
    loaded.rows[MEASURES].append(measure("tresais", 10, repeats=["jauns"]))

    report = loaded.load()

    assert report.created == [f"{MEASURES}: cits", f"{MEASURES}: tresais"]
    assert report.left_alone == [
        f"{MEASURES}: jauns (address taken by a row entered here)",
        f"{MEASURES}: tresais (steps[1].repeats: “jauns” was left out)",
    ]
    assert SupportMeasure.objects.get(slug="jauns") == own
    assert loaded.load().unchanged == COUNT + 2


def test_row_whose_new_address_a_person_took_stays_as_it_is(loaded, grant):
    SupportMeasureFactory(slug="naudas-grants")
    fill_missing()
    loaded.grant["slug"] = "naudas-grants"
    before = everything()

    report = loaded.load()

    assert report.left_alone == [f"{GRANT} (address taken by a row entered here)"]
    assert everything() == before


def test_new_row_whose_address_a_renamed_row_took_is_left_alone(loaded, grant):
    rename(grant)
    loaded.rows[MEASURES].append(measure("lielais-grants", 8))

    report = loaded.load()

    taken = f"{MEASURES}: lielais-grants (address taken by grants)"
    assert report.left_alone == [taken, GRANT]


def test_kindergarten_a_person_entered_first_is_left_alone(loaded):
    loaded.rows[INSTITUTIONS] = [INSTITUTION]
    loaded.load()
    KindergartenFactory(institution=Institution.objects.get(), slug="pie-bitites")
    loaded.rows[KINDERGARTENS] = [KINDERGARTEN]

    report = loaded.load()

    assert report.left_alone == [
        f"{KINDERGARTENS}: pii-bitite (institution taken by a row entered here)"
    ]


def test_measure_a_person_entered_leaves_the_next_number_to_the_files(loaded):
    SupportMeasureFactory()
    loaded.rows[MEASURES].append(measure("jauns", 8))

    assert loaded.load().created == [f"{MEASURES}: jauns"]


def test_row_a_person_added_is_not_the_files_business(loaded):
    Source.objects.create(url="https://cits.example/", publisher="Cits")

    report = loaded.load()

    assert report.gone == []
    assert report.unchanged == COUNT


# --- Something wrong -----------------------------------------------------------------------------


def change(file, field, value, row=0):
    def apply(folder):
        folder.rows[file][row][field] = value

    return apply


def change_child(name, field, value):
    def apply(folder):
        folder.grant[name][0][field] = value

    return apply


def repeat_key(folder):
    folder.rows[CONTACTS].append(folder.rows[CONTACTS][0])


def forget_key(folder):
    del folder.rows[CONTACTS][0]["key"]


def break_yaml(folder):
    folder.texts[CONTACTS] = "- key: [koordinators\n"


def write_no_list(folder):
    folder.texts[CONTACTS] = "key: koordinators\n"


def change_institution(key):
    def apply(folder):
        folder.rows[KINDERGARTENS] = [{**KINDERGARTEN, "institution": key}]

    return apply


def forget_file(folder):
    (folder.root / QUESTIONS).unlink()
    del folder.rows[QUESTIONS]


def close_before_opening(folder):
    folder.grant["rounds"][0]["closes"] = dt.date(2025, 2, 1)


def repeat_slug(folder):
    folder.rows[MEASURES][1]["slug"] = "grants"


CONTACT = f"{CONTACTS}: koordinators"
# What is broken, and the beginning of the line that says so: file, row and field.
BROKEN = {
    "unknown field": (change(CONTACTS, "fakss", "1"), f"{CONTACT}: fakss: there is no such field"),
    "bad e-mail": (change(CONTACTS, "mailbox", "a.example"), f"{CONTACT}: mailbox: "),
    "bad phone": (change(CONTACTS, "phones", "63122707"), f"{CONTACT}: phones: "),
    "bad address": (change(MEASURES, "official_url", "adazi"), f"{GRANT}: official_url: "),
    "bad date": (change(MEASURES, "as_of", "2026-13"), f"{GRANT}: as_of: "),
    "bad number": (
        change(MEASURES, "amount_max", "daudz"),
        f"{GRANT}: amount_max: 'daudz' does not",
    ),
    "number between two others": (
        change_child("rounds", "applied", 9.7),
        f"{GRANT}: rounds[1].applied: 9.7 does not fit",
    ),
    "yes for a number": (
        change_child("rounds", "applied", True),
        f"{GRANT}: rounds[1].applied: True does not fit",
    ),
    "no end of a number": (
        change(MEASURES, "number", float("inf")),
        f"{GRANT}: number: inf does not fit",
    ),
    "part of a cent": (
        change(MEASURES, "amount_max", 7000.555),
        f"{GRANT}: amount_max: 7000.555 does not fit",
    ),
    "no number": (change(MEASURES, "number", None), f"{GRANT}: number: is missing"),
    "number of those entered here": (change(MEASURES, "number", 1000), f"{GRANT}: number: 1000 "),
    "no region": (
        change(MUNICIPALITIES, "region", ""),
        f"{MUNICIPALITIES}: adazi: region: is missing",
    ),
    "unknown choice": (change(MEASURES, "kind", "nauda"), f"{GRANT}: kind: "),
    "unknown row": (
        change(MEASURES, "municipality", "talsi"),
        f"{GRANT}: municipality: there is no municipality “talsi”",
    ),
    "unknown institution": (
        change_institution("talsi"),
        f"{KINDERGARTENS}: pii-bitite: institution: there is no institution “talsi”",
    ),
    "unknown source": (
        change(MEASURES, "sources", ["cits"]),
        f"{GRANT}: sources: there is no source “cits”",
    ),
    "same source twice": (
        change(MEASURES, "sources", ["avots", "avots"]),
        f"{GRANT}: sources: “avots” stands twice",
    ),
    "unknown measure of a step": (
        change_child("steps", "repeats", "talsi"),
        f"{GRANT}: steps[1].repeats: there is no supportmeasure “talsi”",
    ),
    "no Latvian": (change(MEASURES, "title", {"en": "Grant"}), f"{GRANT}: title_lv: "),
    "no Latvian in a child": (
        change_child("papers", "name", {"en": "Passport"}),
        f"{GRANT}: papers[1].name_lv: ",
    ),
    "another language": (change(MEASURES, "title", {"lv": "a", "de": "b"}), f"{GRANT}: title: "),
    "text without a language": (change(MEASURES, "title", "Grants"), f"{GRANT}: title: "),
    "unknown field of a child": (
        change_child("rounds", "gads", 2025),
        f"{GRANT}: rounds[1].gads: there is no such field",
    ),
    "child without a key": (
        change_child("steps", "key", ""),
        f"{GRANT}: steps[1].key: is missing",
    ),
    "closes before it opens": (
        close_before_opening,
        f"{GRANT}: rounds[1].__all__: The call closes",
    ),
    "sum without its year": (
        change(MEASURES, "amount_as_of", ""),
        f"{GRANT}: __all__: Write the year",
    ),
    "same slug twice": (repeat_slug, f"{MEASURES}: adrese: slug: "),
    "same key twice": (repeat_key, f"{CONTACT}: key: stands twice"),
    "no key": (forget_key, f"{CONTACTS}: row 1: key: is missing"),
    "broken YAML": (break_yaml, f"{CONTACTS}: cannot be read: "),
    "no list": (write_no_list, f"{CONTACTS}: must be a list of rows"),
    "no file": (forget_file, f"{QUESTIONS}: there is no such file"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_row_is_named_and_nothing_is_changed(loaded, what):
    apply, complaint = BROKEN[what]
    before = everything()
    # Something right, in a file that is read before the broken one.
    loaded.rows[SOURCES][0]["publisher"] = "Cits izdevējs"
    apply(loaded)

    with pytest.raises(content.ContentError) as caught:
        loaded.load()

    assert [problem for problem in caught.value.problems if problem.startswith(complaint)], (
        caught.value.problems
    )
    assert everything() == before


@pytest.mark.parametrize("what", ["bad e-mail", "unknown row", "no Latvian in a child"])
def test_broken_row_leaves_an_empty_database_empty(folder, what):
    BROKEN[what][0](folder)

    with pytest.raises(content.ContentError):
        folder.load()

    assert not any(everything().values())


def test_every_broken_row_is_named_at_once(folder):
    for what in ("bad e-mail", "bad date", "same key twice"):
        BROKEN[what][0](folder)

    with pytest.raises(content.ContentError) as caught:
        folder.load()

    files = [problem.partition(":")[0] for problem in caught.value.problems]
    assert set(files) >= {CONTACTS, MEASURES}


def test_row_that_refers_to_a_broken_one_is_not_called_wrong_itself(folder):
    BROKEN["no region"][0](folder)
    folder.rows[MEASURES][1]["official_url"] = "adazi"

    with pytest.raises(content.ContentError) as caught:
        folder.load()

    rows = [problem.split(": ")[1] for problem in caught.value.problems]
    assert rows == ["adazi", "adrese"]


# --- Several at once -----------------------------------------------------------------------------


def wait_until_somebody_waits():
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waited")


class Meanwhile(threading.Thread):
    """Does `first` in a transaction that ends only when another one waits for it."""

    def __init__(self, first):
        super().__init__()
        self.first = first
        self.has_begun = threading.Event()
        self.error = None

    def run(self):
        try:
            with transaction.atomic():
                self.first()
                self.has_begun.set()
                wait_until_somebody_waits()
        except BaseException as error:
            self.error = error
        finally:
            self.has_begun.set()
            connection.close()

    def __enter__(self):
        self.start()
        self.has_begun.wait(timeout=30)

    def __exit__(self, *_):
        self.join(timeout=30)
        if self.error:
            raise self.error


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_load_waits_for_a_person_who_is_saving_and_leaves_the_row_alone(loaded, grant):
    loaded.grant["summary"]["lv"] = "Cita nauda."

    with Meanwhile(lambda: edit_text(grant)):
        report = loaded.load()

    grant.refresh_from_db()
    assert report.left_alone == [GRANT]
    assert (grant.title_en, grant.summary_lv) == ("A grant for you", "Nauda sākumam.")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_second_load_waits_for_the_first(folder):
    with Meanwhile(folder.load):
        report = folder.load()

    assert (report.created, report.unchanged) == ([], COUNT)


# --- The command ---------------------------------------------------------------------------------


def command(root, **options):
    out = StringIO()
    call_command("load_content", root=root, stdout=out, **options)
    return out.getvalue()


def test_command_counts_what_it_did(folder):
    folder.write()

    said = command(folder.root)

    assert said == f"Content: {COUNT} created, 0 updated, 0 unchanged, 0 left alone.\n"


def test_command_names_what_it_left_alone_and_what_is_gone(loaded, grant):
    edit_text(grant)
    loaded.rows[QUESTIONS] = []
    loaded.write()

    lines = command(loaded.root).splitlines()

    assert lines[0].startswith("Left alone")
    assert lines[1] == f"  {GRANT}"
    assert lines[2].startswith("No longer in the files")
    assert lines[3] == f"  {QUESTIONS}: vai"


def test_command_says_nothing_when_asked_to_be_quiet(folder):
    folder.write()

    assert command(folder.root, verbosity=0) == ""


def test_command_stops_with_every_problem(folder):
    BROKEN["bad e-mail"][0](folder)
    folder.write()

    with pytest.raises(CommandError, match=f"Nothing was changed[^$]*{CONTACT}: mailbox: "):
        command(folder.root)


def test_command_stops_when_there_is_no_such_folder(tmp_path):
    with pytest.raises(CommandError, match=f"Nothing was changed[^$]*{SOURCES}: there is no such"):
        command(tmp_path / "nonexistent")


def test_row_of_the_first_release_is_not_taken_for_a_changed_one(loaded):
    contact = Contact.objects.get(content_key="koordinators")
    shape = content.Shape(Contact)
    first = content._hash(shape.canonical_of_database(contact), contact, no_is_empty=True)
    assert first != contact.loaded_hash  # there is a “no” in it
    Contact.objects.filter(pk=contact.pk).update(loaded_hash=first)
    [row] = loaded.rows["contacts/content/contacts.yaml"]
    row["role"] = words("Cits koordinators")

    report = loaded.load()

    assert report.left_alone == []
    contact.refresh_from_db()
    assert contact.role_lv == "Cits koordinators"
