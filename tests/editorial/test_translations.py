"""From which Latvian text a translation was made; when it is missing, outdated or up to date."""

import copy
import hashlib
import json
from types import SimpleNamespace

import pytest
from django.utils import timezone

from editorial import clock
from editorial.editions import snapshot
from editorial.models import Revision
from editorial.own_rows import publishable_models
from editorial.translations import (
    TranslationState,
    checked_in,
    fill_missing,
    latvian_hash,
    made_now,
    note,
    state,
)
from municipalities.models import Municipality
from support_programs.models import SupportMeasure, Vacancy
from tests.editorial.test_admin import FACTORIES
from tests.factories import (
    EventFactory,
    MunicipalityFactory,
    StepFactory,
    SupportMeasureFactory,
    VacancyFactory,
)

TITLE = {"title_lv": "Grants", "title_en": "Grant", "title_ru": "Грант"}
STEP = {"text_lv": "Piesakieties.", "text_en": "Apply.", "text_ru": "Подайте заявку."}
ROW = {"fields": {**TITLE, "number": 7}, "children": {"steps": {"1": STEP}}}


def edited(taken=ROW, step=None, **fields):
    """The snapshot with other texts; `step=False` takes the step away."""
    after = copy.deepcopy(taken)
    after["fields"] |= fields
    if step is False:
        del after["children"]["steps"]["1"]
    elif step:
        after["children"]["steps"]["1"] |= step
    return after


def row(made_from):
    return SimpleNamespace(translated_from=made_from)


def after_edit(*, before=ROW, was=None, step=None, is_minor=False, checked=(), **fields):
    """How the languages stand after an edit of a row that was up to date."""
    after = edited(before, step, **fields)
    noted = note(
        row(made_now(before) if was is None else was),
        before,
        after,
        is_minor=is_minor,
        checked=checked,
    )
    assert noted["lv"] == latvian_hash(after)
    return state(row(noted), "en"), state(row(noted), "ru")


def after_edits(*edits):
    """How the languages stand after each of several edits."""
    before, was, found = ROW, made_now(ROW), []
    for fields in edits:
        after = edited(before, **{key: value for key, value in fields.items() if key != "is_minor"})
        was = note(row(was), before, after, is_minor=fields.get("is_minor", False))
        found.append((state(row(was), "en"), state(row(was), "ru")))
        before = after
    return found


MISSING, OUTDATED, CURRENT = (
    TranslationState.MISSING,
    TranslationState.OUTDATED,
    TranslationState.CURRENT,
)

# --- After an edit ------------------------------------------------------------------------------


def test_another_latvian_text_makes_translations_outdated():
    assert after_edit(title_lv="Cits grants") == (OUTDATED, OUTDATED)


def test_another_latvian_text_of_a_child_makes_translations_outdated():
    assert after_edit(step={"text_lv": "Rakstiet."}) == (OUTDATED, OUTDATED)


def test_saving_the_same_text_makes_nothing_outdated():
    assert after_edit() == (CURRENT, CURRENT)


def test_what_is_no_text_makes_nothing_outdated():
    assert after_edit(number=8) == (CURRENT, CURRENT)


def test_translation_written_with_the_latvian_text_is_up_to_date():
    assert after_edit(title_lv="Cits grants", title_en="Another grant") == (CURRENT, OUTDATED)


def test_translation_of_a_child_counts_as_well():
    step = {"text_lv": "Rakstiet.", "text_ru": "Пишите."}

    assert after_edit(step=step) == (OUTDATED, CURRENT)


def test_translation_of_another_text_than_the_changed_one_does_not_count():
    assert after_edit(title_lv="Cits grants", step={"text_ru": "Пишите."}) == (OUTDATED, OUTDATED)


def test_translating_later_makes_it_up_to_date():
    assert after_edits({"title_lv": "Cits grants"}, {"title_en": "Another grant"}) == [
        (OUTDATED, OUTDATED),
        (CURRENT, OUTDATED),
    ]


