"""What a field of a row is called, by its path in a difference (`editorial.comparison`)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

# Fields whose name in a form is understood only beside the field before it.
OWN_NAMES = {
    "opens_time": _("time of opening"),
    "closes_time": _("time of closing"),
    "starts_time": _("time of the beginning"),
    "ends_time": _("time of the end"),
}
# What sorts and identifies rows: no news to readers.
NO_NEWS = frozenset({"key", "order", "position", "slug"})
LONGEST = 40

Fields = Mapping[str, list]


def name_of(
    model: type[models.Model], path: str, child: str = "", *, with_language: bool = False
) -> str:
    """The name of `path` in the active language: “summary”, “round (2026): closes”, “round (2026)”.

    `child` tells the child row from its siblings, see `words_of` and `short`; without it there is
    “round: closes”. `with_language` adds which translation it is: “summary (Russian)”.
    """
    family, _key, name = parts(path)
    if not family:
        return _field_name(model, name, with_language)
    children = model_at(model, path)
    whole = str(children._meta.verbose_name) if children else family
    if child:
        whole = pgettext("part and which one", "%(part)s (%(which)s)") % {
            "part": whole,
            "which": child,
        }
    if not name:
        return whole
    return pgettext("part and its field", "%(part)s: %(field)s") % {
        "part": whole,
        "field": _field_name(children, name, with_language),
    }


def names_for_readers(
    model: type[models.Model], fields: Fields, children: Mapping[str, str] | None = None
) -> list[str]:
    """What changed, for the public: each name once, in whichever languages it changed.

    `children`: what tells child rows from their siblings, by key.
    """
    names = []
    for path in in_order(model, fields):
        family, key, name = parts(path)
        is_gone = bool(name) and find_field(model_at(model, path), name) is None
        if name in NO_NEWS or is_gone:
            continue
        told = name_of(model, path, (children or {}).get(key, ""))
        if family and not name:
            is_new = fields[path][0] is None
            words = gettext("added: %(part)s") if is_new else gettext("removed: %(part)s")
            told = words % {"part": told}
        names.append(told)
    return list(dict.fromkeys(names))


def in_order(model: type[models.Model], paths: Iterable[str]) -> list[str]:
    """As the fields stand in the model, children after them: PostgreSQL keeps the keys of a stored
    difference in an order of its own."""
    families = list(getattr(model, "children", ()))

    def place(path: str) -> tuple:
        family, key, name = parts(path)
        position = families.index(family) + 1 if family in families else 0
        return position, key, _position(model_at(model, path), name)

    return sorted(paths, key=place)


def parts(path: str) -> tuple[str, str, str]:
    """Related name, key and field of a child, or of the row itself only its field."""
    if "/" not in path:
        return "", "", path
    family, key, *name = path.split("/")
    return family, key, name[0] if name else ""


def children_at(paths: Iterable[str]) -> dict[str, set[str]]:
    """Related name → keys of the child rows of which something changed."""
    found: dict[str, set[str]] = {}
    for path in paths:
        family, key, _name = parts(path)
        if family:
            found.setdefault(family, set()).add(key)
    return found


# A line of the log outlives the columns and tables it speaks of: all these may find nothing.


def model_of(label: str) -> type[models.Model] | None:
    """The model with that label."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def model_at(model: type[models.Model], path: str) -> type[models.Model] | None:
    """The model whose field or row `path` is: of the row itself or of its children."""
    family, _key, _name = parts(path)
    relation = find_field(model, family) if family else None
    return relation.related_model if relation else None if family else model


def find_field(model: type[models.Model] | None, name: str) -> models.Field | None:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _position(model: type[models.Model] | None, name: str) -> int:
    fields = [] if model is None else [*model._meta.concrete_fields, *model._meta.many_to_many]
    return next((place for place, field in enumerate(fields) if field.name == name), -1)


def words_of(model: type[models.Model], values: Mapping[str, Any]) -> str:
    """What a row with these values of a snapshot calls itself, cut short: “2026”."""
    fields = [(find_field(model, name), value) for name, value in values.items()]
    columns = {field.attname: value for field, value in fields if field and not field.many_to_many}
    return short(model(**columns))


def short(row: models.Model) -> str:
    return Truncator(str(row)).chars(LONGEST)


def _field_name(model: type[models.Model] | None, name: str, with_language: bool) -> str:
    field = find_field(model, name)
    if field is None:
        return name
    if not isinstance(field, TranslationField):
        return str(OWN_NAMES.get(name, field.verbose_name))
    words = str(field.translated_field.verbose_name)
    if not with_language:
        return words
    languages = {"lv": gettext("Latvian"), "en": gettext("English"), "ru": gettext("Russian")}
    return pgettext("field and its language", "%(field)s (%(language)s)") % {
        "field": words,
        "language": languages[field.language],
    }
