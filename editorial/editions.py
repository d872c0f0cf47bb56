"""A whole row as data: taken from the database, compared, and put back.

A snapshot is `{"fields": {name: value}, "children": {related name: {key: {name: value}}}}` in plain
JSON, made by Django's own serializer: all languages and many-to-many come along. Left out is what
says where the row stands rather than what it says: clock, workflow, and what follows from the rest.
"""

import hashlib
import json
import uuid
from collections.abc import Collection
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _
from modeltranslation.fields import TranslationField
from modeltranslation.translator import NotRegistered, translator

from editorial.models import Publishable

Snapshot = dict[str, Any]

# What `apply` raises when a snapshot no longer fits.
UNFIT = (IntegrityError, ValidationError)
# Where a row stands on its way to the public.
WORKFLOW = frozenset({"published_at", "withdrawn_at"})


def fields_of(model: type[models.Model]) -> list[models.Field]:
    """What a person can write about a row of `model`: each language, not the bare column."""
    try:
        bare = set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        bare = set()
    left_out = bare | WORKFLOW | set(getattr(model, "clock_fields", ()))
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.editable and not field.primary_key and field.name not in left_out
    ]


def is_text_of(field: models.Field, language: str) -> bool:
    return isinstance(field, TranslationField) and field.language == language


def child_models(model: type[models.Model]) -> dict[str, tuple[type[models.Model], models.Field]]:
    """Related name → the model of the children, and their way to the parent."""
    relations = {name: model._meta.get_field(name) for name in getattr(model, "children", ())}
    return {name: (rel.related_model, rel.field) for name, rel in relations.items()}


def snapshot(row: models.Model) -> Snapshot:
    """The row and its children as they now stand in the database; empty for one that is gone."""
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    if stored is None:
        return {}
    children = {}
    for name, (model, link) in child_models(type(row)).items():
        rows = model._base_manager.filter(**{link.name: row.pk}).order_by("pk")
        children[name] = {str(child.pk): _values(child, but=[link.name]) for child in rows}
    return {"fields": _values(stored), "children": children}


def columns_of(row: models.Model) -> dict[str, Any]:
    """The fields of a snapshot as they are on `row`, without what links it to many: no query."""
    links = {field.name for field in row._meta.many_to_many}
    return _values(row, but=links)


def _values(row: models.Model, but: Collection[str] = ()) -> dict[str, Any]:
    names = [field.name for field in fields_of(type(row)) if field.name not in but]
    # Through JSON, so that a snapshot equals itself after it was stored.
    [serialized] = json.loads(serializers.serialize("json", [row], fields=names))
    found = serialized["fields"]
    return {name: _plain(row._meta.get_field(name), found[name]) for name in names}


def _plain(field: models.Field, value: Any) -> Any:
    """An empty text may be stored in two ways, and keys of other rows in any order."""
    if isinstance(value, list):
        return sorted(value)
    is_text = isinstance(field, models.CharField | models.TextField | TranslationField)
    return "" if value is None and is_text else value


def fingerprint(taken: Snapshot) -> str:
    """Short and the same for equal snapshots: forms carry it, to notice that somebody else saved
    in the meantime."""
    text = json.dumps(taken, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def apply(taken: Snapshot, row: Publishable, *, check: bool = True) -> None:
    """Write the snapshot onto the row and its children, as one would in a form.

    Raises ValidationError when they no longer fit: a constraint, a place that was taken, something
    they refer to that is gone; without `check`, only for showing, what the database refuses as
    IntegrityError. To be called in a transaction, which is then to be rolled back.
    """
    links = _fill(row, taken["fields"])
    if check:
        row.full_clean(exclude=["translated_from"])
    row.save()
    for name, keys in links.items():
        getattr(row, name).set(_those_still_there(row, name, keys))
    for name, (model, link) in child_models(type(row)).items():
        _apply_children(row, model, link, taken["children"].get(name, {}), check)


def _apply_children(
    row: Publishable,
    model: type[models.Model],
    link: models.Field,
    wanted: dict[str, dict[str, Any]],
    check: bool,
) -> None:
    present = {str(child.pk): child for child in model._base_manager.filter(**{link.name: row.pk})}
    for key, child in present.items():
        if key not in wanted:
            child.delete()
        elif "key" in wanted[key] and child.key != wanted[key]["key"]:
            # Out of the way: another child may take its key before it has its new one.
            parked = uuid.uuid4().hex[: model._meta.get_field("key").max_length]
            model._base_manager.filter(pk=child.pk).update(key=parked)
    for key, values in wanted.items():
        child = present.get(key) or model(pk=model._meta.pk.to_python(key))
        setattr(child, link.name, row)
        links = _fill(child, values)
        if check:
            child.full_clean()
        child.save()
        for name, keys in links.items():
            getattr(child, name).set(_those_still_there(child, name, keys))


def _fill(row: models.Model, values: dict[str, Any]) -> dict[str, list]:
    """Set the columns; returns the many-to-many links, which need a saved row. A column that came
    after the snapshot was taken keeps what it holds."""
    links = {}
    for field in fields_of(type(row)):
        if field.name not in values:
            continue
        if field.many_to_many:
            links[field.name] = values[field.name]
        else:
            value = field.to_python(values[field.name]) if values[field.name] is not None else None
            if field.is_relation and value != getattr(row, field.attname):
                _check_it_is_there(field, value)
            setattr(row, field.attname, value)
    return links


def _check_it_is_there(field: models.Field, key: Any) -> None:
    if key is not None and not field.related_model._base_manager.filter(pk=key).exists():
        message = _("What “%(field)s” refers to is no longer there.")
        raise ValidationError({field.name: message % {"field": field.verbose_name}})


def _those_still_there(row: models.Model, name: str, keys: list) -> models.QuerySet:
    return row._meta.get_field(name).related_model._base_manager.filter(pk__in=keys)
