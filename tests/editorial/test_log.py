"""The log of who did what: only written, told in words, and read by whoever may."""

import datetime as dt
from uuid import uuid4

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.urls import reverse
from django.utils import translation

from editorial import differences, log
from editorial.field_names import name_of, names_for_readers
from editorial.models import Action, Change, User
from editorial.models.change import MAX_LABEL
from support_programs.models import SupportMeasure
from tests.factories import (
    ChangeFactory,
    ContactFactory,
    HomeFactory,
    MembershipFactory,
    MunicipalityFactory,
    RoundFactory,
    StepFactory,
    SupportMeasureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TABLE = Change._meta.db_table


@pytest.fixture
def line():
    return ChangeFactory()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# --- Writing -------------------------------------------------------------------------------------


def test_line_says_who_did_what_to_which_row_and_where(cast):
    row = SupportMeasureFactory(municipality=cast.a, need="home")

    line = log.record(
        Action.RETURNED, row, cast.coordinator, fields={"fee": [None, "1.00"]}, note="Kļūda"
    )

    line.refresh_from_db()
    assert (line.actor, line.actor_name) == (cast.coordinator, str(cast.coordinator))
    assert (line.action, line.note, line.is_public) == ("returned", "Kļūda", False)
    assert (line.model, line.object_id) == ("support_programs.supportmeasure", row.pk)
    assert (line.municipality, line.region, line.need) == (cast.a, cast.a.region, "home")
    assert (line.label, line.fields) == (str(row), {"fee": [None, "1.00"]})


def test_what_the_site_does_by_itself_names_nobody():
    line = log.record(Action.IMPORTED, HomeFactory(), None)

    assert (line.actor, line.actor_name) == (None, "")


def test_long_name_of_a_row_is_cut():
    assert len(log.record(Action.CHANGED, UserFactory(name="ā" * 150), None).label) == 150
    long = SupportMeasureFactory.build(title_lv="ā" * 300, pk=7, municipality=None)
    with translation.override("lv"):
        assert len(log.record(Action.CHANGED, long, None).label) == MAX_LABEL


def test_line_of_a_contact_of_the_region_stands_in_the_log_of_the_region(cast):
    line = log.record(Action.CHANGED, ContactFactory(region=cast.a.region), None)

    assert (line.municipality, line.region) == (None, cast.a.region)


# --- The log holds -------------------------------------------------------------------------------


def test_line_is_not_saved_again(line):
    line.note = "Cits"

    with pytest.raises(TypeError, match="only written to"):
        line.save()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(note="Cits"),
        lambda rows: rows.delete(),
        lambda rows: rows.get().delete(),
        lambda rows: Change.objects.bulk_update(_renamed(rows), ["label"]),
    ],
    ids=["update", "delete", "delete one", "bulk update"],
)
def test_lines_are_not_changed_through_the_orm(line, change):
    with pytest.raises((TypeError, DatabaseError), match="only written to"), transaction.atomic():
        change(Change.objects.filter(pk=line.pk))

    assert Change.objects.get(pk=line.pk).label == line.label


def _renamed(rows):
    [line] = rows
    line.label = "Cits"
    return [line]


def test_line_is_not_updated_by_sql(line):
    with pytest.raises(DatabaseError, match="only written to"):
        execute(f"UPDATE {TABLE} SET actor_name = 'Cits'")  # noqa: S608

    assert Change.objects.get().actor_name == line.actor_name


@pytest.mark.postgresql
def test_line_is_not_deleted_by_sql(line):
    with pytest.raises(DatabaseError, match="only written to"):
        execute(f"DELETE FROM {TABLE}")  # noqa: S608

    assert Change.objects.get() == line


def test_line_is_not_updated_past_its_manager(line):
    with pytest.raises(DatabaseError, match="only written to"), transaction.atomic():
        models.QuerySet(Change).filter(pk=line.pk).update(note="Cits")


@pytest.mark.django_db(transaction=True)
def test_guard_comes_with_the_migration_and_goes_with_it():
    call_command("migrate", "editorial", "0002", verbosity=0)
    assert TABLE not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)
    ChangeFactory()

    with pytest.raises(DatabaseError, match="only written to"):
        execute(f"UPDATE {TABLE} SET note = 'Cits'")  # noqa: S608