def test_each_text_that_changed_has_to_be_translated_again():
    with_summary = {"summary_lv": "Nauda.", "summary_en": "Money.", "summary_ru": "Деньги."}

    assert after_edits(
        with_summary,
        {"title_lv": "Cits grants", "summary_lv": "Daudz naudas."},
        {"title_en": "Another grant", "summary_ru": "Много денег."},
        {"summary_en": "Much money."},
        {"title_ru": "Другой грант"},
    ) == [
        (CURRENT, CURRENT),
        (OUTDATED, OUTDATED),
        (OUTDATED, OUTDATED),
        (CURRENT, OUTDATED),
        (CURRENT, CURRENT),
    ]


def test_mending_another_text_leaves_an_outdated_translation_outdated():
    last = after_edits({"title_lv": "Cits grants"}, {"step": {"text_en": "Apply!"}})[-1]

    assert last == (OUTDATED, OUTDATED)


def test_outdated_translation_is_outdated_again_after_it_was_missing():
    assert after_edits(
        {"title_lv": "Cits grants"}, {"summary_lv": "Nauda."}, {"summary_en": "Money."}
    ) == [(OUTDATED, OUTDATED), (MISSING, MISSING), (OUTDATED, MISSING)]


def test_outdated_translation_that_was_emptied_is_up_to_date_when_written_anew():
    assert after_edits({"title_lv": "Cits grants"}, {"title_en": ""}, {"title_en": "Another"}) == [
        (OUTDATED, OUTDATED),
        (MISSING, OUTDATED),
        (CURRENT, OUTDATED),
    ]


def test_text_emptied_in_every_language_one_after_the_other_leaves_nothing_to_translate():
    with_summary = {"summary_lv": "Nauda.", "summary_en": "Money.", "summary_ru": "Деньги."}

    assert after_edits(with_summary, {"summary_en": "", "summary_ru": ""}, {"summary_lv": ""}) == [
        (CURRENT, CURRENT),
        (MISSING, MISSING),
        (CURRENT, CURRENT),
    ]


def test_translation_followed_before_the_text_was_put_back_is_outdated():
    assert after_edits(
        {"title_lv": "Cits grants", "step": {"text_lv": "Rakstiet."}},
        {"title_en": "Another grant"},
        {"title_lv": "Grants", "step": {"text_lv": "Piesakieties."}},
    )[-1] == (OUTDATED, CURRENT)


def test_translation_of_which_nobody_knows_the_text_is_up_to_date_when_all_is_written():
    unknown = {**made_now(ROW), "en": "earlier"}

    assert after_edit(was=unknown, title_en="Another grant") == (OUTDATED, CURRENT)
    assert after_edit(was=unknown, title_en="Another", step={"text_en": "Write."}) == (
        CURRENT,
        CURRENT,
    )


def test_minor_edit_of_a_changed_text_leaves_it_to_be_translated():
    assert (
        after_edits({"title_lv": "Cits grants"}, {"title_lv": "Cits grants.", "is_minor": True})
        == [(OUTDATED, OUTDATED)] * 2
    )


def test_check_of_a_translation_forgets_what_it_was_made_from():
    after = edited(title_lv="Cits grants")
    was = note(row(made_now(ROW)), ROW, after)

    assert was.keys() == {"lv", "en", "ru", "then"}
    assert note(row(was), after, after, checked=["en", "ru"]) == made_now(after)


def test_outdated_translation_stays_outdated_when_another_language_is_written():
    outdated = {**made_now(ROW), "en": "earlier"}

    assert after_edit(was=outdated, title_ru="Другой грант") == (OUTDATED, CURRENT)


def test_latvian_text_put_back_makes_the_translation_up_to_date_again():
    changed = edited(title_lv="Cits grants")
    was = note(row(made_now(ROW)), ROW, changed)

    assert after_edit(before=changed, was=was, title_lv="Grants") == (CURRENT, CURRENT)


