"""A draft beside the public row: written, submitted, compared, published, returned, given up."""

import datetime as dt
import re

import pytest
import zeal
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from editorial import clock, log, review, translations
from editorial.administration.editing import EditingAdmin
from editorial.editions import apply, fingerprint, snapshot
from editorial.models import Action, Change, Revision
from editorial.still_true import confirm
from municipalities.models import Municipality
from support_programs.models import SupportMeasure
from tests import factories
from tests.editorial.test_scope import MADE_IN, address, each_content, post_steps, sent, stored

pytestmark = pytest.mark.django_db

State = Revision.State
NEW = "Nauda uzņēmuma sākšanai un mācībām."


@pytest.fixture
def measure(cast):
    """Public, with one of each kind of inline rows, in A."""
    measure = factories.SupportMeasureFactory(municipality=cast.a, slug="grants")
    factories.RoundFactory(measure=measure, key="r2026")
    factories.StepFactory(measure=measure, key="a")
    factories.PaperFactory(measure=measure, key="a")
    return measure


@pytest.fixture
def editor(cast):
    return signed_in(cast.editor_a)


@pytest.fixture
def coordinator(cast):
    return signed_in(cast.coordinator)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def write(client, row, query="", **changed):
    """Open the form, change it and send it."""
    page = address(type(row), "change", row.pk) + query
    return post_steps(client, page, **changed)


def decide(client, row, action, **more):
    edition = Revision.objects.open_of(row)
    page = address(type(row), "review", row.pk)
    seen = more.pop("version", edition.version if edition else 0)
    sent = {"action": action, "version": seen, "live": fingerprint(snapshot(row)), **more}
    return client.post(page, sent)


def drafted(row, by, submit=False, **fields):
    """An edition in which the row's `fields` say something else."""
    data = snapshot(row)
    data["fields"] |= fields
    return review.keep(row, data, by, submit=submit)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


# --- Writing -------------------------------------------------------------------------------------


@each_content
def test_what_an_editor_writes_on_a_public_row_changes_nothing_public(editor, cast, model):
    row = MADE_IN[model](cast.a)
    before = stored(row)
    source = factories.SourceFactory()

    response = write(editor, row, sources=[source.pk], _continue="1")

    assert response.status_code == 302
    assert stored(row) == before
    assert list(row.sources.all()) == []
    edition = Revision.objects.open_of(row)
    assert edition.data["fields"]["sources"] == [source.pk]
    assert edition.base == snapshot(row)
    assert (edition.state, edition.author) == (State.DRAFT, cast.editor_a)


def test_the_public_page_keeps_the_approved_text(editor, measure, client):
    write(editor, measure, summary_lv=NEW, _continue="1")

    page = client.get("/lv/atbalsts/grants/").content.decode()

    assert "Nauda uzņēmuma sākšanai." in page
    assert NEW not in page


def test_the_form_shows_the_draft_to_its_writers_and_the_public_text_to_the_coordinator(
    editor, coordinator, measure
):
    write(editor, measure, summary_lv=NEW, _continue="1")
    page = address(SupportMeasure, "change", measure.pk)

    assert NEW in editor.get(page).content.decode()
    assert NEW not in coordinator.get(page).content.decode()
    assert NEW in coordinator.get(f"{page}?edition=1").content.decode()


def test_inline_rows_are_part_of_the_draft(editor, coordinator, measure):
    [step] = measure.steps.all()
    write(
        editor,
        measure,
        **{
            "steps-0-text_lv": "Pieraksties vizītei.",
            "papers-0-DELETE": "on",
            "rounds-TOTAL_FORMS": "2",
            "rounds-1-key": "r2027",
            "rounds-1-year": "2027",
            "rounds-1-measure": measure.pk,
            "_submit_review": "1",
        },
    )
    assert counted(measure) == {"steps": 1, "papers": 1, "rounds": 1}
    step.refresh_from_db()
    assert step.text_lv != "Pieraksties vizītei."

    decide(coordinator, measure, "publish")

    assert counted(measure) == {"steps": 1, "papers": 0, "rounds": 2}
    step.refresh_from_db()
    assert step.text_lv == "Pieraksties vizītei."
    assert sorted(measure.rounds.values_list("key", flat=True)) == ["r2026", "r2027"]


def counted(measure):
    return {name: getattr(measure, name).count() for name in ("steps", "papers", "rounds")}


def test_saving_a_public_row_unchanged_makes_no_draft(editor, measure):
    response = write(editor, measure, _continue="1")

    assert response.status_code == 302
    assert Revision.objects.count() == 0


def test_a_draft_with_errors_is_shown_again_and_not_kept(editor, measure):
    response = write(editor, measure, title_lv="", summary_lv=NEW, _continue="1")

    assert response.status_code == 200
    assert NEW in response.content.decode()
    assert Revision.objects.count() == 0


def test_a_draft_cannot_carry_the_row_to_another_municipality(editor, cast, measure):
    response = write(editor, measure, municipality=cast.b.pk, _continue="1")

    assert response.status_code == 200
    assert Revision.objects.count() == 0


def test_a_draft_cannot_make_the_row_one_of_all_latvia(editor, measure):
    response = write(editor, measure, municipality="", _continue="1")

    assert response.status_code == 200
    assert Revision.objects.count() == 0


@pytest.mark.parametrize("page", ["review", "versions"])
def test_a_draft_of_a_row_that_is_only_seen_is_not_read(editor, cast, page):
    national = factories.SupportMeasureFactory(national=True)
    drafted(national, cast.administrator, summary_lv=NEW)

    assert editor.get(address(SupportMeasure, "change", national.pk)).status_code == 200
    assert editor.get(address(SupportMeasure, page, national.pk)).status_code == 404


def test_submitting_twice_is_told_once(editor, cast, measure, django_capture_on_commit_callbacks):
    page = address(SupportMeasure, "change", measure.pk)
    data = sent(editor.get(page), summary_lv=NEW, _submit_review="1")

    with django_capture_on_commit_callbacks(execute=True):
        post_late(editor, page, data)
        post_late(editor, page, data)

    assert len(mail.outbox) == 1
    assert Change.objects.filter(action=Action.SUBMITTED).count() == 1


