"""One municipality cannot touch another: every attack, as the editor of a neighbour and as the
coordinator of another region, upon rows of A.
"""

import pytest
import zeal
from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contacts.models import Contact
from editorial.administration.scoped import Scoped
from editorial.models import Change, Placed, Source, User
from editorial.rights import rights
from municipalities.models import (
    Institution,
    Locality,
    Municipality,
    PilotFact,
    PlanningRegion,
)
from support_programs.models import (
    Absence,
    CommonQuestion,
    Event,
    Home,
    Kindergarten,
    School,
    Step,
    SupportMeasure,
    Vacancy,
)
from tests import factories


def directly(factory):
    return lambda place, **values: factory(municipality=place, **values)


def by_institution(factory):
    return lambda place, **values: factory(institution__municipality=place, **values)


# How a row of a place is made.
MADE_IN = {
    Institution: directly(factories.InstitutionFactory),
    PilotFact: directly(factories.PilotFactFactory),
    Contact: directly(factories.ContactFactory),
    SupportMeasure: directly(factories.SupportMeasureFactory),
    Absence: directly(factories.AbsenceFactory),
    CommonQuestion: directly(factories.CommonQuestionFactory),
    Vacancy: directly(factories.VacancyFactory),
    Home: directly(factories.HomeFactory),
    Event: directly(factories.EventFactory),
    Kindergarten: by_institution(factories.KindergartenFactory),
    School: by_institution(factories.SchoolFactory),
}
MADE_OR_THERE = MADE_IN | {
    Locality: directly(factories.LocalityFactory),
    Municipality: lambda place: place,
}
WITH_SHEETS = [Vacancy, Home, Kindergarten]
# A field by which some rows have no municipality.
MAY_BE_NATIONAL = [PilotFact, SupportMeasure, CommonQuestion, Event]

named = {"ids": lambda model: model.__name__}
each_model = pytest.mark.parametrize("model", MADE_OR_THERE, **named)
each_content = pytest.mark.parametrize("model", MADE_IN, **named)
each_sheet = pytest.mark.parametrize("model", WITH_SHEETS, **named)
each_national = pytest.mark.parametrize("model", MAY_BE_NATIONAL, **named)


@pytest.fixture(params=["editor_b", "other_coordinator"])
def intruder(request, client, cast):
    """Signed in, and at home somewhere else than in A."""
    client.force_login(getattr(cast, request.param))
    return client


@pytest.fixture
def editor(client, cast):
    client.force_login(cast.editor_a)
    return client


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def home_of(client, cast):
    """Where the person signed in may enter something."""
    return cast.c if int(client.session["_auth_user_id"]) == cast.other_coordinator.pk else cast.b


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def stored(row):
    """All columns as they stand in the database; nothing of a row that is gone."""
    now = type(row)._base_manager.filter(pk=row.pk).first()
    return now and {field.attname: getattr(now, field.attname) for field in now._meta.fields}


def forms_of(response):
    yield response.context["adminform"].form
    for inline in response.context["inline_admin_formsets"]:
        yield inline.formset.management_form
        yield from inline.formset.forms


def as_sent(field):
    """What a browser sends of a field that nobody touched."""
    value = field.value()
    if isinstance(field.field, forms.NullBooleanField):
        return {True: "true", False: "false"}.get(value, "unknown")
    if isinstance(field.field, forms.BooleanField):
        return "on" if value else None
    if isinstance(field.field, forms.MultipleChoiceField):
        return value or None
    if value is None or isinstance(value, list | tuple):
        return value
    return str(field.field.widget.format_value(value)) if hasattr(value, "year") else str(value)


def sent(response, **changed):
    """What the form of the page sends, with some fields `changed`; None stands for nothing."""
    data = {field.html_name: as_sent(field) for form in forms_of(response) for field in form}
    return {name: value for name, value in (data | changed).items() if value is not None}


def filled_in(client, model, place, **changed):
    """A complete form for a new row in `place`, as somebody who may enter it there fills it in."""
    row = MADE_IN[model](place, published_at=None)
    data = sent(client.get(address(model, "change", row.pk)))
    institution = getattr(row, "institution", None)
    row.delete()
    if institution:
        data["institution"] = institution.pk
    return data | changed


