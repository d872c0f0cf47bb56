"""The content the site begins with: reading the files and bringing the database up to them.

A row is found by its `content_key`, never by its slug. It is written only while it still equals
what was last written (`loaded_hash`): what a person edited, confirmed, renamed, withdrew or deleted
is left alone and named in the report. Everything happens in one transaction; one wrong row changes
nothing.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator

from contacts.models import Contact
from editorial.models import Publishable, Source
from editorial.translations import latvian_hash
from municipalities.models import (
    Authority,
    Institution,
    Municipality,
    PilotFact,
    PlanningRegion,
)
from support_programs.kinds import NEED_OF_KIND
from support_programs.models import CommonQuestion, SupportMeasure

LANGUAGES = [code for code, _name in settings.LANGUAGES]
CHILDREN = {SupportMeasure: ("rounds", "steps", "papers")}

# In this order: a row may refer only to rows of the files above it, or of its own file.
FILES: list[tuple[str, type[models.Model]]] = [
    ("editorial/content/sources.yaml", Source),
    ("municipalities/content/regions.yaml", PlanningRegion),
    ("municipalities/content/authorities.yaml", Authority),
    ("municipalities/content/municipalities.yaml", Municipality),
    ("municipalities/content/institutions.yaml", Institution),
    ("municipalities/content/pilot_facts.yaml", PilotFact),
    ("contacts/content/contacts.yaml", Contact),
    ("support_programs/content/measures.yaml", SupportMeasure),
    ("support_programs/content/questions.yaml", CommonQuestion),
]

# Columns that are not content: keys, workflow, what follows from the rest.
NOT_CONTENT = {
    "id",
    "content_key",
    "loaded_hash",
    "published_at",
    "withdrawn_at",
    "verified_on",
    "verified_by",
    "translated_from",
    "version",
    "as_of_last_day",
    "sort_key",
}


class ContentError(Exception):
    """The files hold something wrong; `problems` name file, row and field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Report:
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    left_alone: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


class Shape:
    """What a row of one model looks like in a file: its plain, translated and linked fields."""

    def __init__(self, model: type[models.Model], parent: type[models.Model] | None = None) -> None:
        self.model = model
        self.parent_field = None
        try:
            translated = set(translator.get_options_for_model(model).get_field_names())
        except NotRegistered:
            translated = set()
        self.columns: dict[str, models.Field] = {}
        self.translated: set[str] = translated - NOT_CONTENT
        copies = {f"{name}_{language}" for name in translated for language in LANGUAGES}
        for column in model._meta.concrete_fields:
            if column.name in NOT_CONTENT or column.name in copies | translated:
                continue
            if parent and column.related_model is parent and column.name == "measure":
                self.parent_field = column.name
                continue
            self.columns[column.name] = column
        if parent:
            # The place of a child is its place in the list.
            self.columns.pop("order", None)
        self.links = {link.name: link for link in model._meta.many_to_many}
        self.children = {
            name: Shape(model._meta.get_field(name).related_model, model)
            for name in CHILDREN.get(model, ())
        }

    def names(self) -> set[str]:
        return {"key", *self.columns, *self.translated, *self.links, *self.children}

    def canonical_of_file(self, row: dict[str, Any], complain) -> dict[str, Any]:
        """The row as plain comparable values; `complain(field, message)` for what is wrong."""
        for name in sorted(set(row) - self.names()):
            complain(name, "there is no such field")
        result: dict[str, Any] = {}
        for name, column in self.columns.items():
            try:
                result[name] = _plain(column, row.get(name))
            except (ValueError, TypeError, InvalidOperation, ValidationError):
                complain(name, f"{row[name]!r} does not fit")
        if "kind" in result and result.get("need") == "":
            # As the model fills it in, else the row would never equal its file.
            result["need"] = NEED_OF_KIND.get(result["kind"], "")
        for name in self.translated:
            texts = row.get(name) or {}
            if not isinstance(texts, dict) or set(texts) - set(LANGUAGES):
                complain(name, "write the texts under lv, en and ru")
                texts = {}
            for language in LANGUAGES:
                result[f"{name}_{language}"] = str(texts.get(language) or "").strip()
        for name in self.links:
            keys = row.get(name) or []
            if not isinstance(keys, list):
                complain(name, "write a list of keys")
                keys = []
            result[name] = sorted(map(str, keys))
        for name, shape in self.children.items():
            result[name] = shape.canonical_children(row.get(name) or [], name, complain)
        return result

    def canonical_children(self, rows: Any, name: str, complain) -> list[dict[str, Any]]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            complain(name, "write a list of rows")
            return []
        result = []
        seen: set[str] = set()
        for position, row in enumerate(rows, 1):

            def complain_here(field_name: str, message: str, position: int = position) -> None:
                complain(f"{name}[{position}].{field_name}", message)

            child = self.canonical_of_file({**row, "key": row.get("key")}, complain_here)
            if not row.get("key"):
                complain_here("key", "is missing")
            elif str(row["key"]) in seen:
                complain_here("key", f"“{row['key']}” stands twice")
            seen.add(str(row.get("key")))
            result.append(child)
        return result

    def canonical_of_database(self, instance: models.Model) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name, column in self.columns.items():
            if column.is_relation:
                related = getattr(instance, name)
                result[name] = related.content_key if related else None
            else:
                result[name] = _plain(column, getattr(instance, column.attname))
        for name in self.translated:
            for language in LANGUAGES:
                result[f"{name}_{language}"] = getattr(instance, f"{name}_{language}") or ""
        for name in self.links:
            result[name] = sorted(
                str(linked.content_key) for linked in getattr(instance, name).all()
            )
        for name, shape in self.children.items():
            children = sorted(
                getattr(instance, name).all(), key=lambda child: getattr(child, "order", 0)
            )
            rows = [shape.canonical_of_database(child) for child in children]
            result[name] = rows
        if "rounds" in result:
            result["rounds"].sort(key=lambda row: row["key"])
        return result


