"""The administration as the administrator meets it, over every registered model."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from contacts.models import Contact
from editorial.models import (
    Change,
    DailyRun,
    OutsideLink,
    Publishable,
    Revision,
    SlugHistory,
    Source,
    User,
)
from editorial.models.loaded import Loaded
from municipalities.models import (
    Authority,
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
    SupportMeasure,
    Vacancy,
    VacancyImport,
)
from tests import factories

FACTORIES = {
    User: factories.UserFactory,
    Source: factories.SourceFactory,
    SlugHistory: factories.SlugHistoryFactory,
    PlanningRegion: factories.PlanningRegionFactory,
    Authority: factories.AuthorityFactory,
    Municipality: factories.MunicipalityFactory,
    Institution: factories.InstitutionFactory,
    PilotFact: factories.PilotFactFactory,
    Locality: factories.LocalityFactory,
    Contact: factories.ContactFactory,
    SupportMeasure: factories.SupportMeasureFactory,
    Absence: factories.AbsenceFactory,
    CommonQuestion: factories.CommonQuestionFactory,
    Vacancy: factories.VacancyFactory,
    Home: factories.HomeFactory,
    Kindergarten: factories.KindergartenFactory,
    School: factories.SchoolFactory,
    Event: factories.EventFactory,
    VacancyImport: factories.VacancyImportFactory,
    DailyRun: factories.DailyRunFactory,
    OutsideLink: factories.OutsideLinkFactory,
}
READ_ONLY = [VacancyImport, DailyRun, OutsideLink]
WITH_HISTORY = [model for model in FACTORIES if hasattr(model, "history")]
LOADED = [model for model in FACTORIES if issubclass(model, Loaded)]

each_model = pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)
each_with_history = pytest.mark.parametrize("model", WITH_HISTORY, ids=lambda model: model.__name__)
each_publishable = pytest.mark.parametrize(
    "model",
    [model for model in FACTORIES if issubclass(model, Publishable)],
    ids=lambda model: model.__name__,
)
each_loaded = pytest.mark.parametrize("model", LOADED, ids=lambda model: model.__name__)


class InlineCode(HTMLParser):
    """Collects what the content security policy would refuse."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        is_data = attributes.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in attributes and not is_data):
            self.found.append(tag)
        self.found += [name for name in attributes if name == "style" or name.startswith("on")]
        self.found += [
            value for value in attributes.values() if (value or "").startswith("javascript:")
        ]


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def run_action(client, action, *rows, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(address(type(rows[0]), "changelist"), data, follow=True)


def assert_page_is_sound(response):
    """It opened, in Latvian, and holds nothing that the content security policy refuses."""
    assert response.status_code == 200
    html = response.content.decode()
    assert '<html lang="lv"' in html
    inline = InlineCode()
    inline.feed(html)
    assert inline.found == []


def test_every_model_of_the_project_is_registered():
    ours = {"editorial", "municipalities", "contacts", "support_programs"}

    registered = {model for model in admin.site._registry if model._meta.app_label in ours}

    # An edition has no page but the review page of its row, a line of the log none to write on.
    assert registered == {*FACTORIES, Change, Revision}


def test_index_is_sound(signed_in):
    response = signed_in.get(reverse("admin:index"))

    assert_page_is_sound(response)


def test_login_page_is_sound(client, db):
    response = client.get(reverse("admin:login"), follow=True)

    assert_page_is_sound(response)


@each_model
def test_list_is_sound(signed_in, model):
    FACTORIES[model].create_batch(2)

    response = signed_in.get(address(model, "changelist"))

    assert_page_is_sound(response)


@each_model
def test_add_page_is_sound(signed_in, model):
    if model in (SlugHistory, *READ_ONLY):
        assert signed_in.get(address(model, "add")).status_code == 403
        return

    response = signed_in.get(address(model, "add"))

    assert_page_is_sound(response)


@each_model
def test_change_page_is_sound(signed_in, model):
    row = FACTORIES[model]()

    response = signed_in.get(address(model, "change", row.pk))

    assert_page_is_sound(response)


@each_model
def test_delete_page_is_sound(signed_in, model):
    row = FACTORIES[model]()
    if model in READ_ONLY:
        assert signed_in.get(address(model, "delete", row.pk)).status_code == 403
        return

    response = signed_in.get(address(model, "delete", row.pk))

    assert_page_is_sound(response)


@each_model
def test_history_is_sound(signed_in, model):
    row = FACTORIES[model]()
    row.save()

    response = signed_in.get(address(model, "history", row.pk))

    assert_page_is_sound(response)


@each_with_history
def test_old_version_is_sound(signed_in, model):
    row = FACTORIES[model]()

    response = signed_in.get(address(model, "simple_history", row.pk, row.history.first().pk))

    assert_page_is_sound(response)


@each_model
@pytest.mark.parametrize("text", ["Ādaži 1", '"'])
def test_search_is_sound(signed_in, model, text):
    FACTORIES[model]()

    response = signed_in.get(address(model, "changelist"), {"q": text})

    assert_page_is_sound(response)


def test_pages_speak_the_language_of_the_person(client, administrator):
    administrator.language = "ru"
    administrator.save()
    client.force_login(administrator)

    response = client.get(reverse("admin:index"))

    assert b'<html lang="ru"' in response.content


# --- Search and filters -------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["ādaži", "Adazi", "ĀDAŽI", "Адажи"])
def test_search_finds_a_name_however_it_is_written(signed_in, text):
    names = {"short_name_lv": "Ādaži", "short_name_ru": "Адажи"}
    found = factories.MunicipalityFactory(name_ru="Адажский край", **names)
    other = {"short_name_lv": "Preiļi", "short_name_en": "Preiļi", "short_name_ru": "Прейли"}
    factories.MunicipalityFactory(name_ru="Прейльский край", **other)

    response = signed_in.get(address(Municipality, "changelist"), {"q": text})

    assert list(response.context["cl"].result_list) == [found]


@pytest.mark.parametrize("text", ["€", "???", "„”"])
def test_search_for_signs_that_nothing_holds_finds_nothing(signed_in, text):
    factories.MunicipalityFactory()

    response = signed_in.get(address(Municipality, "changelist"), {"q": text})

    assert not response.context["cl"].result_list


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_state_filter_leaves_rows_of_that_state(signed_in, state):
    draft = factories.PilotFactFactory(published_at=None)
    published = factories.PilotFactFactory()
    withdrawn = factories.PilotFactFactory()
    withdrawn.withdrawn_at = withdrawn.published_at
    withdrawn.save()

    response = signed_in.get(address(PilotFact, "changelist"), {"state": state})

    expected = {"draft": draft, "published": published, "withdrawn": withdrawn}[state]
    assert list(response.context["cl"].result_list) == [expected]


@pytest.mark.parametrize(
    ("model", "field"),
    [(SupportMeasure, "sources"), (SupportMeasure, "contacts"), (CommonQuestion, "measures")],
    ids=["sources", "contacts", "measures"],
)
def test_choices_are_found_by_typing(signed_in, model, field):
    related = model._meta.get_field(field).related_model
    rows = FACTORIES[related].create_batch(3)
    query = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
    }

    response = signed_in.get(reverse("admin:autocomplete"), query)

    assert len(response.json()["results"]) == len(rows)