def post_steps(client, page, **changed):
    """Each step looks up the measure it repeats when the form comes in."""
    data = sent(client.get(page), **changed)
    with zeal.zeal_ignore():
        return client.post(page, data)


def as_administrator(client, cast):
    """A second client, which may fill in a form for any place."""
    other = type(client)()
    other.force_login(cast.administrator)
    return other


# --- Nothing is left without a scope -------------------------------------------------------------


def leads_to_a_municipality(model, seen=()):
    """Whether a chain of foreign keys does."""
    if model is Municipality:
        return True
    keys = [field for field in model._meta.get_fields() if field.many_to_one or field.one_to_one]
    related = {field.related_model for field in keys if field.concrete and field.related_model}
    return any(leads_to_a_municipality(one, (*seen, model)) for one in related - {model, *seen})


def test_every_model_that_leads_to_a_municipality_is_scoped():
    led = {model for model in admin.site._registry if leads_to_a_municipality(model)}

    # The log is read by a rule of its own: `test_log.py`.
    assert led == {*MADE_OR_THERE, Change}
    for model in led - {Change}:
        assert issubclass(model, Placed)
        assert isinstance(admin.site._registry[model], Scoped)


def test_whatever_others_refer_to_is_scoped():
    fields = [field for model in MADE_OR_THERE for field in model._meta.get_fields()]
    keys = [field for field in fields if field.many_to_one or field.many_to_many]
    targets = {field.related_model for field in keys if field.concrete} - {User}

    assert {model for model in targets if not isinstance(admin.site._registry[model], Scoped)} == (
        set()
    )


# --- Looking -------------------------------------------------------------------------------------


@each_model
def test_list_leaves_out_rows_of_others(intruder, cast, model):
    MADE_OR_THERE[model](cast.a)
    own = MADE_OR_THERE[model](home_of(intruder, cast))

    response = intruder.get(address(model, "changelist"))

    assert list(response.context["cl"].result_list) == [own]
    assert cast.a.short_name not in response.content.decode()


@each_content
def test_list_by_the_municipality_of_others_is_empty(intruder, cast, model):
    MADE_IN[model](cast.a)
    way = "institution__municipality" if model in (Kindergarten, School) else "municipality"

    response = intruder.get(address(model, "changelist"), {f"{way}__id__exact": cast.a.pk})

    assert list(response.context["cl"].result_list) == []
    assert cast.a.short_name not in response.content.decode()


@each_model
def test_filters_offer_own_municipalities_and_regions_only(client, cast, model):
    for place in (cast.a, cast.b, cast.c):
        MADE_OR_THERE[model](place)
    factories.MembershipFactory(user=cast.editor_a, municipality=cast.c)
    client.force_login(cast.editor_a)

    page = client.get(address(model, "changelist"), {"_facets": "True"}).content.decode()

    assert cast.b.short_name not in page
    if model not in (Kindergarten, School, Institution):
        assert cast.a.short_name in page


@each_model
def test_search_does_not_find_rows_of_others(intruder, cast, model):
    row = MADE_OR_THERE[model](cast.a)

    response = intruder.get(address(model, "changelist"), {"q": "apgabals"})

    assert row not in response.context["cl"].result_list