def test_minor_edit_leaves_translations_up_to_date():
    assert after_edit(title_lv="Grants.", is_minor=True) == (CURRENT, CURRENT)


def test_minor_edit_does_not_bring_an_outdated_translation_up_to_date():
    outdated = {**made_now(ROW), "en": "earlier"}

    assert after_edit(was=outdated, title_lv="Grants.", is_minor=True) == (OUTDATED, CURRENT)


def test_checked_translation_is_up_to_date():
    outdated = {**made_now(ROW), "en": "earlier", "ru": "earlier"}

    assert after_edit(was=outdated, checked=["en"]) == (CURRENT, OUTDATED)


def test_latvian_text_without_a_counterpart_is_a_missing_translation():
    assert after_edit(summary_lv="Nauda.", summary_en="Money.") == (CURRENT, MISSING)


def test_emptied_translation_is_missing():
    assert after_edit(title_en="") == (MISSING, CURRENT)


def test_minor_edit_and_check_leave_what_is_missing_missing():
    assert after_edit(title_en="", is_minor=True, checked=["en"]) == (MISSING, CURRENT)


def test_child_taken_away_leaves_nothing_to_translate():
    assert after_edit(step=False) == (CURRENT, CURRENT)


def test_child_taken_away_hides_no_other_change():
    assert after_edit(step=False, title_lv="Cits grants") == (OUTDATED, OUTDATED)


def test_emptied_latvian_text_whose_translation_stays_makes_it_outdated():
    with_summary = edited(summary_lv="Nauda.", summary_en="Money.", summary_ru="Деньги.")

    assert after_edit(before=with_summary, summary_lv="", summary_ru="") == (OUTDATED, CURRENT)


def test_row_without_texts_has_nothing_to_translate():
    nothing = {"fields": {"number": 7}, "children": {}}

    assert after_edit(before=nothing, number=8) == (CURRENT, CURRENT)


@pytest.mark.parametrize("before", [None, {}])
def test_new_row_is_made_from_its_own_text(before):
    noted = note(row({}), before, edited(title_ru=""))

    assert (state(row(noted), "en"), state(row(noted), "ru")) == (CURRENT, MISSING)


def test_edition_tells_which_languages_it_changes():
    texts = edited(title_lv="Cits", title_ru="Другой", number=8)

    assert checked_in(Revision(base=ROW, data=texts)) == ["ru"]
    assert checked_in(Revision(base=None, data=edited(title_ru="", step=False))) == ["en"]


# --- In the database ----------------------------------------------------------------------------


def noted(made, **values):
    """A row of a factory as an edit leaves it."""
    found = made(**values)
    found.translated_from = made_now(snapshot(found))
    found.save()
    return found