def test_whoever_leaves_keeps_their_name(line):
    name = line.actor_name
    User.objects.get(pk=line.actor_id).delete()

    kept = Change.objects.get(pk=line.pk)

    assert (kept.actor_name, kept.actor_id) == (name, line.actor_id)


def test_line_outlives_its_row_and_its_municipality(client, administrator, line):
    SupportMeasure.objects.get(pk=line.object_id).delete()
    line.municipality.delete()
    client.force_login(administrator)

    page = client.get(address("change", line.pk)).content.decode()

    assert line.label in page
    assert "Atvērt ierakstu" not in page


# --- Names and values in words -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "child", "with_language", "name"),
    [
        ("summary_lv", "", False, "summary"),
        ("summary_ru", "", True, "summary (Russian)"),
        ("municipality", "", True, "municipality"),
        ("rounds/1/closes", "2026", False, "round (2026): closes"),
        ("rounds/1/closes", "", False, "round: closes"),
        ("rounds/1/closes_time", "2026", False, "round (2026): time of closing"),
        ("rounds/1", "2026", False, "round (2026)"),
        ("steps/1/text_lv", "", True, "step: text (Latvian)"),
        ("no_such_column", "", True, "no_such_column"),
        ("no_such_children/1/text", "", True, "no_such_children: text"),
    ],
)
def test_field_is_called_by_its_name(path, child, with_language, name):
    assert name_of(SupportMeasure, path, child, with_language=with_language) == name


def test_field_is_called_in_the_language_of_the_reader():
    with translation.override("lv"):
        assert name_of(SupportMeasure, "rounds/1/closes", "2026") == "kārta (2026): beigas"


def test_readers_are_told_each_name_once_and_nothing_of_keys():
    key = str(uuid4())
    fields = {
        "summary_lv": ["a", "b"],
        "summary_en": ["a", "b"],
        "slug": ["a", "b"],
        f"rounds/{key}": [None, {"year": 2026}],
        "steps/1": [{"text_lv": "Sāc"}, None],
        "steps/2/order": [1, 2],
        "no_such_column": [1, 2],
    }

    assert names_for_readers(SupportMeasure, fields, {key: "2026"}) == [
        "summary",
        "added: round (2026)",
        "removed: step",
    ]


def test_fields_are_told_in_the_order_of_the_model_whatever_order_they_are_stored_in():
    fields = {"steps/1/url": ["", "a"], "rounds/1/won": [1, 2], "fee": [1, 2], "who_lv": ["", "a"]}
    line = ChangeFactory(fields=fields)
    line.refresh_from_db()

    told = [found.path for found in differences.read(SupportMeasure, line.fields, {})]

    assert told == ["who_lv", "fee", "rounds/1/won", "steps/1/url"]
    assert names_for_readers(SupportMeasure, line.fields) == [
        "who it is for",
        "fee, €",
        "round: won",
        "step: where",
    ]


def test_values_are_told_in_words():
    measure = SupportMeasureFactory()
    contact = ContactFactory(role_lv="Galvenā speciāliste")
    fields = {
        "kind": ["housing", "employment"],
        "municipality": [measure.municipality_id, 10**6],
        "contacts": [[], [contact.pk]],
        "amount_max": ["5000.00", "12500.50"],
        "amount_as_of": ["", "2026-03"],
        "no_such_column": [1, None],
    }

    told = {
        found.path: (text_of(found.before), text_of(found.after))
        for found in differences.read(SupportMeasure, fields)
    }

    assert told == {
        "kind": ("Housing", "Employment"),
        "municipality": (measure.municipality.short_name_lv, "no longer there (1000000)"),
        "contacts": ("–", "Galvenā speciāliste"),
        "amount_max": ("5,000", "12,500.5"),
        "amount_as_of": ("–", "March 2026"),
        "no_such_column": ("1", "–"),
    }


def text_of(pieces):
    return "".join(text for _kind, text in pieces)