@each_model
@pytest.mark.parametrize("name", ["change", "history", "delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_page_of_a_row_of_others_is_not_found(intruder, cast, model, name, method):
    row = MADE_OR_THERE[model](cast.a)
    before = stored(row)

    response = getattr(intruder, method)(address(model, name, row.pk), {"post": "yes"})

    assert response.status_code in ([404] if model in MADE_IN else [403, 404])
    assert stored(row) == before


@each_content
def test_row_of_others_is_not_found_as_if_there_were_none(intruder, cast, model):
    row = MADE_IN[model](cast.a)
    answers = [intruder.get(address(model, "change", key)) for key in (row.pk, 10**6, "nav")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


@each_model
def test_unknown_row_is_not_found_by_an_administrator_either(client, cast, model):
    client.force_login(cast.administrator)

    assert client.get(address(model, "change", 10**6)).status_code == 404


@each_content
@pytest.mark.parametrize("method", ["get", "post"])
def test_old_version_of_a_row_of_others_is_not_found(intruder, cast, model, method):
    row = MADE_IN[model](cast.a)
    before = stored(row)
    version = address(model, "simple_history", row.pk, row.history.first().pk)

    response = getattr(intruder, method)(version, {})

    assert response.status_code == 404
    assert stored(row) == before


def test_old_version_from_when_a_row_was_ones_own_is_not_found(editor, cast):
    row = factories.PilotFactFactory(municipality=cast.a)
    row.municipality = cast.b
    row.save()

    assert editor.get(address(PilotFact, "history", row.pk)).status_code == 404
    version = address(PilotFact, "simple_history", row.pk, row.history.last().pk)
    assert editor.get(version).status_code == 404


def test_history_of_a_deleted_row_of_others_is_not_found(intruder, cast):
    row = factories.PilotFactFactory(municipality=cast.a)
    key, version = row.pk, row.history.first().pk
    row.delete()

    assert intruder.get(address(PilotFact, "history", key)).status_code == 404
    assert intruder.get(address(PilotFact, "simple_history", key, version)).status_code == 404


def test_shortcut_to_the_page_of_a_draft_names_nothing(intruder, cast):
    row = factories.EventFactory(municipality=cast.a, published_at=None)
    kind = ContentType.objects.get_for_model(Event)

    response = intruder.get(reverse("admin:view_on_site", args=[kind.pk, row.pk]))

    assert response.status_code == 404


# --- Choosing ------------------------------------------------------------------------------------


def choices_on(response):
    """(field, rows to choose from), for every field of the form and its inlines."""
    inlines = response.context["inline_admin_formsets"]
    for form in [
        response.context["adminform"].form,
        *(inline.formset.empty_form for inline in inlines),
    ]:
        for name, field in form.fields.items():
            if isinstance(field, forms.ModelChoiceField) and name != form.prefix:
                yield name, field.queryset


@each_content
@pytest.mark.parametrize("name", ["add", "add in a window", "change"])
def test_form_offers_no_rows_of_others(intruder, cast, model, name):
    foreign = [make(cast.a) for make in MADE_OR_THERE.values()]
    own = MADE_IN[model](home_of(intruder, cast), published_at=None)
    path = address(model, "change", own.pk) if name == "change" else address(model, "add")

    response = intruder.get(path, {"_popup": "1"} if "window" in name else {})

    offered = [row for _name, rows in choices_on(response) for row in rows]
    assert not [row for row in foreign if row in offered]
    assert cast.a.short_name not in response.content.decode()


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (SupportMeasure, "contacts"),
        (CommonQuestion, "measures"),
        (Step, "repeats"),
        (Kindergarten, "institution"),
        (School, "institution"),
        (Home, "nearest_school"),
        (Vacancy, "municipality"),
    ],
)
def test_typing_finds_no_rows_of_others(intruder, cast, model, field):
    for make in MADE_OR_THERE.values():
        make(cast.a)
    query = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
    }
    related = model._meta.get_field(field).related_model
    of_a = related.of(rights(cast.editor_a).sight)
    foreign = [str(row.pk) for row in related.objects.filter(of_a)]

    response = intruder.get(reverse("admin:autocomplete"), query)

    assert foreign
    assert not [row for row in response.json()["results"] if row["id"] in foreign]


def test_typing_finds_no_accounts(intruder):
    query = {"app_label": "contacts", "model_name": "contact", "field_name": "verified_by"}

    assert intruder.get(reverse("admin:autocomplete"), query).status_code == 403


def test_row_of_others_is_refused_as_a_choice_of_many(intruder, cast):
    foreign = factories.ContactFactory(municipality=cast.a)
    own = MADE_IN[SupportMeasure](home_of(intruder, cast), published_at=None)
    page = address(SupportMeasure, "change", own.pk)

    response = intruder.post(page, sent(intruder.get(page), contacts=[foreign.pk]))

    assert "contacts" in response.context["adminform"].form.errors
    assert not own.contacts.exists()


