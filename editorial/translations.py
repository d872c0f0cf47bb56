"""Which Latvian text a translation was made from, and which texts are shown.

`Publishable.translated_from` is `{language: hash}`. Under “lv” stands the hash of the Latvian texts
of the row and its children as they are now; under “en” and “ru” that of the Latvian texts from
which the translation was made, only while it is complete: no Latvian text lacks its counterpart.
So a translation is outdated when the Latvian text has become another, not when somebody saved.

Under “then” stand, for each language that lags behind, the Latvian texts from which its texts were
made where they are no longer the same: it catches up text by text, also while others are missing.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from modeltranslation.fields import TranslationField
from modeltranslation.translator import NotRegistered, translator

from editorial.editions import Snapshot, fields_of, snapshot
from editorial.models import Placed, Publishable, Revision
from editorial.own_rows import publishable_models

LATVIAN = "lv"
# The languages into which Latvian is translated.
LANGUAGES = ("en", "ru")
THEN = "then"

# Where a text stands in a snapshot: related name and key of the child, both empty for the row
# itself, and the field without its language.
Place = tuple[str, str, str]
# Texts by their places; None where nobody knows what they were.
Told = dict[Place, str | None]


class TranslationState(models.TextChoices):
    """How the texts of a row in one language stand to the Latvian ones."""

    MISSING = "missing", pgettext_lazy("translation", "missing")
    OUTDATED = "outdated", pgettext_lazy("translation", "outdated")
    CHECKED = "checked", gettext_lazy("being checked")
    CURRENT = "current", pgettext_lazy("translation", "up to date")


# --- Snapshots ----------------------------------------------------------------------------------


def texts(taken: Snapshot, language: str) -> dict[Place, str]:
    """All texts of the language that are not empty."""
    rows = {("", ""): taken.get("fields", {})}
    for family, children in taken.get("children", {}).items():
        rows |= {(family, key): values for key, values in children.items()}
    end = f"_{language}"
    return {
        (*row, name.removesuffix(end)): text
        for row, values in rows.items()
        for name, text in values.items()
        if name.endswith(end) and text
    }


def hash_of(latvian: Told) -> str:
    ordered = sorted([*place, text] for place, text in latvian.items())
    return hashlib.sha256(json.dumps(ordered, ensure_ascii=False).encode()).hexdigest()


def latvian_hash(taken: Snapshot) -> str:
    """One hash of all Latvian texts of a row and of its inline children."""
    return hash_of(texts(taken, LATVIAN))


def is_complete(taken: Snapshot, language: str) -> bool:
    """Whether every Latvian text has its counterpart; so it is where there is nothing to say."""
    return texts(taken, LATVIAN).keys() <= texts(taken, language).keys()


def is_changed(before: Snapshot, after: Snapshot, language: str) -> bool:
    """Whether a text of the language was written, changed or emptied. A child row that was taken
    away leaves nothing to translate, so it does not count."""
    old, new = texts(before, language), texts(after, language)
    gone = {place for place in old if not _has_row(after, place)}
    return {place: text for place, text in old.items() if place not in gone} != new


def _has_row(taken: Snapshot, place: Place) -> bool:
    family, key, _name = place
    return not family or key in taken.get("children", {}).get(family, {})


def note(
    row: Publishable,
    before: Snapshot | None,
    after: Snapshot,
    *,
    is_minor: bool = False,
    checked: Collection[str] = (),
) -> dict[str, Any]:
    """`translated_from` of the row after an edit that turned `before` into `after`.

    A text of a language that was written, or a language that somebody `checked`, is made from the
    new Latvian text. What was left alone stays made from what it was made from; when only wording
    was mended (`is_minor`), what was up to date stays so. Makes no queries.
    """
    before = before or {}
    old, new = texts(before, LATVIAN), texts(after, LATVIAN)
    noted, then = {LATVIAN: hash_of(new)}, {}
    for language in LANGUAGES:
        made = new if language in checked else origin(row, language, old)
        own = texts(after, language)
        written = _differing(texts(before, language), own)
        if is_minor:
            written |= _differing(old, new) - _differing(made, old)
        made = _overlaid(made, {place: new.get(place, "") for place in written})
        made = {place: text for place, text in made.items() if place in own}
        if is_complete(after, language):
            noted[language] = hash_of(made)
        if behind := _differing(made, new) & own.keys():
            then[language] = _listed(made, behind)
    return noted | ({THEN: then} if then else {})


def outdated_by(
    row: Publishable,
    before: Snapshot,
    after: Snapshot,
    *,
    is_minor: bool = False,
    checked: Collection[str] = (),
) -> list[str]:
    """Languages that are up to date and would no longer be so after that edit."""
    noted = note(row, before, after, is_minor=is_minor, checked=checked)
    return [
        language
        for language in LANGUAGES
        if state(row, language) is TranslationState.CURRENT
        and noted.get(language) != noted[LATVIAN]
        and language not in _hidden_of(row)
    ]


def _hidden_of(row: Publishable) -> list[str]:
    place = _municipality_of(row)
    return [code for code in LANGUAGES if place is not None and not place.shows(code)]


def origin(row: Publishable, language: str, latvian: dict[Place, str]) -> Told:
    """The Latvian texts from which the texts of the language were made, where those of the row are
    `latvian`; None for all when that is not known."""
    was = row.translated_from
    kept = was.get(THEN, {}).get(language, [])
    found = _overlaid(latvian, {tuple(place): text for *place, text in kept})
    if language in was and was[language] != hash_of(found):
        return dict.fromkeys(latvian)
    return found


def _overlaid(below: Told, above: Told) -> Told:
    return {place: text for place, text in (below | above).items() if text != ""}


def _differing(one: Told, other: Told) -> set[Place]:
    places = one.keys() | other.keys()
    return {place for place in places if one.get(place, "") != other.get(place, "")}


def _listed(told: Told, places: Iterable[Place]) -> list[list]:
    """As JSON holds it; an empty text where there was none."""
    return [[*place, told.get(place, "")] for place in sorted(places)]


def made_now(taken: Snapshot) -> dict[str, str]:
    """`translated_from` of a row whose texts were all written at once."""
    latvian = latvian_hash(taken)
    complete = [language for language in LANGUAGES if is_complete(taken, language)]
    return dict.fromkeys([LATVIAN, *complete], latvian)


def texts_on(row: Publishable) -> Snapshot:
    """The texts of a row without children as they stand on it, saved or not."""
    fields = [field for field in fields_of(type(row)) if isinstance(field, TranslationField)]
    return {"fields": {field.name: getattr(row, field.name) for field in fields}}


def state(row: Publishable, language: str) -> TranslationState:
    """The same condition as `translation_missing`, `…_outdated` and `…_current` of its QuerySet;
    an edition that waits for review is not asked for."""
    made_from = row.translated_from
    if language not in made_from:
        return TranslationState.MISSING
    is_current = made_from[language] == made_from.get(LATVIAN)
    return TranslationState.CURRENT if is_current else TranslationState.OUTDATED


def checked_in(edition: Revision) -> list[str]:
    """The languages whose texts the edition would change."""
    return [code for code in LANGUAGES if is_changed(edition.base or {}, edition.data, code)]


# --- Rows of an earlier release -----------------------------------------------------------------


def fill_missing() -> int:
    """Note for rows that an earlier release wrote of which Latvian texts they are; returns how
    many there were. It is no edit: version, history and `loaded_hash` stay."""
    filled = 0
    for model in publishable_models():
        for row in model.objects.meant_in_all_languages().filter(translated_from__lv__isnull=True):
            taken = snapshot(row)
            made_from = made_now(taken)
            if row.translated_from:
                first = _hash_of_first_release(row)
                # What a person has changed since was made from a text that nobody can find.
                lost = [code for code, was in row.translated_from.items() if was != first]
                unknown: Told = dict.fromkeys(texts(taken, LATVIAN))
                made_from |= dict.fromkeys(made_from.keys() & lost, hash_of(unknown))
                if lost:
                    made_from[THEN] = dict.fromkeys(lost, _listed(unknown, unknown))
            model.objects.filter(pk=row.pk).update(translated_from=made_from)
            filled += 1
    return filled


def _hash_of_first_release(row: Publishable) -> str:
    children = [child for name in row.children for child in getattr(row, name).all()]
    whole = [_latvian_texts(row)]
    whole += [{"key": child.key, **_latvian_texts(child)} for child in children]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


# --- What readers see ---------------------------------------------------------------------------


def hide(rows: Iterable[models.Model], place: Placed | None = None) -> list[models.Model]:
    """Take from `rows` the texts in the language of the page where their municipality has switched
    it off; as if they had never been translated, they are then shown in Latvian, and say so.

    `place`: the municipality of rows that do not lead to it themselves, or have not read it. To be
    called for showing only: a row without its texts is not to be saved.
    """
    found, language = list(rows), get_language()
    if language != LATVIAN:
        for row in found:
            municipality = place or _municipality_of(row)
            if municipality is not None and not municipality.shows(language):
                for field in set(_translated_fields(row)) - set(getattr(row, "names", ())):
                    setattr(row, f"{field}_{language}", "")
    return found


def is_outdated(row: Publishable) -> bool:
    """Whether the reader's language shows a translation of an older Latvian text."""
    language = get_language()
    place = _municipality_of(row)
    is_shown = place is None or place.shows(language)
    return language != LATVIAN and is_shown and state(row, language) is TranslationState.OUTDATED


def _municipality_of(row: models.Model) -> Placed | None:
    if not isinstance(row, Placed):
        return None
    if row.municipality_path == "pk":
        return row
    return attrgetter(row.municipality_path.removesuffix("_id").replace("__", "."))(row)


def exists_in(place: Placed | None) -> list[str] | None:
    """The languages in which pages of a municipality exist; None where it is all of them."""
    hidden = [code for code in LANGUAGES if place is not None and not place.shows(code)]
    return [code for code in (LATVIAN, *LANGUAGES) if code not in hidden] if hidden else None


def lacks_translation(instance: models.Model) -> bool:
    """Whether some text of the row is there in Latvian but not in the active language."""
    language = get_language()
    return language != LATVIAN and any(
        text and not getattr(instance, f"{field}_{language}")
        for field, text in _latvian_texts(instance).items()
    )


def _latvian_texts(instance: models.Model) -> dict[str, str]:
    return {name: getattr(instance, f"{name}_lv") or "" for name in _translated_fields(instance)}


def _translated_fields(instance: models.Model) -> list[str]:
    try:
        return sorted(translator.get_options_for_model(type(instance)).get_field_names())
    except NotRegistered:
        return []
