"""A whole row as data: taken from the database, compared, and put back.

A snapshot is `{"fields": {name: value}, "children": {related name: {key: {name: value}}}}` in plain
JSON, made by Django's own serializer: all languages and many-to-many come along. Left out is what
says where the row stands rather than what it says: clock, workflow, and what follows from the rest.
"""

import json
from typing import Any

from django.core import serializers
from django.db import models
from modeltranslation.fields import TranslationField
from modeltranslation.translator import NotRegistered, translator

from editorial.models import Publishable

Snapshot = dict[str, Any]

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


def child_models(model: type[Publishable]) -> dict[str, tuple[type[models.Model], models.Field]]:
    """Related name → the model of the children, and their way to the parent."""
    relations = {name: model._meta.get_field(name) for name in model.children}
    return {name: (rel.related_model, rel.field) for name, rel in relations.items()}


def snapshot(row: Publishable) -> Snapshot:
    """The row and its children as they now stand in the database; empty for one that is gone."""
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    if stored is None:
        return {}
    children = {}
    for name, (model, link) in child_models(type(row)).items():
        rows = model._base_manager.filter(**{link.name: row.pk}).order_by("pk")
        children[name] = {str(child.pk): _values(child, but=link.name) for child in rows}
    return {"fields": _values(stored), "children": children}


def _values(row: models.Model, but: str = "") -> dict[str, Any]:
    names = [field.name for field in fields_of(type(row)) if field.name != but]
    # Through JSON, so that a snapshot equals itself after it was stored.
    serialized = serializers.serialize("jsonl", [row], fields=names)
    [values] = json.loads(f"[{serialized}]")
    found = values["fields"]
    return {
        name: sorted(found[name]) if isinstance(found[name], list) else found[name]
        for name in names
    }