def test_row_of_others_is_refused_as_a_choice_of_one(intruder, cast):
    foreign = factories.InstitutionFactory(municipality=cast.a, kind="school")
    own = MADE_IN[Home](home_of(intruder, cast), published_at=None)
    page = address(Home, "change", own.pk)

    response = intruder.post(page, sent(intruder.get(page), nearest_school=foreign.pk))

    assert "nearest_school" in response.context["adminform"].form.errors


def test_row_of_others_is_refused_in_a_row_beneath(intruder, cast):
    foreign = factories.SupportMeasureFactory(municipality=cast.a)
    own = MADE_IN[SupportMeasure](home_of(intruder, cast), published_at=None)
    step = factories.StepFactory(measure=own, repeats=None)
    page = address(SupportMeasure, "change", own.pk)

    post_steps(intruder, page, **{"steps-0-repeats": foreign.pk})

    step.refresh_from_db()
    assert step.repeats is None


def test_what_an_administrator_chose_elsewhere_stays_chosen(coordinator, cast):
    school = factories.InstitutionFactory(municipality=cast.c, kind="school")
    row = factories.HomeFactory(municipality=cast.a, nearest_school=school)
    page = address(Home, "change", row.pk)

    coordinator.post(page, sent(coordinator.get(page), place="Pie ezera"))

    row.refresh_from_db()
    assert (row.place, row.nearest_school) == ("Pie ezera", school)


def test_contact_that_an_administrator_chose_elsewhere_stays_chosen(coordinator, cast):
    contact = factories.ContactFactory(municipality=cast.c)
    row = factories.SupportMeasureFactory(municipality=cast.a)
    row.contacts.add(contact)
    page = address(SupportMeasure, "change", row.pk)

    response = coordinator.post(page, sent(coordinator.get(page)))

    assert response.status_code == 302
    assert list(row.contacts.all()) == [contact]


def test_measure_that_a_step_repeats_elsewhere_stays_chosen(coordinator, cast):
    repeated = factories.SupportMeasureFactory(municipality=cast.c)
    step = factories.StepFactory(
        measure=factories.SupportMeasureFactory(municipality=cast.a), repeats=repeated
    )
    page = address(SupportMeasure, "change", step.measure_id)

    response = post_steps(coordinator, page, **{"steps-0-text_lv": "Citādi"})

    step.refresh_from_db()
    assert response.status_code == 302
    assert (step.text_lv, step.repeats) == ("Citādi", repeated)


# --- Entering and moving -------------------------------------------------------------------------


@each_content
def test_row_is_entered_in_ones_own_municipality(editor, cast, model):
    data = filled_in(as_administrator(editor, cast), model, cast.a)

    response = editor.post(address(model, "add"), data)

    assert response.status_code == 302
    assert model.objects.get().published_at is None


@each_content
def test_row_is_not_entered_in_the_municipality_of_others(intruder, cast, model):
    data = filled_in(as_administrator(intruder, cast), model, cast.a)

    response = intruder.post(address(model, "add"), data)

    field = "institution" if model in (Kindergarten, School) else "municipality"
    assert field in response.context["adminform"].form.errors
    assert not model.objects.exists()


@each_content
def test_row_is_not_moved_to_the_municipality_of_others(intruder, cast, model):
    own = MADE_IN[model](home_of(intruder, cast), published_at=None)
    before = stored(own)
    page = address(model, "change", own.pk)
    institution = factories.InstitutionFactory(municipality=cast.a, kind="school").pk
    moved = {"municipality": cast.a.pk, "institution": institution}

    response = intruder.post(page, sent(intruder.get(page), **moved))

    assert response.context["adminform"].form.errors
    assert stored(own) == before


@each_national
@pytest.mark.parametrize("person", ["editor_a", "coordinator"])
def test_row_of_the_whole_country_is_entered_by_administrators_only(client, cast, model, person):
    data = filled_in(as_administrator(client, cast), model, cast.a, municipality="")
    client.force_login(getattr(cast, person))

    response = client.post(address(model, "add"), data)

    assert response.context["adminform"].form.non_field_errors()
    assert not model.objects.exists()


@each_national
@pytest.mark.parametrize("person", ["editor_a", "coordinator"])
def test_row_of_the_whole_country_can_be_looked_at_only(client, cast, model, person):
    row = MADE_IN[model](None)
    before = stored(row)
    client.force_login(getattr(cast, person))

    assert client.get(address(model, "change", row.pk)).status_code == 200
    for page in ("change", "delete"):
        response = client.post(address(model, page, row.pk), {"post": "yes"})
        assert response.status_code == 403
    assert stored(row) == before