def test_a_translation_that_is_still_right_counts_at_once_and_is_logged(editor, cast, measure):
    SupportMeasure.objects.filter(pk=measure.pk).update(
        translated_from=translations.made_now(snapshot(measure)) | {"en": "old"}
    )

    response = write(editor, measure, checked_en="on", _submit_review="1")

    assert response.status_code == 302
    measure.refresh_from_db()
    assert translations.state(measure, "en") == "current"
    line = Change.objects.get()
    assert (line.action, line.actor, line.note.endswith("en")) == (
        Action.CHANGED,
        cast.editor_a,
        True,
    )
    assert not line.is_public
    assert Revision.objects.count() == 0


def test_a_change_says_which_translations_it_leaves_behind(editor, coordinator, cast, measure):
    SupportMeasure.objects.filter(pk=measure.pk).update(
        translated_from=translations.made_now(snapshot(measure))
    )
    said = "English, Русский"

    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    page = address(SupportMeasure, "review", measure.pk)
    assert said in coordinator.get(page).content.decode()

    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW, summary_en="New.")
    found = coordinator.get(page).content.decode()
    assert said not in found
    assert ": Русский." in found
    drafted(measure, cast.editor_a, submit=True, amount_max="6000.00")
    assert said not in coordinator.get(page).content.decode()


def test_readers_are_told_that_a_translation_is_older_than_the_latvian(client, measure):
    heading = "The Latvian text has changed since it was translated"
    page = "/en/support/grants/"
    SupportMeasure.objects.filter(pk=measure.pk).update(translated_from={"lv": "a", "en": "a"})
    assert heading not in client.get(page).content.decode()

    SupportMeasure.objects.filter(pk=measure.pk).update(translated_from={"lv": "b", "en": "a"})
    assert heading in client.get(page).content.decode()


def test_an_editor_of_one_place_need_not_choose_it(editor, cast):
    form = editor.get(address(SupportMeasure, "add")).context["adminform"].form

    assert form["municipality"].value() == cast.a.pk


def test_a_draft_says_nothing_of_clock_and_workflow(editor, measure):
    """Even when a hand-made form does."""
    write(
        editor,
        measure,
        summary_lv=NEW,
        verified_on="2026-01-01",
        published_at_0="2020-01-01",
        published_at_1="00:00",
        version="7",
        _continue="1",
    )

    edition = Revision.objects.open_of(measure)
    left_out = {"verified_on", "verified_by", "published_at", "withdrawn_at", "version"}
    assert left_out & set(edition.data["fields"]) == set()
    measure.refresh_from_db()
    assert measure.verified_on is None


def test_a_second_save_goes_into_the_same_draft(editor, measure):
    write(editor, measure, summary_lv=NEW, _continue="1")
    write(editor, measure, who_lv="Visiem.", _continue="1")

    edition = Revision.objects.get()
    assert edition.data["fields"]["summary_lv"] == NEW
    assert edition.data["fields"]["who_lv"] == "Visiem."
    assert edition.base == snapshot(measure)


def test_a_coordinator_writes_at_once_or_beside(coordinator, measure):
    write(coordinator, measure, summary_lv=NEW, _save="1")
    measure.refresh_from_db()
    assert measure.summary_lv == NEW

    write(coordinator, measure, summary_lv="Vēl citādi.", _beside="1")
    measure.refresh_from_db()
    assert measure.summary_lv == NEW
    assert Revision.objects.open_of(measure).data["fields"]["summary_lv"] == "Vēl citādi."


def test_what_a_coordinator_writes_at_once_is_a_version_and_a_line_of_the_log(
    coordinator, cast, measure
):
    before = snapshot(measure)

    write(coordinator, measure, summary_lv=NEW, _save="1")

    version = Revision.objects.published().get()
    assert (version.base, version.data) == (before, snapshot(measure))
    line = Change.objects.get()
    assert (line.action, line.actor, line.is_public) == (Action.CHANGED, cast.coordinator, True)
    assert line.fields == {"summary_lv": ["Nauda uzņēmuma sākšanai.", NEW]}


def test_a_new_row_is_its_own_draft(editor, cast, measure):
    draft = factories.SupportMeasureFactory(
        municipality=measure.municipality, published_at=None, slug="jauns"
    )

    write(editor, draft, summary_lv=NEW, _continue="1")

    draft.refresh_from_db()
    assert draft.summary_lv == NEW
    edition = Revision.objects.get()
    assert (edition.state, edition.base, edition.author) == (State.DRAFT, None, cast.editor_a)


# --- Submitting and deciding ---------------------------------------------------------------------


def test_submitting_tells_the_coordinator_in_their_language(
    editor, cast, measure, django_capture_on_commit_callbacks
):
    cast.coordinator.language = "ru"
    cast.coordinator.save()

    with django_capture_on_commit_callbacks(execute=True):
        write(editor, measure, summary_lv=NEW, _submit_review="1")

    [letter] = mail.outbox
    assert letter.to == [cast.coordinator.email]
    with translation.override("ru"):
        subject = translation.gettext("for your review: %(row)s") % {"row": measure.title_ru}
    assert letter.subject.endswith(subject)
    assert address(SupportMeasure, "review", measure.pk) in letter.body
    assert Revision.objects.waiting().get().row == measure


def test_without_a_coordinator_administrators_are_told(
    cast, measure, django_capture_on_commit_callbacks
):
    cast.coordinator.memberships.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    assert [letter.to for letter in mail.outbox] == [[cast.administrator.email]]