def test_changed_words_of_a_text_are_marked():
    [found] = differences.read(SupportMeasure, {"who_lv": ["Visām ģimenēm.", "Jaunām ģimenēm."]})

    assert found.before == [("removed", "Visām"), ("same", " ģimenēm.")]
    assert found.after == [("added", "Jaunām"), ("same", " ģimenēm.")]
    assert found.language == "lv"


def test_dates_of_a_call_are_told_in_words_and_the_call_by_its_year():
    call = RoundFactory(year=2026)
    fields = {
        f"rounds/{call.pk}/closes": ["2026-03-01", None],
        f"rounds/{call.pk}/closes_time": [None, "16:00:00"],
    }

    day, time = differences.read(SupportMeasure, fields)

    assert (day.name, day.before) == ("round (2026): closes", [("removed", "1 March 2026")])
    assert (time.name, time.after) == ("round (2026): time of closing", [("added", "16:00")])


def test_new_step_is_told_whole():
    values = {"key": "a", "order": 0, "stage": "decide", "text_lv": "Piesakies", "url": ""}

    [found] = differences.read(SupportMeasure, {f"steps/{uuid4()}": [None, values]})

    assert found.name == "step (Piesakies)"
    assert found.before == [("same", "–")]
    assert text_of(found.after).splitlines() == [
        "key: a",
        "order: 0",
        "stage: deciding",
        "text (Latvian): Piesakies",
    ]


def test_child_rows_are_named_by_the_snapshot_that_is_given():
    children = {"rounds": {"7": {"key": "r2019", "year": 2019}}}

    [found] = differences.read(SupportMeasure, {"rounds/7/won": [1, 2]}, children)

    assert found.name == "round (2019): won"


def test_differences_take_the_same_queries_however_many(django_assert_num_queries):
    measure = SupportMeasureFactory()

    def fields(count):
        steps = StepFactory.create_batch(count, measure=measure)
        contacts = ContactFactory.create_batch(count, municipality=measure.municipality)
        others = SupportMeasureFactory.create_batch(count)
        pairs = zip(steps, others, strict=True)
        return {
            "contacts": [[], [contact.pk for contact in contacts]],
            **{f"steps/{step.pk}/repeats": [None, other.pk] for step, other in pairs},
        }

    for count in (1, 5):
        several = fields(count)
        with django_assert_num_queries(3):
            differences.read(SupportMeasure, several)


# --- Reading in the administration ---------------------------------------------------------------


def address(page, *args):
    return reverse(f"admin:editorial_change_{page}", args=args)


def listed(client, **query):
    response = client.get(address("changelist"), query)
    assert response.status_code == 200
    return set(response.context["cl"].result_list)


@pytest.fixture
def lines(cast):
    """One line for each place: A and B lie in one region, C in another."""
    rows = {
        "a": SupportMeasureFactory(municipality=cast.a),
        "b": SupportMeasureFactory(municipality=cast.b),
        "c": SupportMeasureFactory(municipality=cast.c),
        "region of a": ContactFactory(region=cast.a.region),
        "country": SupportMeasureFactory(national=True),
    }
    return {place: ChangeFactory(row=row) for place, row in rows.items()}


@pytest.mark.parametrize(
    ("person", "places"),
    [
        ("coordinator", {"a", "b", "region of a"}),
        ("other_coordinator", {"c"}),
        ("administrator", {"a", "b", "c", "region of a", "country"}),
    ],
)
def test_person_reads_the_lines_of_their_places(client, cast, lines, person, places):
    client.force_login(getattr(cast, person))

    assert listed(client) == {lines[place] for place in places}
    answers = {
        place: client.get(address("change", line.pk)).status_code for place, line in lines.items()
    }
    assert answers == {place: 200 if place in places else 404 for place in lines}


def test_editor_does_not_read_the_log(client, cast, lines):
    client.force_login(cast.editor_a)

    assert client.get(address("changelist")).status_code == 403
    assert client.get(address("change", lines["a"].pk)).status_code == 403


def test_coordinator_of_one_place_and_editor_of_another_reads_of_the_one(client, cast, lines):
    MembershipFactory(user=cast.other_coordinator, municipality=cast.a)
    client.force_login(cast.other_coordinator)

    assert listed(client) == {lines["c"]}


