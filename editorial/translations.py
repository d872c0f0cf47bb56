"""Which Latvian text a translation was made from, and which texts are shown.

`Publishable.translated_from` is `{language: hash}`. Under “lv” stands the hash of the Latvian texts
of the row and its children as they are now; under “en” and “ru” that of the Latvian texts from
which the translation was made, only while it is complete: no Latvian text lacks its counterpart.
So a translation is outdated when the Latvian text has become another, not when somebody saved.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from operator import attrgetter

from django.apps import apps
from django.db import models
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from modeltranslation.fields import TranslationField
from modeltranslation.translator import NotRegistered, translator

from editorial.editions import Snapshot, fields_of, snapshot
from editorial.models import Placed, Publishable, Revision

LATVIAN = "lv"
# The languages into which Latvian is translated.
LANGUAGES = ("en", "ru")

# Where a text stands in a snapshot: related name and key of the child, both empty for the row
# itself, and the field without its language.
Place = tuple[str, str, str]


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


def hash_of(latvian: dict[Place, str]) -> str:
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
) -> dict[str, str]:
    """`translated_from` of the row after an edit that turned `before` into `after`.

    A language whose own texts changed, or that somebody `checked`, is made from the new Latvian
    text. One left alone stays made from what it was made from; when only wording was mended
    (`is_minor`), what was up to date stays so. Makes no queries.
    """
    before, was = before or {}, row.translated_from
    old, new = latvian_hash(before), latvian_hash(after)
    is_same = is_minor or not is_changed(before, after, LATVIAN)
    made_from = {LATVIAN: new}
    for language in LANGUAGES:
        if not is_complete(after, language):
            continue
        is_made = language in checked or is_changed(before, after, language)
        stays = was.get(language) == old and is_same
        made_from[language] = new if is_made or stays else was.get(language, new)
    return made_from


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
                # What a person has changed since stays made from a text that nobody can find.
                made_from |= {
                    language: was
                    for language, was in row.translated_from.items()
                    if language in made_from and was != first
                }
            model.objects.filter(pk=row.pk).update(translated_from=made_from)
            filled += 1
    return filled


def _hash_of_first_release(row: Publishable) -> str:
    children = [child for name in row.children for child in getattr(row, name).all()]
    whole = [_latvian_texts(row)]
    whole += [{"key": child.key, **_latvian_texts(child)} for child in children]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


def publishable_models() -> list[type[Publishable]]:
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


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