def _plain(column: models.Field, value: Any) -> Any:
    """A value of `column` in the one form in which file and database can be compared."""
    if column.is_relation:
        return str(value) if value else None
    if value is None or value == "":
        if column.null:
            return None
        default = column.get_default()
        return "" if value == "" and isinstance(default, str) else default
    if isinstance(column, models.DecimalField):
        quantum = Decimal(1).scaleb(-column.decimal_places)
        return str(Decimal(str(value)).quantize(quantum))
    if isinstance(column, models.DateField) and isinstance(value, dt.date):
        return value.isoformat()
    python = column.to_python(value)
    if isinstance(python, dt.date | dt.time):
        return python.isoformat()
    return python


def _hash(canonical: dict[str, Any], instance: models.Model | None = None) -> str:
    """Hash of the content, and of what a person decided about it.

    Empty values are left out, so that a column added later does not make every row look edited.
    """
    decided = None
    if isinstance(instance, Publishable):
        decided = [
            instance.published_at is not None,
            instance.withdrawn_at is not None,
            str(instance.verified_on or ""),
        ]
    text = json.dumps(
        [_without_empty(canonical), decided], sort_keys=True, ensure_ascii=False, default=str
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        pruned = {name: _without_empty(inner) for name, inner in value.items()}
        # By kind, not by equality: 0 and “no” are answers, and `0 == False`.
        return {
            name: inner
            for name, inner in pruned.items()
            if inner is not None and inner not in ("", [])
        }
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value


class Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[str] = []
        self.report = Report()
        self.by_key: dict[tuple[type[models.Model], str], models.Model] = {}

    def load(self) -> Report:
        """Raises ContentError, with the database as it was, when anything in the files is wrong."""
        with transaction.atomic():
            for file, model in FILES:
                self._load_file(file, model)
            if self.problems:
                raise ContentError(self.problems)
        return self.report

    def _load_file(self, file: str, model: type[models.Model]) -> None:
        shape = Shape(model)
        rows = list(self._rows(file))
        queryset = model._default_manager.filter(content_key__isnull=False)
        related = [name for name, column in shape.columns.items() if column.is_relation]
        if related:
            queryset = queryset.select_related(*related)
        prefetch = [*shape.links, *shape.children]
        prefetch += ["steps__repeats"] if "steps" in shape.children else []
        existing = {row.content_key: row for row in queryset.prefetch_related(*prefetch)}
        for key, instance in existing.items():
            self.by_key[model, key] = instance
        later: list[tuple[str, dict[str, Any]]] = []
        for key, row in rows:
            try:
                self._load_row(file, shape, key, row, existing.get(key))
            except _RefersForward:
                later.append((key, row))
        for key, row in later:
            self._load_row(file, shape, key, row, existing.get(key), last_chance=True)
        for key in sorted(existing.keys() - {key for key, _row in rows}):
            self.report.gone.append(f"{file}: {key}")

    def _rows(self, file: str) -> Iterator[tuple[str, dict[str, Any]]]:
        path = self.root / file
        if not path.exists():
            return
        try:
            rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.problems.append(f"{file}: cannot be read: {error}")
            return
        if not isinstance(rows, list):
            self.problems.append(f"{file}: must be a list of rows")
            return
        seen: set[str] = set()
        for number, row in enumerate(rows, 1):
            key = row.get("key") if isinstance(row, dict) else None
            if not isinstance(key, str) or not key:
                self.problems.append(f"{file}: row {number}: key: is missing")
            elif key in seen:
                self.problems.append(f"{file}: {key}: key: stands twice")
            else:
                seen.add(key)
                yield key, row

    def _load_row(
        self,
        file: str,
        shape: Shape,
        key: str,
        row: dict[str, Any],
        instance: models.Model | None,
        last_chance: bool = False,
    ) -> None:
        name = f"{file}: {key}"
        before = len(self.problems)

        def complain(field_name: str, message: str) -> None:
            self.problems.append(f"{name}: {field_name}: {message}")

        wanted = shape.canonical_of_file(row, complain)
        if "rounds" in wanted:
            wanted["rounds"].sort(key=lambda child: str(child.get("key")))
        if len(self.problems) > before:
            return
        if instance is not None:
            found = shape.canonical_of_database(instance)
            if _hash(found, instance) != instance.loaded_hash:
                self.report.left_alone.append(name)
                return
            if found == wanted:
                self.report.unchanged += 1
                return
        elif self._was_deleted(shape.model, key):
            self.report.left_alone.append(f"{name} (deleted)")
            return
        is_new = instance is None
        if instance is None:
            instance = shape.model(content_key=key)
            if isinstance(instance, Publishable):
                instance.published_at = timezone.now()
        if self._write(shape, instance, wanted, complain, last_chance):
            self.by_key[shape.model, key] = instance
            (self.report.created if is_new else self.report.updated).append(name)

    def _was_deleted(self, model: type[models.Model], key: str) -> bool:
        history = getattr(model, "history", None)
        return bool(history) and history.filter(content_key=key, history_type="-").exists()

    def _write(
        self,
        shape: Shape,
        instance: models.Model,
        wanted: dict[str, Any],
        complain,
        last_chance: bool,
    ) -> bool:
        before = len(self.problems)
        links = {
            name: self._linked(link, wanted[name], name, complain, last_chance)
            for name, link in shape.links.items()
        }
        children = [
            (child_shape, position, values, f"{name}[{position}].")
            for name, child_shape in shape.children.items()
            for position, values in enumerate(wanted[name], 1)
        ]
        # References are looked up before anything is written, so that a row that refers forward
        # within its own file can wait for its turn.
        for child_shape, _position, values, prefix in children:
            self._resolve(child_shape, values, prefix, complain, last_chance)
        self._fill(shape, instance, wanted, "", complain, last_chance)
        if len(self.problems) > before or not self._valid(instance, "", complain):
            return False
        instance.save()
        for name, linked in links.items():
            getattr(instance, name).set(linked)
        kept = []
        for child_shape, position, values, prefix in children:
            child = child_shape.model.objects.filter(
                **{child_shape.parent_field: instance, "key": values["key"]}
            ).first() or child_shape.model(**{child_shape.parent_field: instance})
            self._fill(child_shape, child, values, prefix, complain, last_chance)
            if hasattr(child, "order"):
                child.order = position
            if self._valid(child, prefix, complain):
                child.save()
                kept.append(child)
        for name in shape.children:
            for child in getattr(instance, name).exclude(pk__in=[child.pk for child in kept]):
                child.delete()
        self._remember(shape, instance.pk, kept)
        return len(self.problems) == before

    def _remember(self, shape: Shape, pk: Any, children: list[models.Model]) -> None:
        """Store the hash of what was written, as the database has it."""
        written = shape.model._default_manager.get(pk=pk)
        values = {"loaded_hash": _hash(shape.canonical_of_database(written), written)}
        if isinstance(written, Publishable):
            made_from = latvian_hash(written, children)
            values["translated_from"] = {code: made_from for code in LANGUAGES if code != "lv"}
        shape.model._default_manager.filter(pk=pk).update(**values)

    def _fill(
        self, shape: Shape, instance: models.Model, values: dict, prefix: str, complain, last
    ) -> None:
        related = self._resolve(shape, values, prefix, complain, last)
        for name, column in shape.columns.items():
            if column.is_relation:
                setattr(instance, name, related[name])
            else:
                setattr(instance, name, values[name])
        for name in shape.translated:
            for language in LANGUAGES:
                setattr(instance, f"{name}_{language}", values[f"{name}_{language}"])

    def _resolve(self, shape: Shape, values: dict, prefix: str, complain, last) -> dict[str, Any]:
        found = {}
        for name, column in shape.columns.items():
            if column.is_relation:
                key = values[name]
                found[name] = key and self._get(column, key, f"{prefix}{name}", complain, last)
        return found

    def _linked(self, link: models.Field, keys: list[str], name: str, complain, last) -> list:
        return [row for key in keys if (row := self._get(link, key, name, complain, last))]

    def _get(self, column: models.Field, key: str, name: str, complain, last: bool):
        row = self.by_key.get((column.related_model, key))
        if row is None:
            if not last and column.related_model is SupportMeasure:
                raise _RefersForward
            complain(name, f"there is no {column.related_model._meta.model_name} “{key}”")
        return row

    def _valid(self, instance: models.Model, prefix: str, complain) -> bool:
        try:
            instance.full_clean()
        except ValidationError as error:
            for field_name, messages in error.message_dict.items():
                for message in messages:
                    complain(f"{prefix}{field_name}", message)
            return False
        return True


class _RefersForward(Exception):
    """The row names another of its own file that has not been read yet."""


def load(root: Path = settings.BASE_DIR) -> Report:
    return Loader(root).load()