@pytest.mark.parametrize("owner", ["region", "authority"])
def test_contact_is_not_entered_for_others_by_an_editor(client, cast, owner):
    data = filled_in(as_administrator(client, cast), Contact, cast.a, municipality="")
    client.force_login(cast.editor_b)

    owner_of_a = getattr(cast.a, owner)
    response = client.post(address(Contact, "add"), data | {owner: owner_of_a.pk})

    assert owner in response.context["adminform"].form.errors
    assert not Contact.objects.exists()


def test_contact_of_the_region_is_entered_by_its_coordinator(coordinator, cast):
    data = filled_in(as_administrator(coordinator, cast), Contact, cast.a, municipality="")

    coordinator.post(address(Contact, "add"), data | {"region": cast.a.region_id})

    assert Contact.objects.get().region == cast.a.region


def test_published_row_is_not_moved_to_where_one_is_editor_only(client, cast):
    factories.MembershipFactory(user=cast.other_coordinator, municipality=cast.a)
    row = factories.PilotFactFactory(municipality=cast.c)
    client.force_login(cast.other_coordinator)
    page = address(PilotFact, "change", row.pk)

    response = client.post(page, sent(client.get(page), municipality=cast.a.pk))

    row.refresh_from_db()
    assert response.context["adminform"].form.non_field_errors()
    assert row.municipality == cast.c


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("published_at", "2026-01-01"),
        ("published_at_0", "2026-01-01"),
        ("withdrawn_at", "2026-01-01"),
        ("verified_by", "1"),
        ("version", "99"),
        ("content_key", "cita"),
        ("loaded_hash", "c" * 64),
        ("is_superuser", "on"),
        ("user", "1"),
        ("id", "999"),
        ("number", "1"),
    ],
)
def test_field_that_is_not_in_the_form_is_ignored(editor, cast, name, value):
    row = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    before = stored(row) | {"note_lv": "Pēc izmaiņām", "version": row.version + 1}
    page = address(SupportMeasure, "change", row.pk)

    response = editor.post(page, sent(editor.get(page), note_lv="Pēc izmaiņām") | {name: value})

    assert response.status_code == 302
    assert {key for key, kept in stored(row).items() if kept != before[key]} <= {
        "note",
        "translated_from",
    }
    assert not User.objects.get(pk=cast.editor_a.pk).is_superuser


def test_day_of_verifying_is_written_in_ones_own_name(editor, cast):
    row = factories.PilotFactFactory(municipality=cast.a, published_at=None)
    page = address(PilotFact, "change", row.pk)

    day = {"verified_on": "2026-01-15", "verified_by": cast.administrator.pk}
    editor.post(page, sent(editor.get(page), **day))

    row.refresh_from_db()
    assert row.verified_by == cast.editor_a


def test_day_of_verifying_left_alone_stays_in_the_name_of_another(coordinator, cast):
    verified = {"verified_on": "2026-01-15", "verified_by": cast.administrator}
    row = factories.PilotFactFactory(municipality=cast.a, **verified)
    page = address(PilotFact, "change", row.pk)

    coordinator.post(page, sent(coordinator.get(page), position="7"))

    row.refresh_from_db()
    assert (row.position, row.verified_by) == (7, cast.administrator)


@pytest.mark.parametrize("name", ["slug", "region", "authority", "kind", "pilot_group"])
def test_coordinator_changes_the_texts_of_a_municipality_and_not_its_structure(
    coordinator, cast, name
):
    page = address(Municipality, "change", cast.a.pk)
    before = stored(cast.a)
    other = {"slug": "cits", "region": cast.c.region_id, "authority": cast.c.authority_id}
    other |= {"kind": "state_city", "pilot_group": "latgale"}

    data = sent(coordinator.get(page), intro_lv="Jauns ievads") | {name: other[name]}
    response = coordinator.post(page, data)

    column = name if name in before else f"{name}_id"
    assert response.status_code == 302
    assert stored(cast.a)["intro_lv"] == "Jauns ievads"
    assert stored(cast.a)[column] == before[column]