# --- Translations -------------------------------------------------------------------------------


def test_each_language_has_its_part(signed_in):
    row = factories.PilotFactFactory()

    response = signed_in.get(address(PilotFact, "change", row.pk))

    languages = ["Latviešu", "English", "Русский"]
    names = [part.name for part in response.context["adminform"]]
    assert [name for name in names if name in languages] == languages


def test_latvian_part_is_open_and_the_others_are_folded(signed_in):
    row = factories.PilotFactFactory()

    response = signed_in.get(address(PilotFact, "change", row.pk))

    folded = [
        fieldset.name for fieldset in response.context["adminform"] if fieldset.is_collapsible
    ]
    assert folded == ["English", "Русский"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_latvian_text_stands_beside_its_translation(signed_in, language):
    row = factories.PilotFactFactory(text_lv="Desmit <pašvaldības>")

    response = signed_in.get(address(PilotFact, "change", row.pk))

    help_text = response.context["adminform"].form.fields[f"text_{language}"].help_text
    assert '<span lang="lv">Desmit &lt;pašvaldības&gt;</span>' in help_text
    assert help_text in response.content.decode()


def test_latvian_text_does_not_stand_beside_itself(signed_in):
    row = factories.PilotFactFactory(text_lv="Desmit pašvaldības")

    response = signed_in.get(address(PilotFact, "change", row.pk))

    assert not response.context["adminform"].form.fields["text_lv"].help_text


def test_latvian_text_is_required(signed_in):
    response = signed_in.post(address(PilotFact, "add"), {"position": "0", "text_en": "Ten"})

    assert "text_lv" in response.context["adminform"].form.errors
    assert not PilotFact.objects.exists()


def test_latvian_text_just_typed_stands_beside_its_translation(signed_in):
    typed = {"position": "x", "text_lv": "Tikko rakstīts"}

    response = signed_in.post(address(PilotFact, "add"), typed)

    help_text = response.context["adminform"].form.fields["text_en"].help_text
    assert "Tikko rakstīts" in help_text


# --- Publishing and withdrawing -----------------------------------------------------------------


def test_new_row_is_not_published(signed_in):
    signed_in.post(address(PilotFact, "add"), {"position": "0", "text_lv": "Desmit pašvaldības"})

    assert not PilotFact.objects.get().is_published


@pytest.mark.parametrize("name", ["published_at", "withdrawn_at"])
def test_form_sets_no_moment_of_publishing(signed_in, name):
    sent = {f"{name}_0": "2099-01-01", f"{name}_1": "12:00", name: "2099-01-01 12:00"}

    signed_in.post(address(PilotFact, "add"), {"position": "0", "text_lv": "Desmit", **sent})

    assert getattr(PilotFact.objects.get(), name) is None


@each_publishable
def test_form_shows_the_moments_of_publishing_without_a_field(signed_in, model):
    row = FACTORIES[model]()

    form = signed_in.get(address(model, "change", row.pk)).context["adminform"]

    shown = [field for _name, options in form.fieldsets for field in options["fields"]]
    assert ("published_at", "withdrawn_at") in shown
    assert not {"published_at", "withdrawn_at"} & set(form.form.fields)


def test_state_is_that_of_the_row_though_its_municipality_is_withdrawn(signed_in):
    place = factories.MunicipalityFactory(withdrawn_at="2026-01-15T12:00Z")
    row = factories.PilotFactFactory(municipality=place)

    run_action(signed_in, "withdraw", row)

    row.refresh_from_db()
    assert row.withdrawn_at


def test_publish_shows_a_new_row(signed_in):
    row = factories.PilotFactFactory(published_at=None)

    run_action(signed_in, "publish", row)

    row.refresh_from_db()
    assert row.is_published


def test_publish_shows_a_withdrawn_row_again(signed_in):
    row = factories.PilotFactFactory()
    row.withdrawn_at = row.published_at
    row.save()

    run_action(signed_in, "publish", row)

    row.refresh_from_db()
    assert row.is_published


def test_withdraw_hides_a_row(signed_in):
    row = factories.PilotFactFactory()

    run_action(signed_in, "withdraw", row)

    row.refresh_from_db()
    assert not row.is_published


@pytest.mark.parametrize(
    ("action", "published_at"),
    [("publish", None), ("withdraw", "2026-01-15T12:00Z")],
    ids=["publish", "withdraw"],
)
def test_action_writes_history_with_the_person(signed_in, administrator, action, published_at):
    row = factories.PilotFactFactory(published_at=published_at)

    run_action(signed_in, action, row)

    assert row.history.count() == 2
    assert row.history.first().history_user == administrator
    assert LogEntry.objects.filter(object_id=row.pk, user=administrator).count() == 1


def test_action_moves_the_version(signed_in):
    row = factories.PilotFactFactory()
    before = row.version

    run_action(signed_in, "withdraw", row)

    row.refresh_from_db()
    assert row.version == before + 1


def test_action_counts_only_rows_it_changed(signed_in):
    published = factories.PilotFactFactory()
    draft = factories.PilotFactFactory(published_at=None)

    response = run_action(signed_in, "withdraw", published, draft)

    (message,) = response.context["messages"]
    assert re.findall(r"\d+", str(message)) == ["1"]


def test_withdraw_needs_the_right_to_publish(client, cast):
    client.force_login(cast.editor_a)
    row = factories.PilotFactFactory(municipality=cast.a)

    run_action(client, "withdraw", row)

    row.refresh_from_db()
    assert row.is_published


def test_actions_are_not_offered_without_the_right_to_publish(client, cast):
    client.force_login(cast.editor_a)
    factories.PilotFactFactory(municipality=cast.a)

    response = client.get(address(PilotFact, "changelist"))

    offered = [name for name, _label in response.context["action_form"].fields["action"].choices]
    assert offered == ["", "still_true", "delete_selected"]


# --- Deleting -----------------------------------------------------------------------------------


@each_loaded
def test_loaded_row_cannot_be_deleted(signed_in, model):
    row = FACTORIES[model](content_key="atslega")

    response = signed_in.post(address(model, "delete", row.pk), {"post": "yes"})

    assert response.status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


@each_loaded
def test_loaded_row_offers_no_deleting(signed_in, model):
    row = FACTORIES[model](content_key="atslega")

    response = signed_in.get(address(model, "change", row.pk))

    assert address(model, "delete", row.pk) not in response.content.decode()


def test_delete_action_leaves_loaded_rows(signed_in):
    loaded = factories.SourceFactory(content_key="atslega")
    own = factories.SourceFactory()

    run_action(signed_in, "delete_selected", loaded, own, post="yes")

    assert list(Source.objects.all()) == [loaded]


def test_delete_action_says_what_stays(signed_in):
    loaded = factories.SourceFactory(content_key="atslega")

    response = run_action(signed_in, "delete_selected", loaded)

    (message,) = response.context["messages"]
    assert message.level_tag == "warning"


def test_delete_action_asks_first(signed_in):
    own = factories.SourceFactory()

    response = run_action(signed_in, "delete_selected", own)

    assert_page_is_sound(response)
    assert Source.objects.exists()


# --- History ------------------------------------------------------------------------------------


def test_history_names_a_change_once(signed_in):
    row = factories.PilotFactFactory(text_lv="Vecais teksts")
    row.text_lv = "Jaunais teksts"
    row.save()

    response = signed_in.get(address(PilotFact, "history", row.pk))

    assert response.content.decode().count("→") == 1


def test_old_version_is_looked_at_here_and_brought_back_elsewhere(signed_in):
    """As a draft: tests/editorial/test_review.py."""
    row = factories.PilotFactFactory(text_lv="Vecais teksts")
    version = address(PilotFact, "simple_history", row.pk, row.history.last().pk)
    row.text_lv = "Jaunais teksts"
    row.save()

    assert signed_in.get(version).status_code == 200
    response = signed_in.post(version, {"position": "0", "text_lv": "Vecais teksts"})

    row.refresh_from_db()
    assert (response.status_code, row.text_lv) == (403, "Jaunais teksts")


# --- Accounts and old addresses -----------------------------------------------------------------


def test_second_account_with_the_same_address_is_refused(signed_in):
    factories.UserFactory(email="jana@novads.example")
    data = {"email": "Jana@novads.example", "language": "lv"}

    response = signed_in.post(address(User, "add"), data)

    assert "email" in response.context["adminform"].form.errors


def test_password_page_is_sound(signed_in):
    user = factories.UserFactory()

    response = signed_in.get(reverse("admin:auth_user_password_change", args=[user.pk]))

    assert_page_is_sound(response)


def test_old_address_cannot_be_changed(signed_in):
    entry = factories.SlugHistoryFactory(slug="veca")

    response = signed_in.post(address(SlugHistory, "change", entry.pk), {"slug": "cita"})

    assert response.status_code == 403
