"""The differences of a row (`editorial.comparison`) as a person reads them: names of fields and
values in words, changed words of texts marked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext, pgettext

from editorial import partial_dates, wording
from editorial.comparison import words
from editorial.field_names import (
    Fields,
    children_at,
    find_field,
    in_order,
    model_at,
    name_of,
    parts,
    short,
    words_of,
)

# “same”, “removed” or “added”, and the text.
Piece = tuple[str, str]
NOTHING = "–"


@dataclass(frozen=True)
class Difference:
    """One field or child row; what only the one side says is marked there."""

    path: str
    name: str
    # Of the text, where it is a translated one.
    language: str
    before: list[Piece]
    after: list[Piece]


def read(
    model: type[models.Model],
    fields: Fields,
    children: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
) -> list[Difference]:
    """The differences in the order of the model. `children`: those of a snapshot, by which child
    rows are named; without them the rows that are still there name themselves.

    One query for each model that something refers to, however many differences there are.
    """
    whose = _child_names(model, fields, children)
    rows = _Names(model, fields)
    found = []
    for path in in_order(model, fields):
        before, after = fields[path]
        _family, key, name = parts(path)
        field = find_field(model_at(model, path), name)
        if key and not name:
            sides = [_row(model_at(model, path), values, rows) for values in (before, after)]
        else:
            sides = [_words(field, value, rows) for value in (before, after)]
        found.append(
            Difference(
                path,
                name_of(model, path, whose.get(key, ""), with_language=True),
                getattr(field, "language", ""),
                *_marked(field, *sides),
            )
        )
    return found


def _child_names(
    model: type[models.Model],
    fields: Fields,
    children: Mapping[str, Mapping[str, Mapping[str, Any]]] | None,
) -> dict[str, str]:
    names = {}
    for family, keys in children_at(fields).items():
        of = model_at(model, f"{family}/")
        if of is None:
            continue
        if children is None:
            names |= {str(pk): short(row) for pk, row in of._base_manager.in_bulk(keys).items()}
        else:
            known = children.get(family, {})
            names |= {key: words_of(of, known[key]) for key in keys if key in known}
        for key in keys:
            values = next(filter(None, fields.get(f"{family}/{key}", [])), None)
            if values:
                names[key] = words_of(of, values)
    return names


class _Names:
    """The names of all rows that the values refer to, by model and key."""

    def __init__(self, model: type[models.Model], fields: Fields) -> None:
        keys = defaultdict(set)
        for field, value in _each_value(model, fields):
            if field.remote_field and value is not None:
                keys[field.remote_field.model].update(value if field.many_to_many else [value])
        self._names = {
            (of, key): name for of, wanted in keys.items() for key, name in _named(of, wanted)
        }

    def __call__(self, model: type[models.Model], key: Any) -> str:
        gone = gettext("no longer there (%(key)s)") % {"key": key}
        return self._names.get((model, key), gone)


def _each_value(model: type[models.Model], fields: Fields) -> Iterable[tuple[models.Field, Any]]:
    for path, pair in fields.items():
        of, (_family, key, name) = model_at(model, path), parts(path)
        for value in pair:
            inside = (value or {}) if key and not name else {name: value}
            for column, content in inside.items():
                if field := find_field(of, column):
                    yield field, content


def _named(model: type[models.Model], keys: set) -> Iterable[tuple[Any, str]]:
    rows = model._base_manager.filter(pk__in=keys)
    # What is published calls itself by rows further on, one query each; its column does not.
    if column := getattr(model, "label_path", None):
        return [(key, str(name)[:80]) for key, name in rows.values_list("pk", column)]
    return [(row.pk, str(row)) for row in rows]


def _row(model: type[models.Model] | None, values: dict | None, rows: _Names) -> str:
    """A child row that is there on the one side only: its filled fields, one a line."""
    if model is None or values is None:
        return "" if values is None else str(values)
    told = {name: _words(find_field(model, name), value, rows) for name, value in values.items()}
    return "\n".join(
        f"{name_of(model, name, with_language=True)}: {told[name]}"
        for name in in_order(model, told)
        if told[name]
    )


def _words(field: models.Field | None, value: Any, rows: _Names) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return pgettext("value", "yes") if value else pgettext("value", "no")
    if field is None:
        return str(value)
    if field.many_to_many:
        return "\n".join(rows(field.remote_field.model, key) for key in value)
    if field.remote_field:
        return rows(field.remote_field.model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    try:
        return _figure(field, value)
    except ValueError:
        # Written before the field became what it is now.
        return str(value)


def _figure(field: models.Field, value: Any) -> str:
    if isinstance(field, models.DateField):
        return wording.day(dt.date.fromisoformat(value[:10]))
    if isinstance(field, models.TimeField):
        return value[:5]
    if isinstance(field, models.DecimalField):
        return wording.number(Decimal(value))
    if partial_dates.validate_partial_date in field.validators:
        return wording.partial_date(value)
    return str(value)


def _marked(field: models.Field | None, before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Word by word in texts; anything else is one piece."""
    is_text = isinstance(field, models.CharField | models.TextField)
    if before and after and is_text and not field.choices:
        pieces = words(before, after)
    else:
        pieces = [("removed", before), ("added", after)]
    return _side(pieces, "removed"), _side(pieces, "added")


def _side(pieces: list[Piece], own: str) -> list[Piece]:
    return [piece for piece in pieces if piece[0] in ("same", own) and piece[1]] or [
        ("same", NOTHING)
    ]