# --- Rows beneath a row --------------------------------------------------------------------------


def test_row_beneath_is_not_entered_under_a_row_of_others(intruder, cast):
    foreign = factories.SupportMeasureFactory(municipality=cast.a)
    own = MADE_IN[SupportMeasure](home_of(intruder, cast), published_at=None)
    page = address(SupportMeasure, "change", own.pk)
    step = {
        "steps-TOTAL_FORMS": "1",
        "steps-0-measure": foreign.pk,
        "steps-0-key": "z",
        "steps-0-order": "1",
        "steps-0-stage": "before",
        "steps-0-text_lv": "Svešs solis",
    }

    intruder.post(page, sent(intruder.get(page), **step))

    assert not foreign.steps.exists()


def test_row_beneath_a_row_of_others_is_not_changed(intruder, cast):
    step = factories.StepFactory(measure=factories.SupportMeasureFactory(municipality=cast.a))
    own = MADE_IN[SupportMeasure](home_of(intruder, cast), published_at=None)
    before = stored(step)
    page = address(SupportMeasure, "change", own.pk)
    changed = {
        "steps-TOTAL_FORMS": "1",
        "steps-INITIAL_FORMS": "1",
        "steps-0-id": step.pk,
        "steps-0-measure": own.pk,
        "steps-0-key": "z",
        "steps-0-order": "1",
        "steps-0-stage": "before",
        "steps-0-text_lv": "Pārņemts",
        "steps-0-DELETE": "on",
    }

    intruder.post(page, sent(intruder.get(page), **changed))

    assert stored(step) == before


@pytest.mark.parametrize("act", ["add", "change", "delete"])
def test_rows_beneath_follow_the_rights_of_the_row_above(rf, cast, act):
    published = factories.SupportMeasureFactory(municipality=cast.a)
    request = rf.get("/")

    for person, expected in ((cast.editor_a, False), (cast.coordinator, True)):
        request.user = person
        for inline in admin.site._registry[SupportMeasure].inlines:
            may = getattr(inline(SupportMeasure, admin.site), f"has_{act}_permission")
            assert may(request, published) == expected


def test_rows_beneath_a_draft_are_entered_by_an_editor(editor, cast):
    row = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    page = address(SupportMeasure, "change", row.pk)
    step = {
        "steps-TOTAL_FORMS": "1",
        "steps-0-key": "a",
        "steps-0-order": "1",
        "steps-0-stage": "before",
        "steps-0-text_lv": "Norādiet adresi",
    }

    editor.post(page, sent(editor.get(page), **step))

    assert row.steps.get().text_lv == "Norādiet adresi"


# --- Actions -------------------------------------------------------------------------------------

ACTIONS = ["publish", "withdraw", "delete_selected", "still_true", "taken_off"]


@each_content
@pytest.mark.parametrize("action", ACTIONS)
def test_action_leaves_rows_of_others(intruder, cast, model, action):
    rows = [MADE_IN[model](cast.a, published_at=moment) for moment in ROWS_OF_TWO_STATES[model]]
    before = [stored(row) for row in rows]
    data = {"action": action, "_selected_action": [row.pk for row in rows], "post": "yes"}

    intruder.post(address(model, "changelist"), data | {"select_across": "1"})

    assert [stored(row) for row in rows] == before


PUBLISHED = "2026-01-15T12:00Z"
# Of a need of a municipality there is one absence.
ROWS_OF_TWO_STATES = {model: [None, PUBLISHED] for model in MADE_IN} | {Absence: [PUBLISHED]}


@each_content
@pytest.mark.parametrize(
    ("person", "action", "happens"),
    [
        ("editor_a", "publish", False),
        ("editor_a", "withdraw", False),
        ("coordinator", "publish", True),
        ("coordinator", "withdraw", True),
    ],
)
def test_only_the_coordinator_publishes_and_withdraws(client, cast, model, person, action, happens):
    row = MADE_IN[model](cast.a, published_at=None if action == "publish" else PUBLISHED)
    client.force_login(getattr(cast, person))

    client.post(address(model, "changelist"), {"action": action, "_selected_action": [row.pk]})

    assert (stored(row)["version"] > row.version) == happens