def test_a_mail_server_that_does_not_answer_stops_nothing(
    editor, measure, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise OSError("no answer")

    monkeypatch.setattr("editorial.letters.send_mail", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        response = write(editor, measure, summary_lv=NEW, _submit_review="1")

    assert response.status_code == 302
    assert Revision.objects.waiting().count() == 1


def test_publishing_makes_the_draft_the_row(
    coordinator, cast, measure, django_capture_on_commit_callbacks
):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    version = measure.version

    with django_capture_on_commit_callbacks(execute=True):
        response = decide(coordinator, measure, "publish")

    assert response.status_code == 302
    measure.refresh_from_db()
    edition.refresh_from_db()
    assert measure.summary_lv == NEW
    assert measure.version > version
    assert measure.history.count() > 1
    assert (edition.state, edition.reviewer) == (State.PUBLISHED, cast.coordinator)
    assert [letter.to for letter in mail.outbox] == [[cast.editor_a.email]]
    line = Change.objects.filter(action=Action.CHANGED).get()
    assert (line.actor, line.is_public) == (cast.coordinator, True)
    assert line.fields == {"summary_lv": ["Nauda uzņēmuma sākšanai.", NEW]}


def test_what_an_editor_has_not_submitted_is_not_published(coordinator, cast, measure):
    drafted(measure, cast.editor_a, summary_lv=NEW)

    decide(coordinator, measure, "publish")

    measure.refresh_from_db()
    assert measure.summary_lv == "Nauda uzņēmuma sākšanai."
    page = coordinator.get(address(SupportMeasure, "review", measure.pk)).content.decode()
    assert 'value="publish"' not in page


def test_a_coordinator_publishes_an_own_draft_without_submitting(coordinator, cast, measure):
    drafted(measure, cast.coordinator, summary_lv=NEW)

    decide(coordinator, measure, "publish")

    measure.refresh_from_db()
    assert measure.summary_lv == NEW


def test_returning_needs_a_reason_and_keeps_what_was_written(
    coordinator, editor, cast, measure, django_capture_on_commit_callbacks
):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    refused = decide(coordinator, measure, "return", note="  ")
    assert refused.status_code == 200
    assert Revision.objects.waiting().count() == 1

    with django_capture_on_commit_callbacks(execute=True):
        decide(coordinator, measure, "return", note="Trūkst gada.")
    [letter] = mail.outbox
    assert letter.to == [cast.editor_a.email]
    assert "Trūkst gada." in letter.body
    page = editor.get(address(SupportMeasure, "change", measure.pk)).content.decode()
    assert "Trūkst gada." in page
    assert NEW in page


def test_a_returned_draft_is_mended_and_submitted_again(editor, coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    decide(coordinator, measure, "return", note="Trūkst gada.")

    write(editor, measure, summary_lv=f"{NEW} 2026. gadā.", _submit_review="1")
    decide(coordinator, measure, "publish")

    measure.refresh_from_db()
    assert measure.summary_lv == f"{NEW} 2026. gadā."


def test_too_long_a_reason_comes_back(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    response = decide(coordinator, measure, "return", note="x" * 2001)

    assert response.status_code == 200
    assert "x" * 2001 in response.content.decode()
    assert Revision.objects.waiting().count() == 1


def test_saving_takes_a_draft_back_from_review(editor, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    write(editor, measure, who_lv="Visiem.", _continue="1")

    assert Revision.objects.get().state == State.DRAFT


def test_a_new_row_is_submitted_and_published(editor, coordinator, cast, client):
    draft = factories.SupportMeasureFactory(municipality=cast.a, published_at=None, slug="jauns")
    write(editor, draft, summary_lv=NEW, _submit_review="1")
    assert client.get("/lv/atbalsts/jauns/").status_code == 404

    decide(coordinator, draft, "publish")

    assert NEW in client.get("/lv/atbalsts/jauns/").content.decode()
    assert Change.objects.filter(action=Action.PUBLISHED, is_public=True).count() == 1


def test_a_new_row_that_changed_after_submitting_is_a_draft_again(editor, coordinator, cast):
    draft = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    write(editor, draft, summary_lv=NEW, _submit_review="1")
    seen = Revision.objects.open_of(draft).version
    write(editor, draft, who_lv="Visiem.", _continue="1")

    decide(coordinator, draft, "publish", version=seen)

    draft.refresh_from_db()
    assert draft.published_at is None
    assert Revision.objects.open_of(draft).state == State.DRAFT


def test_the_reviewer_decides_about_what_was_on_the_screen(coordinator, cast, measure):
    seen = drafted(measure, cast.editor_a, submit=True, summary_lv=NEW).version
    drafted(measure, cast.editor_a, submit=True, summary_lv="Pavisam kas cits.")

    for action in ("publish", "return", "discard"):
        decide(coordinator, measure, action, version=seen, note="Iemesls.")

    measure.refresh_from_db()
    assert measure.summary_lv == "Nauda uzņēmuma sākšanai."
    assert Revision.objects.get().state == State.REVIEW


def test_giving_up_leaves_the_row_and_lets_another_draft_begin(editor, cast, measure):
    drafted(measure, cast.editor_a, summary_lv=NEW)

    decide(editor, measure, "discard")

    assert Revision.objects.open_of(measure) is None
    write(editor, measure, summary_lv=NEW, _continue="1")
    assert Revision.objects.open_of(measure) is not None


@pytest.mark.parametrize("action", ["discard", "take_back"])
def test_a_reviewer_returns_and_does_not_give_up_the_work_of_others(
    coordinator, cast, measure, action
):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    decide(coordinator, measure, action)

    assert Revision.objects.get().state == State.REVIEW
    page = coordinator.get(address(SupportMeasure, "review", measure.pk)).content.decode()
    assert f'value="{action}"' not in page


def test_work_of_somebody_who_left_is_given_up_by_others(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    cast.editor_a.is_active = False
    cast.editor_a.save()

    decide(coordinator, measure, "discard")

    assert Revision.objects.get().state == State.DISCARDED


def test_a_draft_is_not_published_into_a_place_of_others(coordinator, cast, measure):
    factories.MembershipFactory(user=cast.editor_a, municipality=cast.c)
    drafted(measure, cast.editor_a, submit=True, municipality=cast.c.pk)

    response = decide(coordinator, measure, "publish")
    with pytest.raises(ValidationError):
        review.publish(Revision.objects.get(), cast.coordinator)

    assert response.status_code == 200
    measure.refresh_from_db()
    assert measure.municipality == cast.a


def test_a_draft_is_not_submitted_into_a_place_that_is_no_longer_ones_own(editor, cast, measure):
    membership = factories.MembershipFactory(user=cast.editor_a, municipality=cast.c)
    drafted(measure, cast.editor_a, municipality=cast.c.pk)
    membership.delete()

    decide(editor, measure, "submit")

    assert Revision.objects.get().state == State.DRAFT


def test_submitting_is_about_what_was_on_the_screen(editor, cast, measure):
    seen = drafted(measure, cast.editor_a, summary_lv=NEW).version
    drafted(measure, cast.editor_a, summary_lv="Vēl citādi.")

    decide(editor, measure, "submit", version=seen)

    edition = Revision.objects.get()
    assert (edition.state, edition.data["fields"]["summary_lv"]) == (State.DRAFT, "Vēl citādi.")


def test_save_draft_means_a_draft_though_the_row_was_published_meanwhile(
    coordinator, cast, measure
):
    row = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    page = address(SupportMeasure, "change", row.pk)
    data = forms_opened_by_two(coordinator, page)
    review.publish_directly(row, cast.administrator)

    coordinator.post(page, data | {"summary_lv": "Pusteikums", "_continue": "1"})

    row.refresh_from_db()
    assert row.summary_lv == "Nauda uzņēmuma sākšanai."
    assert Revision.objects.open_of(row).data["fields"]["summary_lv"] == "Pusteikums"


def test_what_an_editor_never_submitted_is_not_submitted_by_others(coordinator, cast, measure):
    drafted(measure, cast.editor_a, summary_lv=NEW)

    decide(coordinator, measure, "submit")

    assert Revision.objects.get().state == State.DRAFT
    page = coordinator.get(address(SupportMeasure, "review", measure.pk)).content.decode()
    assert 'value="submit"' not in page


def test_a_comparison_with_the_latvian_holds_for_that_text_only(cast, measure):
    data = snapshot(measure)
    data["fields"]["amount_max"] = "6000.00"
    review.keep(measure, data, cast.editor_a, checked=["en"])
    kept = review.keep(measure, data, cast.editor_a)
    assert kept.data["checked"] == ["en"]

    data["fields"]["summary_lv"] = NEW
    assert "checked" not in review.keep(measure, data, cast.editor_a).data


def test_a_restored_version_leaves_fields_that_came_after_it(coordinator, cast, measure):
    write(coordinator, measure, summary_lv=NEW, _save="1")
    version = Revision.objects.published().get()
    version.base["fields"].pop("who_lv")
    version.save()

    coordinator.post(address(SupportMeasure, "versions", measure.pk), {"version": "first"})

    assert Revision.objects.open_of(measure).data["fields"]["who_lv"] == "Tiem, kas atgriezušies."


def test_restoring_does_not_replace_a_draft(cast, measure):
    drafted(measure, cast.editor_a, summary_lv=NEW)

    with pytest.raises(review.Moved):
        review.keep(measure, snapshot(measure), cast.coordinator, only_new=True)

    assert Revision.objects.get().data["fields"]["summary_lv"] == NEW


def test_a_new_row_that_changed_beside_its_form_is_looked_at_once_more(coordinator, cast):
    contact = factories.ContactFactory(municipality=cast.a, published_at=None)
    row = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    row.contacts.add(contact)
    review.keep(row, snapshot(row), cast.editor_a, submit=True)
    contact.delete()

    decide(coordinator, row, "publish")
    row.refresh_from_db()
    assert row.published_at is None

    decide(coordinator, row, "publish")
    row.refresh_from_db()
    assert row.is_published


def test_a_reviewer_who_mends_a_word_leaves_the_work_to_its_author(
    coordinator, cast, django_capture_on_commit_callbacks
):
    row = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    review.keep(row, snapshot(row), cast.editor_a, submit=True)

    with django_capture_on_commit_callbacks(execute=True):
        write(coordinator, row, summary_lv=NEW, _publish="1")

    assert [letter.to for letter in mail.outbox] == [[cast.editor_a.email]]
    assert Revision.objects.get().author == cast.editor_a


def test_a_list_does_not_publish_what_is_unfinished_or_has_a_problem(coordinator, cast):
    unfinished = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    review.keep(unfinished, snapshot(unfinished), cast.editor_a)
    over = factories.VacancyFactory(
        municipality=cast.a, published_at=None, closes_on=clock.today() - dt.timedelta(days=3)
    )

    for row in (unfinished, over):
        chosen = {"action": "publish", "_selected_action": [row.pk]}
        coordinator.post(address(type(row), "changelist"), chosen)
        row.refresh_from_db()
        assert row.published_at is None


def test_no_letter_goes_to_somebody_whose_role_is_gone(
    cast, measure, django_capture_on_commit_callbacks
):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    cast.editor_a.memberships.all().delete()
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        review.send_back(edition, cast.coordinator, note="Iemesls.")

    assert mail.outbox == []


def test_a_coordinator_who_submits_alone_is_not_the_only_one_told(
    cast, measure, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        drafted(measure, cast.coordinator, submit=True, summary_lv=NEW)

    assert [letter.to for letter in mail.outbox] == [[cast.administrator.email]]


def test_a_line_break_in_a_name_breaks_no_letter(cast, django_capture_on_commit_callbacks):
    row = factories.PilotFactFactory(municipality=cast.a, text_lv="Pirmā rinda\notrā rinda")

    with django_capture_on_commit_callbacks(execute=True):
        drafted(row, cast.editor_a, submit=True, as_of="2026-11")

    [letter] = mail.outbox
    assert letter.subject.endswith("Pirmā rinda otrā rinda")


def test_ticks_about_translations_are_kept_with_the_draft(editor, cast, measure):
    write(editor, measure, summary_lv=NEW, is_minor="on", _continue="1")
    form = editor.get(address(SupportMeasure, "change", measure.pk)).context["adminform"].form
    assert form["is_minor"].value()

    write(editor, measure, _submit_review="1")

    assert Revision.objects.get().is_minor


def test_a_draft_whose_choice_is_gone_says_so_and_can_be_given_up(editor, cast):
    row = factories.KindergartenFactory(institution__municipality=cast.a)
    other = factories.InstitutionFactory(municipality=cast.a, kind="preschool", published_at=None)
    drafted(row, cast.editor_a, institution=other.pk)
    other.delete()
    page = address(type(row), "review", row.pk)

    assert editor.get(address(type(row), "change", row.pk)).headers["Location"] == page
    assert editor.get(page).status_code == 200
    assert preview_of(Revision.objects.get(), editor).status_code == 409
    decide(editor, row, "submit")
    assert Revision.objects.get().state == State.DRAFT
    decide(editor, row, "discard")
    assert Revision.objects.get().state == State.DISCARDED


def test_a_key_of_a_row_beneath_may_pass_to_another(coordinator, cast, measure):
    data = snapshot(measure)
    [(key, values)] = data["children"]["rounds"].items()
    other = "0" * 8 + key[8:]
    data["children"]["rounds"] = {key: values | {"key": "r2025"}, other: values}
    review.keep(measure, data, cast.editor_a, submit=True)

    decide(coordinator, measure, "publish")

    assert sorted(measure.rounds.values_list("key", flat=True)) == ["r2025", "r2026"]


def test_a_huge_version_is_just_another_one(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    assert decide(coordinator, measure, "publish", version="9" * 5000).status_code == 302
    assert Revision.objects.get().state == State.REVIEW


def test_a_row_that_was_published_a_moment_ago_is_not_deleted(editor, cast, monkeypatch):
    row = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    page = address(SupportMeasure, "delete", row.pk)

    def published_meanwhile(admin, request, obj):
        review.publish_directly(row, cast.coordinator)
        return keep_deleted(admin, request, obj)

    keep_deleted = EditingAdmin.keep_deleted
    monkeypatch.setattr(EditingAdmin, "keep_deleted", published_meanwhile)

    assert editor.post(page, {"post": "yes"}).status_code == 403
    assert SupportMeasure.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("action", ["publish", "return"])
def test_an_editor_cannot_decide(editor, cast, measure, action):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    response = decide(editor, measure, action, note="Iemesls.")

    assert response.status_code == 403
    assert Revision.objects.get().state == State.REVIEW


@pytest.mark.parametrize("person", ["editor_b", "other_coordinator"])
@pytest.mark.parametrize("page", ["review", "versions"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_drafts_of_others_are_not_found(cast, measure, person, page, method):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    client = signed_in(getattr(cast, person))

    response = getattr(client, method)(
        address(SupportMeasure, page, measure.pk), {"action": "publish", "version": 1}
    )

    assert response.status_code == 404
    assert Revision.objects.get().state == State.REVIEW


def test_still_true_while_a_draft_is_open_is_no_conflict(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    confirm(SupportMeasure.objects.filter(pk=measure.pk), cast.editor_a)

    decide(coordinator, measure, "publish")

    measure.refresh_from_db()
    assert measure.summary_lv == NEW
    assert measure.verified_on is not None


def test_a_draft_that_no_longer_fits_is_not_published(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, slug="cits")
    factories.SupportMeasureFactory(municipality=cast.a, slug="cits")

    response = decide(coordinator, measure, "publish")

    assert response.status_code == 200
    measure.refresh_from_db()
    assert measure.slug == "grants"
    assert signed_in(cast.editor_a).get(
        address(SupportMeasure, "change", measure.pk)
    ).status_code in (200, 302)


STEPS_OF_PUBLISH = [
    (review, "snapshot"),
    (review, "apply"),
    (translations, "note"),
    (review, "_save"),
    (log, "record"),
]


@pytest.mark.parametrize(("module", "step"), STEPS_OF_PUBLISH, ids=lambda value: str(value))
def test_a_publish_that_stops_half_way_leaves_the_old_state(
    cast, measure, monkeypatch, module, step
):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    before, lines = stored(measure), Change.objects.count()
    whole = getattr(module, step)

    def stop(*args, **kwargs):
        whole(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, step, stop)
    with pytest.raises(KeyboardInterrupt):
        review.publish(edition, cast.coordinator)

    monkeypatch.undo()
    edition.refresh_from_db()
    assert stored(measure) == before
    assert edition.state == State.REVIEW
    assert Change.objects.count() == lines


# --- When the public row changed in the meantime -------------------------------------------------


def test_a_draft_of_an_older_text_is_not_published(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    write(coordinator, measure, summary_lv="No cita.", _save="1")

    decide(coordinator, measure, "publish")

    measure.refresh_from_db()
    assert measure.summary_lv == "No cita."
    page = coordinator.get(address(SupportMeasure, "review", measure.pk)).content.decode()
    assert "cita" in page
    assert "mācībām" in page


def test_changes_of_different_fields_are_brought_together(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    write(coordinator, measure, who_lv="Visiem.", _save="1")

    decide(coordinator, measure, "rebase")
    decide(coordinator, measure, "publish")

    measure.refresh_from_db()
    assert (measure.summary_lv, measure.who_lv) == (NEW, "Visiem.")


@pytest.mark.parametrize(("choice", "kept"), [("draft", NEW), ("public", "No cita.")])
def test_of_a_field_that_both_changed_one_text_is_chosen(coordinator, cast, measure, choice, kept):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    write(coordinator, measure, summary_lv="No cita.", _save="1")

    decide(coordinator, measure, "rebase", **{"choice:summary_lv": choice})

    assert Revision.objects.open_of(measure).data["fields"]["summary_lv"] == kept
    decide(coordinator, measure, "publish")
    measure.refresh_from_db()
    assert measure.summary_lv == kept


def as_postgresql_keeps_it(value):
    """Keys of JSON in an order of its own."""
    if isinstance(value, dict):
        return {key: as_postgresql_keeps_it(value[key]) for key in sorted(value, key=len)}
    return value


def test_each_choice_is_about_its_own_field(coordinator, cast, measure):
    edition = drafted(measure, cast.editor_a, submit=True, title_lv="Melnraksts", who_lv="Dažiem.")
    shuffled = {part: as_postgresql_keeps_it(getattr(edition, part)) for part in ("data", "base")}
    Revision.objects.filter(pk=edition.pk).update(**shuffled)
    write(coordinator, measure, title_lv="Publiskais", who_lv="Visiem.", _save="1")
    page = coordinator.get(address(SupportMeasure, "review", measure.pk)).content.decode()
    assert page.index("choice:title_lv") < page.index("choice:who_lv")

    decide(coordinator, measure, "rebase", **{"choice:title_lv": "draft"})

    fields = Revision.objects.open_of(measure).data["fields"]
    assert (fields["title_lv"], fields["who_lv"]) == ("Melnraksts", "Visiem.")


def test_choices_are_about_the_public_text_that_was_on_the_screen(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW, who_lv="Dažiem.")
    write(coordinator, measure, summary_lv="No cita.", _save="1")
    seen = fingerprint(snapshot(measure))
    write(coordinator, measure, who_lv="Visiem.", _save="1")

    decide(coordinator, measure, "rebase", live=seen, **{"choice:summary_lv": "draft"})

    assert Revision.objects.open_of(measure).data["fields"]["who_lv"] == "Dažiem."


def test_bringing_together_is_logged(coordinator, cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    write(coordinator, measure, summary_lv="No cita.", _save="1")

    decide(coordinator, measure, "rebase")

    line = Change.objects.first()
    assert line.fields["summary_lv"] == [NEW, "No cita."]
    assert not line.is_public


def test_a_row_taken_away_and_changed_is_for_a_person_to_choose(coordinator, cast, measure):
    [step] = measure.steps.all()
    data = snapshot(measure)
    data["children"]["steps"][str(step.pk)]["text_lv"] = "Citādi."
    review.keep(measure, data, cast.editor_a, submit=True)
    write(coordinator, measure, **{"steps-0-DELETE": "on", "_save": "1"})

    decide(coordinator, measure, "rebase", **{f"choice:steps/{step.pk}": "draft"})
    decide(coordinator, measure, "publish")

    assert measure.steps.get().text_lv == "Citādi."


# --- Two people in one form ----------------------------------------------------------------------


def forms_opened_by_two(client, page):
    """What two people send who opened the form at the same time."""
    opened = client.get(page)
    return sent(opened, opened_on=opened_on(opened))


def opened_on(response):
    """As the browser sends it back."""
    return re.search(r'name="opened_on" value="(\w+)"', response.content.decode())[1]


def post_late(client, page, data):
    """A form that comes too late is read twice: for what it would make, and to be shown again."""
    with zeal.zeal_ignore():
        return client.post(page, data)


@pytest.mark.parametrize("kind", ["draft row", "edition", "public row"])
def test_both_texts_survive_when_two_people_save(editor, coordinator, cast, measure, kind):
    client = coordinator if kind == "public row" else editor
    row = measure
    if kind == "draft row":
        row = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    page = address(SupportMeasure, "change", row.pk)
    data = forms_opened_by_two(client, page)
    button = {"_save" if kind == "public row" else "_continue": "1"}
    client.post(page, data | {"summary_lv": "Pirmā teksts."} | button)

    second = post_late(client, page, data | {"summary_lv": "Otrā teksts."} | button)

    assert second.status_code == 200
    html = second.content.decode()
    assert "Pirmā" in html
    assert "Otrā teksts." in html
    assert written_text(row, kind) == "Pirmā teksts."

    knowingly = sent(second, opened_on=opened_on(second))
    client.post(page, knowingly | button)
    assert written_text(row, kind) == "Otrā teksts."


def written_text(row, kind):
    if kind == "edition":
        return Revision.objects.open_of(row).data["fields"]["summary_lv"]
    row.refresh_from_db()
    return row.summary_lv


def test_a_stale_form_notices_a_changed_inline_row(coordinator, measure):
    page = address(SupportMeasure, "change", measure.pk)
    data = forms_opened_by_two(coordinator, page)
    coordinator.post(page, data | {"steps-0-text_lv": "Pirmā solis.", "_save": "1"})

    second = post_late(coordinator, page, data | {"steps-0-text_lv": "Otrā solis.", "_save": "1"})

    assert second.status_code == 200
    assert measure.steps.get().text_lv == "Pirmā solis."
    assert "Otrā solis." in second.content.decode()


WITHOUT_REVIEW = [factories.SourceFactory, factories.AuthorityFactory, factories.UserFactory]


@pytest.mark.parametrize("make", WITHOUT_REVIEW)
def test_rows_without_review_keep_both_texts_too(administrator, make):
    client, row = signed_in(administrator), make()
    model = type(row)
    page = address(model, "change", row.pk)
    data = forms_opened_by_two(client, page)
    names = ("publisher", "name_lv", "name")
    field = next(name for name in names if hasattr(row, name))
    client.post(page, data | {field: "Pirmais"})

    second = post_late(client, page, data | {field: "Otrais"})

    assert second.status_code == 200
    assert "Pirmais" in second.content.decode()
    row.refresh_from_db()
    assert getattr(row, field) == "Pirmais"


def test_roles_given_and_taken_away_are_logged(administrator, cast):
    client, person = signed_in(administrator), cast.editor_a
    page = address(type(person), "change", person.pk)

    client.post(page, sent(client.get(page), **{"memberships-0-role": "coordinator"}))

    line = Change.objects.get()
    [(path, pair)] = line.fields.items()
    assert path.endswith("/role")
    assert (pair, line.actor) == (["editor", "coordinator"], administrator)
    assert "password" not in str(line.fields)


def test_a_late_form_with_an_error_keeps_asking(coordinator, measure):
    """Once the error is mended, both texts are shown after all."""
    page = address(SupportMeasure, "change", measure.pk)
    data = forms_opened_by_two(coordinator, page)
    coordinator.post(page, data | {"summary_lv": "Pirmā teksts.", "_save": "1"})

    late = post_late(coordinator, page, data | {"summary_lv": "Otrā.", "amount_min": "x"})
    again = sent(late, opened_on=opened_on(late), amount_min="1000", _save="1")
    both = post_late(coordinator, page, again)

    assert both.status_code == 200
    assert both.context["both_texts"]
    measure.refresh_from_db()
    assert measure.summary_lv == "Pirmā teksts."


@pytest.mark.parametrize("kind", ["measure", "vacancy"])
def test_still_true_is_not_undone_by_a_form_that_was_open(coordinator, cast, kind):
    long_ago = clock.today() - dt.timedelta(days=20)
    if kind == "measure":
        row = factories.SupportMeasureFactory(municipality=cast.a, verified_on=long_ago)
    else:
        row = factories.VacancyFactory(municipality=cast.a, checked_on=long_ago)
    page = address(type(row), "change", row.pk)
    data = forms_opened_by_two(coordinator, page)
    confirm(type(row).objects.filter(pk=row.pk), cast.editor_a)

    response = coordinator.post(page, data | {"title_lv": "Citāds nosaukums", "_save": "1"})

    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.title_lv, row.verified_on) == ("Citāds nosaukums", clock.today())
    assert row.verified_by == cast.editor_a


# --- Preview -------------------------------------------------------------------------------------


def preview_of(edition, client, language="lv"):
    from editorial.preview import preview_path

    return client.get(preview_path(edition, language))


@each_content
@pytest.mark.parametrize("is_new", [False, True])
def test_preview_shows_the_draft_on_its_public_page(cast, client, model, is_new):
    row = MADE_IN[model](cast.a, published_at=None) if is_new else MADE_IN[model](cast.a)
    before = stored(row)
    edition = review.keep(row, snapshot(row) | {"more": ""}, cast.editor_a)

    for language in ("lv", "en", "ru"):
        response = preview_of(edition, client, language)
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["Cache-Control"] == "no-store"
        assert not response.cookies
    assert stored(row) == before


def test_preview_looks_like_the_page_that_is_then_published(cast, client, measure):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    shown = preview_of(edition, client).content.decode()

    review.publish(edition, cast.coordinator)
    public = client.get("/lv/atbalsts/grants/").content.decode()

    assert NEW in shown
    assert main_of(shown) == main_of(public)


def main_of(html):
    """Without the history of changes, which tells of the publishing itself."""
    main = html[html.index("<main") : html.index("</main>")]
    return main.split('<details class="details no-print"')[0].strip()


def test_preview_link_dies_with_the_draft(cast, client, measure):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    review.publish(edition, cast.coordinator)

    response = preview_of(edition, client)

    assert response.status_code == 410


@pytest.mark.parametrize("token", ["1:nekas", "99:x-y_z", "-----"])
def test_a_guessed_preview_link_is_not_found(cast, client, measure, token):
    drafted(measure, cast.editor_a, summary_lv=NEW)

    assert client.get(f"/p/{token}/lv/").status_code == 404


def test_the_button_saves_and_leads_to_the_preview(editor, measure):
    response = write(editor, measure, summary_lv=NEW, _preview="1")

    assert NEW in editor.get(response.headers["Location"]).content.decode()


# --- Withdrawing and coming back -----------------------------------------------------------------


def test_an_earlier_version_comes_back_whole_as_a_draft(editor, coordinator, cast, measure):
    [step] = measure.steps.all()
    before = snapshot(measure)
    write(coordinator, measure, summary_lv=NEW, **{"steps-0-DELETE": "on", "_save": "1"})
    page = address(SupportMeasure, "versions", measure.pk)
    assert editor.get(page).status_code == 200

    editor.post(page, {"version": "first"})
    edition = Revision.objects.open_of(measure)
    assert edition.data == before
    measure.refresh_from_db()
    assert measure.summary_lv == NEW

    decide(editor, measure, "submit")
    decide(coordinator, measure, "publish")
    measure.refresh_from_db()
    assert measure.summary_lv == "Nauda uzņēmuma sākšanai."
    assert measure.steps.get().pk == step.pk


def test_a_version_of_another_row_is_not_found(coordinator, cast, measure):
    other = factories.SupportMeasureFactory(municipality=cast.a)
    write(coordinator, other, summary_lv=NEW, _save="1")
    version = Revision.objects.get()

    response = coordinator.post(
        address(SupportMeasure, "versions", measure.pk), {"version": version.pk}
    )

    assert response.status_code == 404


def test_a_withdrawn_row_comes_back_only_when_that_is_meant(coordinator, cast, measure):
    review.withdraw(measure, cast.coordinator)
    drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    decide(coordinator, measure, "publish")
    measure.refresh_from_db()
    assert not measure.is_published

    decide(coordinator, measure, "publish_again")
    measure.refresh_from_db()
    assert measure.is_published


def test_withdrawing_is_logged_for_the_public(cast, measure):
    review.withdraw(measure, cast.coordinator, note="Kļūda.")

    line = Change.objects.get()
    assert (line.action, line.note, line.is_public) == (Action.WITHDRAWN, "Kļūda.", True)


# --- Snapshots -----------------------------------------------------------------------------------


@each_content
def test_a_snapshot_put_back_is_the_same(cast, model):
    row = MADE_IN[model](cast.a)
    row.sources.set([factories.SourceFactory(), factories.SourceFactory()])
    before = snapshot(row)

    apply(before, row)

    assert snapshot(row) == before


def test_a_snapshot_put_back_is_checked(measure):
    taken = snapshot(measure)
    taken["fields"]["title_lv"] = ""

    with pytest.raises(ValidationError):
        apply(taken, measure)


def test_what_a_draft_refers_to_may_be_gone(cast, measure):
    source = factories.SourceFactory()
    taken = snapshot(measure)
    taken["fields"]["sources"] = [source.pk]
    source.delete()

    apply(taken, measure)

    assert list(measure.sources.all()) == []


# --- The queue -----------------------------------------------------------------------------------

QUEUE = "/admin/editorial/revision/"


def waiting_since(row, by, days):
    edition = drafted(row, by, submit=True, **{"as_of": "2026-11"})
    moment = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC) - dt.timedelta(days=days)
    Revision.objects.filter(pk=edition.pk).update(submitted_at=moment)
    return edition


def test_whoever_waits_longest_stands_first(coordinator, cast):
    editions = [
        waiting_since(MADE_IN[model](cast.a), cast.editor_a, days)
        for days, model in enumerate(MADE_IN)
    ]

    listed = coordinator.get(QUEUE).context["cl"].result_list

    assert list(listed) == editions[::-1]


@pytest.mark.parametrize("person", ["editor_b", "other_coordinator"])
def test_the_queue_holds_nothing_of_others(cast, measure, person):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)
    client = signed_in(getattr(cast, person))

    response = client.get(QUEUE)
    assert list(response.context["cl"].result_list) == []
    pressed = client.post(f"{QUEUE}{edition.pk}/publish/", {"version": edition.version})
    assert pressed.status_code == 404
    client.post(QUEUE, {"action": "publish_chosen", "_selected_action": [edition.pk]})
    client.post(QUEUE, {"action": "return_chosen", "_selected_action": [edition.pk], "note": "Nē."})
    edition.refresh_from_db()
    assert edition.state == State.REVIEW


def test_a_row_is_published_from_the_queue_with_one_press(coordinator, cast):
    vacancy = factories.VacancyFactory(municipality=cast.a, published_at=None)
    edition = review.keep(vacancy, snapshot(vacancy), cast.editor_a, submit=True)

    coordinator.post(f"{QUEUE}{edition.pk}/publish/", {"version": edition.version})

    vacancy.refresh_from_db()
    assert vacancy.is_published


def test_whatever_was_not_listed_as_it_is_now_is_not_published_with_many(coordinator, cast):
    vacancy = factories.VacancyFactory(municipality=cast.a, published_at=None)
    seen = chosen_in_list([review.keep(vacancy, snapshot(vacancy), cast.editor_a, submit=True)])
    drafted(vacancy, cast.editor_a, submit=True, place="Saldus")

    coordinator.post(QUEUE, {"action": "publish_chosen", **seen})
    coordinator.post(
        QUEUE, {"action": "publish_chosen", "_selected_action": seen["_selected_action"]}
    )

    vacancy.refresh_from_db()
    assert vacancy.published_at is None


def test_one_press_is_about_the_version_that_was_listed(coordinator, cast):
    vacancy = factories.VacancyFactory(municipality=cast.a, published_at=None)
    edition = review.keep(vacancy, snapshot(vacancy), cast.editor_a, submit=True)

    coordinator.post(f"{QUEUE}{edition.pk}/publish/", {"version": edition.version + 1})

    vacancy.refresh_from_db()
    assert vacancy.published_at is None


def chosen_in_list(editions):
    """What the list sends of the rows that were ticked."""
    seen = {f"seen-{edition.pk}": edition.version for edition in editions}
    return {"_selected_action": [edition.pk for edition in editions], **seen}


def test_many_are_published_at_once(coordinator, cast):
    homes = [factories.HomeFactory(municipality=cast.a, published_at=None) for _ in range(3)]
    editions = [review.keep(row, snapshot(row), cast.editor_a, submit=True) for row in homes]

    coordinator.post(
        QUEUE,
        {"action": "publish_chosen", **chosen_in_list(editions)},
    )

    for home in homes:
        home.refresh_from_db()
        assert home.is_published


def test_many_are_returned_with_one_reason(coordinator, cast):
    homes = [factories.HomeFactory(municipality=cast.a, published_at=None) for _ in range(3)]
    editions = [review.keep(row, snapshot(row), cast.editor_a, submit=True) for row in homes]
    chosen = {"action": "return_chosen", **chosen_in_list(editions)}

    asked = coordinator.post(QUEUE, chosen)
    assert asked.status_code == 200
    assert Revision.objects.waiting().count() == 3
    empty = coordinator.post(QUEUE, chosen | {"note": " "})
    assert empty.status_code == 200

    coordinator.post(QUEUE, chosen | {"note": "Trūkst cenas."})
    assert {edition.note for edition in Revision.objects.returned()} == {"Trūkst cenas."}
    assert Revision.objects.returned().count() == 3


def test_an_editor_sees_own_drafts_and_cannot_publish_from_the_queue(editor, cast, measure):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv=NEW)

    assert list(editor.get(QUEUE).context["cl"].result_list) == [edition]
    refused = editor.post(f"{QUEUE}{edition.pk}/publish/", {"version": edition.version})
    editor.post(QUEUE, {"action": "publish_chosen", "_selected_action": [edition.pk]})

    assert refused.status_code == 403
    edition.refresh_from_db()
    assert edition.state == State.REVIEW


def test_drafts_of_a_deleted_row_go_with_it(editor, cast):
    draft = factories.SupportMeasureFactory(municipality=cast.a, published_at=None)
    write(editor, draft, summary_lv=NEW, _submit_review="1")

    editor.post(address(SupportMeasure, "delete", draft.pk), {"post": "yes"})

    assert not SupportMeasure.objects.filter(pk=draft.pk).exists()
    assert Revision.objects.count() == 0
    assert Change.objects.filter(action=Action.DELETED).get().label == draft.title_lv


def test_texts_of_a_municipality_are_written_by_its_coordinator(coordinator, editor, cast):
    response = write(coordinator, cast.a, intro_lv="Vieta, kur atgriezties.", _save="1")

    assert response.status_code == 302
    assert Municipality.objects.get(pk=cast.a.pk).intro_lv == "Vieta, kur atgriezties."
    page = address(Municipality, "change", cast.a.pk)
    assert editor.post(page, {"intro_lv": "X"}).status_code == 403
