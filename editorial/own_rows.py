"""Rows of all models at once, for tables that point at any of them: editions, links."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast
from django.urls import reverse

from editorial.models import Placed, Publishable
from editorial.rights import Rights
from editorial.roles import Act

MAX_NAME = 80


def publishable_models() -> list[type[Publishable]]:
    """All models of facts, in the order of the installed apps."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def label(model: type[Publishable], value: str | None) -> str:
    """The value of `label_path` as a name for people."""
    field = model._meta.get_field(model.label_path.split("__")[0])
    text = str(dict(field.flatchoices).get(value, value or ""))
    return text if len(text) <= MAX_NAME else f"{text[: MAX_NAME - 1].rstrip()}…"


def names_of(pointers: Iterable[models.Model]) -> dict[tuple[int, int], str]:
    """Names of the rows at which editions or links point, by (content type, key); of those that are
    still there. One query, however many kinds of rows there are."""
    keys = defaultdict(set)
    for pointer in pointers:
        keys[pointer.content_type_id].add(pointer.object_id)
    if not keys:
        return {}
    models_ = {kind: ContentType.objects.get_for_id(kind).model_class() for kind in keys}
    parts = [
        model._base_manager.filter(pk__in=keys[kind])
        .order_by()
        .annotate(
            of_kind=Value(kind),
            row_key=Cast("pk", models.BigIntegerField()),
            row_name=Cast(model.label_path, models.TextField()),
        )
        .values_list("of_kind", "row_key", "row_name")
        for kind, model in models_.items()
    ]
    rows = parts[0].union(*parts[1:], all=True)
    return {(kind, key): label(models_[kind], name) for kind, key, name in rows}


def page_of(model: type[models.Model], page: str, key: int) -> str:
    """Address of a page of the administration about one row: change, review, still_true…"""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[key])


def form_of(pointer: models.Model, page: str = "change") -> str:
    """The same for the row at which an edition or a link points."""
    kind = ContentType.objects.get_for_id(pointer.content_type_id)
    return page_of(kind.model_class(), page, pointer.object_id)


def rows_of(own: Rights, act: Act) -> Q:
    """What points, by `content_type` and `object_id`, at a row on which the person may `act`.

    One condition for one query, whatever the number of models: the rows themselves are not read.
    """
    if own.is_administrator:
        return Q()
    placed = [
        model
        for model in apps.get_models()
        if issubclass(model, Placed) and own.may(act, model.subject)
    ]
    kinds = ContentType.objects.get_for_models(*placed)
    found = Q(pk=None)
    for model in placed:
        rows = model._base_manager.filter(model.of(own.places(act, model.subject)))
        found |= Q(content_type=kinds[model], object_id__in=rows.values("pk"))
    return found