def test_publishing_leaves_rows_of_places_where_one_is_editor_only(client, cast):
    factories.MembershipFactory(user=cast.other_coordinator, municipality=cast.a)
    row = factories.HomeFactory(municipality=cast.a, published_at=None)
    before = stored(row)
    client.force_login(cast.other_coordinator)

    client.post(address(Home, "changelist"), {"action": "publish", "_selected_action": [row.pk]})

    assert stored(row) == before


@pytest.mark.parametrize("person", ["editor_a", "coordinator"])
def test_municipality_is_withdrawn_by_administrators_only(client, cast, person):
    client.force_login(getattr(cast, person))

    data = {"action": "withdraw", "_selected_action": [cast.a.pk]}
    client.post(address(Municipality, "changelist"), data)

    cast.a.refresh_from_db()
    assert cast.a.is_published


# --- Published and not yet -----------------------------------------------------------------------


@each_content
@pytest.mark.parametrize("person", ["editor_a", "coordinator"])
def test_draft_is_changed_without_a_word_about_review(client, cast, model, person):
    row = MADE_IN[model](cast.a, published_at=None)
    client.force_login(getattr(cast, person))
    page = address(model, "change", row.pk)

    response = client.get(page)

    assert list(response.context["messages"]) == []
    assert client.post(page, sent(response)).status_code == 302
    assert stored(row)["version"] > row.version


@each_content
def test_coordinator_changes_a_published_row(coordinator, cast, model):
    row = MADE_IN[model](cast.a)
    page = address(model, "change", row.pk)

    response = coordinator.post(page, sent(coordinator.get(page)))

    assert response.status_code == 302
    assert stored(row)["version"] > row.version


def test_old_version_of_a_published_row_is_not_brought_back_by_an_editor(editor, cast):
    row = factories.PilotFactFactory(municipality=cast.a, published_at=None)
    row.publish()
    row.save()
    before = stored(row)
    page = address(PilotFact, "simple_history", row.pk, row.history.last().pk)

    response = editor.get(page)

    assert response.context["revert_disabled"]
    assert editor.post(page, {}).status_code == 403
    assert stored(row) == before


@each_content
@pytest.mark.parametrize("person", ["editor_a", "coordinator"])
def test_draft_is_deleted_and_a_published_row_is_not(client, cast, model, person):
    draft = MADE_IN[model](cast.a, published_at=None)
    published = MADE_IN[model](cast.a) if model is not Absence else MADE_IN[model](cast.b)
    client.force_login(getattr(cast, person))

    for row in (draft, published):
        client.post(address(model, "delete", row.pk), {"post": "yes"})

    assert list(model.objects.all()) == [published]


def test_delete_action_leaves_published_rows(editor, cast):
    row = factories.PilotFactFactory(municipality=cast.a)
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    editor.post(address(PilotFact, "changelist"), data)

    assert PilotFact.objects.exists()


# --- Tables --------------------------------------------------------------------------------------


def as_csv(**cells):
    return "\n".join([";".join(cells), ";".join(map(str, cells.values()))]).encode()


def bring_in(client, model, **cells):
    """Both steps of an import, the second whatever the first says."""
    file = SimpleUploadedFile("tabula.csv", as_csv(**cells))
    checked = client.post(
        address(model, "import"), {"import_file": file, "csrfmiddlewaretoken": "x"}
    )
    form = checked.context.get("confirm_form")
    return client.post(address(model, "process_import"), form.initial) if form else checked


@pytest.fixture
def other_coordinator(client, cast):
    client.force_login(cast.other_coordinator)
    return client


@each_sheet
def test_export_holds_own_rows_only(other_coordinator, cast, model):
    MADE_IN[model](cast.a)
    own = MADE_IN[model](cast.c)

    page = other_coordinator.post(address(model, "export"), {"format": "0"}).content.decode()

    assert len(page.splitlines()) == 2
    assert own.slug in page


@each_sheet
def test_import_leaves_rows_of_others(other_coordinator, cast, model):
    row = MADE_IN[model](cast.a)
    before = stored(row)

    bring_in(other_coordinator, model, slug=row.slug, note_lv="Svešs")
    bring_in(other_coordinator, model, slug=row.slug, municipality="c", title_lv="Svešs")

    assert stored(row) == before


