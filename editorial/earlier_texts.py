"""The Latvian text that a translation was made from, as it then was."""

from django.db import models

from editorial.comparison import words
from editorial.editions import child_models, fields_of, is_text_of, snapshot
from editorial.models import Publishable, Revision
from editorial.translations import (
    LANGUAGES,
    LATVIAN,
    Place,
    hash_of,
    latvian_hash,
    origin,
    texts,
)

# Editions to look through; older ones stand in the history anyway.
LATEST = 50


def latvian_then(row: Publishable, wanted: str) -> dict[Place, str] | None:
    """The Latvian texts whose hash is `wanted`: as noted on the row, or from its published editions
    and its history; None when they are not found."""
    now = texts(snapshot(row), LATVIAN)
    for language in LANGUAGES:
        noted = origin(row, language, now)
        if None not in noted.values() and hash_of(noted) == wanted:
            return noted
    for edition in Revision.objects.of(row).published()[:LATEST]:
        for taken in (edition.data, edition.base or {}):
            if latvian_hash(taken) == wanted:
                return texts(taken, LATVIAN)
    return _from_history(row, wanted)


def _from_history(row: Publishable, wanted: str) -> dict[Place, str] | None:
    """Goes once more through all saves of the row and its children, in their order."""
    saves = [("", record) for record in type(row).history.filter(id=row.pk)]
    for family, (model, link) in child_models(type(row)).items():
        saves += [(family, record) for record in model.history.filter(**{link.name: row.pk})]
    saves.sort(key=lambda save: save[1].history_date)
    now: dict[tuple[str, str], dict[Place, str]] = {}
    for family, record in saves:
        key = str(record.id) if family else ""
        now[family, key] = {} if record.history_type == "-" else _latvian(family, key, record)
        told = {place: text for of_row in now.values() for place, text in of_row.items()}
        if hash_of(told) == wanted:
            return told
    return None


def _latvian(family: str, key: str, record: models.Model) -> dict[Place, str]:
    fields = [f for f in fields_of(record.instance_type) if is_text_of(f, LATVIAN)]
    found = {(family, key, f.translated_field.name): getattr(record, f.name) for f in fields}
    return {place: text for place, text in found.items() if text}


def what_changed(row: Publishable, then: dict[Place, str]) -> list[dict]:
    """Each Latvian text that is no longer as it was `then`: its name, and its words as
    `comparison.words` gives them."""
    now = texts(snapshot(row), LATVIAN)
    return [
        {"label": _label(type(row), place), "words": words(then.get(place, ""), now.get(place, ""))}
        for place in dict.fromkeys([*now, *then])
        if then.get(place) != now.get(place)
    ]


def _label(model: type[Publishable], place: Place) -> str:
    family, _key, name = place
    if not family:
        return str(model._meta.get_field(name).verbose_name)
    child, _link = child_models(model)[family]
    return f"{child._meta.verbose_name}: {child._meta.get_field(name).verbose_name}"