def test_line_stays_with_the_region_in_which_it_was_written(client, cast, lines):
    cast.a.region = cast.c.region
    cast.a.save()
    client.force_login(cast.coordinator)

    assert lines["a"] in listed(client)


def test_filters_and_search_stay_within_ones_places(client, cast, lines):
    client.force_login(cast.other_coordinator)

    assert listed(client, municipality__id__exact=cast.a.pk) == set()
    assert listed(client, q=lines["a"].label) == set()
    assert cast.a.short_name not in client.get(address("changelist")).content.decode()


def test_search_finds_a_row_and_a_person(client, cast):
    by_row = ChangeFactory(row__municipality=cast.a, label="Siltumnīca")
    by_person = ChangeFactory(actor__name="Zenta Mauriņa", row__municipality=cast.a)
    client.force_login(cast.coordinator)

    assert listed(client, q="Siltumn") == {by_row}
    assert listed(client, q="Zenta") == {by_person}


@pytest.mark.parametrize("person", ["coordinator", "administrator"])
def test_nobody_adds_changes_or_deletes_a_line(client, cast, lines, person):
    client.force_login(getattr(cast, person))
    line = lines["a"]
    action = {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"}

    assert client.get(address("add")).status_code == 403
    assert client.post(address("change", line.pk), {"note": "Cits"}).status_code == 403
    assert client.post(address("delete", line.pk), {"post": "yes"}).status_code == 403
    client.post(address("changelist"), action)
    assert Change.objects.count() == len(lines)
    assert "delete_selected" not in client.get(address("changelist")).content.decode()


def test_line_opens_with_both_sides(client, cast):
    call = RoundFactory(measure__municipality=cast.a, year=2026)
    fields = {
        "summary_lv": ["Visām ģimenēm.", "Jaunām ģimenēm."],
        f"rounds/{call.pk}/closes": ["2026-03-01", "2026-04-01"],
    }
    line = ChangeFactory(row=call.measure, fields=fields, note="Lūdzu, pārbaudiet.")
    cast.coordinator.language = "lv"
    client.force_login(cast.coordinator)

    page = client.get(address("change", line.pk)).content.decode()

    assert "<del>Visām</del> ģimenēm." in page
    assert "<ins>Jaunām</ins> ģimenēm." in page
    assert "Kopsavilkums (latviešu)" in page
    assert "Kārta (2026): beigas" in page
    assert "<ins>2026. gada 1. aprīlis</ins>" in page
    assert "Lūdzu, pārbaudiet." in page


def test_text_of_a_line_is_no_markup(client, cast):
    fields = {"summary_lv": ["<b>a</b>", ""], "who_lv": ["", "<script>1</script>"]}
    line = ChangeFactory(row__municipality=cast.a, fields=fields)
    client.force_login(cast.coordinator)

    page = client.get(address("change", line.pk)).content.decode()

    assert "<script>1" not in page
    assert "<b>a" not in page


def test_line_leads_to_its_row_where_the_person_may_see_it(client, cast):
    own = SupportMeasureFactory(municipality=cast.a)
    line = ChangeFactory(row=own)
    path = reverse("admin:support_programs_supportmeasure_change", args=[own.pk])
    client.force_login(cast.coordinator)
    assert path in client.get(address("change", line.pk)).content.decode()

    SupportMeasure.objects.filter(pk=own.pk).update(municipality=cast.c)

    assert path not in client.get(address("change", line.pk)).content.decode()


def test_list_takes_the_same_queries_however_long(client, cast, django_assert_num_queries):
    client.force_login(cast.coordinator)
    ChangeFactory(row__municipality=cast.a)
    client.get(address("changelist"))

    for _repeat in range(2):
        with django_assert_num_queries(12):
            client.get(address("changelist"))
        for number in range(10):
            ChangeFactory(
                row__municipality=MunicipalityFactory(region=cast.a.region),
                at=dt.datetime(2026, 1, 15, number, tzinfo=dt.UTC),
            )


def test_log_has_no_actions():
    assert not admin.site._registry[Change].actions