@pytest.mark.parametrize("model", [Vacancy, Home])
def test_import_enters_nothing_in_the_municipality_of_others(other_coordinator, cast, model):
    cells = {"slug": "jauns", "title_lv": "Jauns", "place": "Centrs", "kind": "rent"}
    fields = set(admin.site._registry[model].resource_classes[0]._meta.fields)
    cells = {name: value for name, value in cells.items() if name in fields}

    bring_in(other_coordinator, model, municipality="a", **cells)

    assert not model.objects.exists()


@pytest.mark.parametrize("model", [Vacancy, Home])
def test_import_moves_nothing_to_the_municipality_of_others(other_coordinator, cast, model):
    row = MADE_IN[model](cast.c)

    bring_in(other_coordinator, model, slug=row.slug, municipality="a")

    assert stored(row)["municipality_id"] == cast.c.pk


def test_import_moves_a_published_row_only_to_where_one_may_change_it(other_coordinator, cast):
    factories.MembershipFactory(user=cast.other_coordinator, municipality=cast.a)
    row = factories.VacancyFactory(municipality=cast.c)

    bring_in(other_coordinator, Vacancy, slug=row.slug, municipality="a")

    assert stored(row)["municipality_id"] == cast.c.pk


def test_import_moves_a_row_within_the_region(coordinator, cast):
    row = factories.VacancyFactory(municipality=cast.a)

    bring_in(coordinator, Vacancy, slug=row.slug, municipality="b")

    assert stored(row)["municipality_id"] == cast.b.pk


def test_import_ties_nothing_to_an_institution_of_others(other_coordinator, cast):
    factories.InstitutionFactory(municipality=cast.a, kind="preschool", name="Saulīte")

    bring_in(other_coordinator, Kindergarten, slug="saulite", institution="Saulīte")

    assert not Kindergarten.objects.exists()


def test_import_leaves_what_an_administrator_chose_elsewhere(coordinator, cast):
    school = factories.InstitutionFactory(municipality=cast.c, kind="school", name="Tālā skola")
    row = factories.HomeFactory(municipality=cast.a, nearest_school=school)

    bring_in(coordinator, Home, slug=row.slug, nearest_school="Tālā skola", place="Pie ezera")

    row.refresh_from_db()
    assert (row.place, row.nearest_school) == ("Pie ezera", school)


# --- Shared by all -------------------------------------------------------------------------------


def source(**more):
    return {"url": "https://www.novads.example/lapa", "publisher": "Novads"} | more


@pytest.mark.parametrize("person", ["editor_a", "coordinator"])
def test_source_is_entered_by_anybody(client, cast, person):
    client.force_login(getattr(cast, person))

    client.post(address(Source, "add"), source())

    assert Source.objects.get().publisher == "Novads"


@pytest.mark.parametrize(("person", "changes"), [("editor_a", False), ("coordinator", True)])
def test_source_is_changed_by_coordinators(client, cast, person, changes):
    row = factories.SourceFactory(publisher="Ministrija")
    client.force_login(getattr(cast, person))

    client.post(address(Source, "change", row.pk), source())

    row.refresh_from_db()
    assert row.publisher == ("Novads" if changes else "Ministrija")


@pytest.mark.parametrize("person", ["editor_a", "coordinator"])
@pytest.mark.parametrize("model", [PlanningRegion, Locality, Municipality])
def test_structure_is_entered_and_deleted_by_administrators_only(client, cast, person, model):
    row = {PlanningRegion: cast.a.region, Municipality: cast.a}.get(model)
    row = row or factories.LocalityFactory(municipality=cast.a)
    client.force_login(getattr(cast, person))

    for page in (address(model, "add"), address(model, "delete", row.pk)):
        assert client.get(page).status_code == 403
        assert client.post(page, {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_nothing_of_an_attack_is_logged_as_done(intruder, cast):
    row = factories.SupportMeasureFactory(municipality=cast.a)

    for page in ("change", "delete"):
        intruder.post(address(SupportMeasure, page, row.pk), {"post": "yes"})

    assert not LogEntry.objects.exists()
