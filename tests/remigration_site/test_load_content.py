"""`load_content` brings the database up to the files, and leaves alone what people changed."""

import copy
import datetime as dt
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from contacts.models import Contact
from editorial.models import Source
from editorial.translations import latvian_hash
from municipalities.models import Authority, Municipality, PlanningRegion
from remigration_site import content
from support_programs.models import (
    CommonQuestion,
    Paper,
    Round,
    Step,
    SupportMeasure,
)

pytestmark = pytest.mark.django_db

MEASURES = "support_programs/content/measures.yaml"
CONTACTS = "contacts/content/contacts.yaml"
SOURCES = "editorial/content/sources.yaml"
MUNICIPALITIES = "municipalities/content/municipalities.yaml"
QUESTIONS = "support_programs/content/questions.yaml"


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


class Folder:
    """Content files one can change: `rows` by file, written out by `load`."""

    def __init__(self, root):
        self.root = root
        self.rows = copy.deepcopy(ROWS)
        self.texts = {}

    @property
    def grant(self):
        return self.rows[MEASURES][0]

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


def test_load_remembers_what_the_translations_were_made_from(grant):
    children = [*grant.rounds.order_by("key"), *grant.steps.all(), *grant.papers.all()]

    assert grant.translated_from == dict.fromkeys(["en", "ru"], latvian_hash(grant, children))


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


def test_deleted_row_stays_deleted_and_is_named(loaded, grant):
    grant.delete()

    report = loaded.load()

    # The question that spoke of it lost a link, so it is no longer what was loaded either.
    assert report.left_alone == [f"{GRANT} (deleted)", f"{QUESTIONS}: vai"]
    assert report.created == []
    assert not SupportMeasure.objects.filter(content_key="grants").exists()


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
    "unknown choice": (change(MEASURES, "kind", "nauda"), f"{GRANT}: kind: "),
    "unknown row": (
        change(MEASURES, "municipality", "talsi"),
        f"{GRANT}: municipality: there is no municipality “talsi”",
    ),
    "unknown source": (
        change(MEASURES, "sources", ["cits"]),
        f"{GRANT}: sources: there is no source “cits”",
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