def answers(model, language):
    rows = model.objects
    return {
        MISSING: set(rows.translation_missing(language)),
        OUTDATED: set(rows.translation_outdated(language)),
        CURRENT: set(rows.translation_current(language)),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru"])
def test_query_and_row_give_the_same_answer(language):
    current = noted(SupportMeasureFactory)
    outdated, missing, unknown, unnoted, behind, lacking = SupportMeasureFactory.create_batch(6)
    outdated.translated_from = {**current.translated_from, language: "earlier"}
    missing.translated_from = {"lv": "now"}
    unknown.translated_from = {language: "earlier"}
    then = {"then": {language: [["", "", "title", "Agrāk"]]}}
    behind.translated_from = outdated.translated_from | then
    lacking.translated_from = {"lv": "now"} | then
    for row in (outdated, missing, unknown, behind, lacking):
        row.save()

    assert answers(SupportMeasure, language) == {
        MISSING: {missing, unnoted, lacking},
        OUTDATED: {outdated, unknown, behind},
        CURRENT: {current},
    }
    for expected, rows in answers(SupportMeasure, language).items():
        assert {state(row, language) for row in rows} == {expected}


@pytest.mark.django_db
@pytest.mark.parametrize("model", publishable_models(), ids=lambda model: model.__name__)
def test_row_of_each_model_stands_in_one_state(model):
    made = noted(FACTORIES[model])

    assert [made in found for found in answers(model, "en").values()] == [False, False, True]


@pytest.mark.django_db
def test_withdrawn_and_past_rows_need_no_translation():
    SupportMeasureFactory(withdrawn_at=timezone.now())
    EventFactory(past=True)
    VacancyFactory(closes_on=clock.today(), closed_on=clock.today())

    for model in (SupportMeasure, type(EventFactory.build()), Vacancy):
        assert not model.objects.to_translate("en").exists()


@pytest.mark.django_db
def test_vacancies_of_the_open_data_count_nowhere():
    VacancyFactory(imported=True)
    here = VacancyFactory()

    assert answers(Vacancy, "en")[MISSING] == {here}


@pytest.mark.django_db
def test_row_of_a_municipality_without_the_language_is_not_to_be_translated():
    hidden = SupportMeasureFactory(municipality__hidden_languages="en")
    others = {SupportMeasureFactory(), SupportMeasureFactory(national=True)}

    assert answers(SupportMeasure, "en")[MISSING] == others
    assert answers(SupportMeasure, "ru")[MISSING] == {hidden, *others}
    assert hidden.municipality not in answers(Municipality, "en")[MISSING]


# --- Rows of an earlier release -----------------------------------------------------------------


def first_release(measure):
    """The hash that the first release wrote."""

    def texts(row, fields):
        return {field: getattr(row, f"{field}_lv") or "" for field in sorted(fields)}

    own = ["title", "summary", "who", "details", "amount_note", "fee_note", "deadline_note"]
    own += ["what_next", "note", "sort_key"]
    steps = [{"key": s.key, **texts(s, ["text", "duration"])} for s in measure.steps.all()]
    whole = [texts(measure, own), *steps]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


@pytest.mark.django_db
def test_translations_of_an_earlier_release_are_noted_once():
    measure = SupportMeasureFactory()
    StepFactory(measure=measure)
    SupportMeasure.objects.update(
        translated_from=dict.fromkeys(["en", "ru"], first_release(measure))
    )
    fill_missing()
    measure.refresh_from_db()

    assert measure.translated_from == made_now(snapshot(measure))
    assert fill_missing() == 0


@pytest.mark.django_db
def test_row_changed_since_the_earlier_release_is_outdated():
    measure = SupportMeasureFactory()
    SupportMeasure.objects.update(translated_from={"en": first_release(measure), "ru": "earlier"})
    fill_missing()

    assert answers(SupportMeasure, "en")[CURRENT] == {measure}
    assert answers(SupportMeasure, "ru")[OUTDATED] == {measure}


@pytest.mark.django_db
def test_incomplete_row_changed_since_the_earlier_release_is_outdated_once_complete():
    measure = SupportMeasureFactory(summary_en="")
    SupportMeasure.objects.update(translated_from={"en": "earlier"})
    fill_missing()
    measure.refresh_from_db()
    before = snapshot(measure)

    assert state(measure, "en") == MISSING
    measure.translated_from = note(measure, before, edited(before, summary_en="Money."))
    assert state(measure, "en") == OUTDATED


@pytest.mark.django_db
def test_noting_is_no_edit():
    measure = SupportMeasureFactory(loaded_hash="hash")
    before = measure.version, measure.history.count()
    fill_missing()
    measure.refresh_from_db()

    assert (measure.version, measure.history.count()) == before
    assert measure.loaded_hash == "hash"


@pytest.mark.django_db
def test_vacancies_of_the_open_data_are_not_noted():
    MunicipalityFactory()
    vacancy = VacancyFactory(imported=True)
    fill_missing()
    vacancy.refresh_from_db()

    assert vacancy.translated_from == {}
