"""The content the site begins with: reading the files and bringing the database up to them.

A row is found by its `content_key`, never by its slug. It is written only while it still equals
what was last written (`loaded_hash`): what a person edited, confirmed, renamed, withdrew or deleted
is left alone and named in the report, and so is a row whose place a person has taken. Everything
happens in one transaction; one wrong row changes nothing.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator

from contacts.models import Contact
from editorial import translations
from editorial.comparison import changes
from editorial.editions import Snapshot, snapshot
from editorial.log import record
from editorial.models import Action, Publishable, Source
from municipalities.models import (
    Authority,
    Institution,
    Locality,
    Municipality,
    PilotFact,
    PlanningRegion,
)
from support_programs.kinds import NEED_OF_KIND
from support_programs.models import (
    CommonQuestion,
    Event,
    Kindergarten,
    School,
    SupportMeasure,
)
from support_programs.models.measure import FIRST_ENTERED_NUMBER

LANGUAGES = [code for code, _name in settings.LANGUAGES]
CHILDREN = {SupportMeasure: ("rounds", "steps", "papers")}

# In this order: a row may refer only to rows of the files above it, or of its own file.
FILES: list[tuple[str, type[models.Model]]] = [
    ("editorial/content/sources.yaml", Source),
    ("municipalities/content/regions.yaml", PlanningRegion),
    ("municipalities/content/authorities.yaml", Authority),
    ("municipalities/content/municipalities.yaml", Municipality),
    ("municipalities/content/localities.yaml", Locality),
    ("municipalities/content/institutions.yaml", Institution),
    ("municipalities/content/pilot_facts.yaml", PilotFact),
    ("contacts/content/contacts.yaml", Contact),
    ("support_programs/content/kindergartens.yaml", Kindergarten),
    ("support_programs/content/schools.yaml", School),
    ("support_programs/content/events.yaml", Event),
    ("support_programs/content/measures.yaml", SupportMeasure),
    ("support_programs/content/questions.yaml", CommonQuestion),
]

# Columns that are not content: keys, workflow, what follows from the rest, and free places, which
# somebody counts anew every month.
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
    "first_day",
    "last_day",
    "free_places",
    "queue_length",
    "places_on",
}

# Any number will do, as long as every load takes the same.
LOCK = 20180413

Complain = Callable[[str, str], None]
# A row as others refer to it: its model and its key.
Reference = tuple[type[models.Model], str]


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
        # The place of a child is its place in the list.
        self.has_order = bool(parent and self.columns.pop("order", None))
        self.links = {link.name: link for link in model._meta.many_to_many}
        self.children = {
            name: Shape(model._meta.get_field(name).related_model, model)
            for name in CHILDREN.get(model, ())
        }

    def names(self) -> set[str]:
        return {"key", *self.columns, *self.translated, *self.links, *self.children}

    def canonical_of_file(self, row: dict[str, Any], complain: Complain) -> dict[str, Any]:
        """The row as plain comparable values; `complain(field, message)` for what is wrong."""
        for name in sorted(set(row) - self.names()):
            complain(name, "there is no such field")
        result: dict[str, Any] = {}
        for name, column in self.columns.items():
            try:
                result[name] = _plain(column, row.get(name))
            except (ValueError, TypeError, ArithmeticError, ValidationError):
                complain(name, f"{row[name]!r} does not fit")
                continue
            if result[name] is None and not column.null:
                complain(name, "is missing")
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
            for key in sorted({key for key in result[name] if result[name].count(key) > 1}):
                complain(name, f"“{key}” stands twice")
        for name, shape in self.children.items():
            result[name] = shape.canonical_children(row.get(name) or [], name, complain)
        return result

    def canonical_children(self, rows: Any, name: str, complain: Complain) -> list[dict[str, Any]]:
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
                result[name] = str(related.content_key) if related else None
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
            children = self.children_of(instance, name)
            result[name] = [shape.canonical_of_database(child) for child in children]
        return result

    def children_of(self, instance: models.Model, name: str) -> list[models.Model]:
        """The children in the order in which they are compared; see `in_order`."""
        place = "order" if self.children[name].has_order else "key"
        return sorted(getattr(instance, name).all(), key=attrgetter(place))

    def in_order(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Children of the file: those that keep no place come by their key."""
        return rows if self.has_order else sorted(rows, key=itemgetter("key"))

    def references(self, row: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Reference]]:
        """Every field in which a row refers to another, with what it refers to."""
        for name, column in self.columns.items():
            if column.is_relation and row[name]:
                yield f"{prefix}{name}", (column.related_model, row[name])
        for name, link in self.links.items():
            for key in row[name]:
                yield f"{prefix}{name}", (link.related_model, key)
        for name, shape in self.children.items():
            for position, child in enumerate(row[name], 1):
                yield from shape.references(child, f"{name}[{position}].")

    def without(self, row: dict[str, Any], absent: Collection[Reference]) -> dict[str, Any]:
        """The row as it is when it cannot refer to what is `absent`."""
        kept = dict(row)
        for name, column in self.columns.items():
            if column.is_relation and (column.related_model, row[name]) in absent:
                kept[name] = None
        for name, link in self.links.items():
            kept[name] = [key for key in row[name] if (link.related_model, key) not in absent]
        for name, shape in self.children.items():
            kept[name] = shape.in_order([shape.without(child, absent) for child in row[name]])
        return kept

    def with_lost(
        self, row: dict[str, Any], told: dict[str, Any], absent: Collection[Reference]
    ) -> dict[str, Any]:
        """The row with those references to what is `absent` that the row `told` still has."""
        whole = dict(row)
        for name, column in self.columns.items():
            if column.is_relation and (column.related_model, told[name]) in absent:
                whole[name] = row[name] or told[name]
        for name, link in self.links.items():
            lost = {key for key in told[name] if (link.related_model, key) in absent}
            whole[name] = sorted({*row[name], *lost})
        for name, shape in self.children.items():
            told_by_key = {child["key"]: child for child in told[name]}
            whole[name] = [
                shape.with_lost(child, told_by_key.get(child["key"], child), absent)
                for child in row[name]
            ]
        return whole


def _plain(column: models.Field, value: Any) -> Any:
    """A value of `column` in the one form in which file and database can be compared.

    Raises ValueError and the like when it does not fit, or not without losing something.
    """
    if column.is_relation:
        return str(value) if value else None
    if value is None or value == "":
        if column.null:
            return None
        default = column.get_default()
        return "" if value == "" and isinstance(default, str) else default
    if isinstance(column, models.DecimalField):
        exact = Decimal(str(value))
        rounded = exact.quantize(Decimal(1).scaleb(-column.decimal_places))
        if rounded != exact:
            raise ValueError(value)
        return str(rounded)
    if isinstance(column, models.DateField) and isinstance(value, dt.date):
        return value.isoformat()
    python = column.to_python(value)
    if isinstance(value, int | float) and isinstance(python, int) and python != value:
        raise ValueError(value)
    if isinstance(value, bool) and not isinstance(python, bool):
        raise ValueError(value)  # YAML reads yes and no so
    if isinstance(python, dt.date | dt.time):
        return python.isoformat()
    return python


def _hash(
    canonical: dict[str, Any], instance: models.Model | None = None, no_is_empty: bool = False
) -> str:
    """Hash of the content, and of what a person decided about it.

    Empty values are left out, so that a column added later does not make every row look edited.
    `no_is_empty`: as the first release did it, which left out “no” and 0 as well.
    """
    decided = None
    if isinstance(instance, Publishable):
        decided = [
            instance.published_at is not None,
            instance.withdrawn_at is not None,
            str(instance.verified_on or ""),
        ]
    text = json.dumps(
        [_without_empty(canonical, no_is_empty), decided],
        sort_keys=True,
        ensure_ascii=False,
        default=str,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _without_empty(value: Any, no_is_empty: bool) -> Any:
    if isinstance(value, dict):
        pruned = {name: _without_empty(inner, no_is_empty) for name, inner in value.items()}
        # By kind, not by equality: 0 and “no” are answers, and `0 == False`.
        return {
            name: inner
            for name, inner in pruned.items()
            if inner is not None and inner not in ("", []) and not (no_is_empty and inner == 0)
        }
    if isinstance(value, list):
        return [_without_empty(inner, no_is_empty) for inner in value]
    return value


class Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[str] = []
        self.report = Report()
        # Every row that stands in the files, None when something in it is wrong.
        self.wanted: dict[Reference, dict[str, Any] | None] = {}
        # Every row that is here, and what is not: why it is not.
        self.rows: dict[Reference, models.Model] = {}
        self.absent: dict[Reference, str] = {}

    def load(self) -> Report:
        """Raises ContentError, with the database as it was, when anything in the files is wrong."""
        with transaction.atomic():
            _wait_for_other_loads()
            shapes = {file: Shape(model) for file, model in FILES}
            for file, shape in shapes.items():
                self._read_database(shape)
                self._read_file(file, shape)
            for file, shape in shapes.items():
                self._load_file(file, shape)
            if self.problems:
                raise ContentError(self.problems)
            translations.fill_missing()
        return self.report

    def _read_database(self, shape: Shape) -> None:
        """Learn which rows are here, and keep people from editing them until all is written."""
        model = shape.model
        related = [name for name, column in shape.columns.items() if column.is_relation]
        prefetch = [*shape.links, *shape.children]
        prefetch += ["steps__repeats"] if "steps" in shape.children else []
        here = model._default_manager.filter(content_key__isnull=False).select_for_update(
            of=("self",)
        )
        for row in here.select_related(*related).prefetch_related(*prefetch):
            self.rows[model, row.content_key] = row
        deleted = model.history.filter(history_type="-", content_key__isnull=False)
        for key in deleted.values_list("content_key", flat=True):
            if (model, key) not in self.rows:
                self.absent[model, key] = "was deleted"

    def _read_file(self, file: str, shape: Shape) -> None:
        for key, row in self._rows(file):

            def complain(field_name: str, message: str, key: str = key) -> None:
                self.problems.append(f"{file}: {key}: {field_name}: {message}")

            before = len(self.problems)
            wanted = shape.canonical_of_file(row, complain)
            if (
                shape.model is SupportMeasure
                and (wanted.get("number") or 0) >= FIRST_ENTERED_NUMBER
            ):
                complain("number", f"{FIRST_ENTERED_NUMBER} and more are for rows entered here")
            is_right = len(self.problems) == before
            self.wanted[shape.model, key] = wanted if is_right else None

    def _rows(self, file: str) -> Iterator[tuple[str, dict[str, Any]]]:
        try:
            rows = yaml.safe_load((self.root / file).read_text(encoding="utf-8")) or []
        except OSError:
            self.problems.append(f"{file}: there is no such file in {self.root}")
            return
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

    def _load_file(self, file: str, shape: Shape) -> None:
        model = shape.model
        wanted = {
            key: row
            for (of, key), row in self.wanted.items()
            if of is model and row and self._refers_to_known_rows(f"{file}: {key}", shape, row)
        }
        # All new rows come first, so that a row may refer to any other of its file.
        new = [key for key in wanted if (model, key) not in self.rows]
        for key in new:
            self._create(f"{file}: {key}", shape, key, wanted[key])
        for of, key in self.wanted.keys() - self.rows.keys():
            if of is model:
                self.absent.setdefault((model, key), "was left out")
        for key, row in wanted.items():
            if (model, key) not in self.rows:
                continue
            if key in new:
                self._complete(f"{file}: {key}", shape, key, row)
                self.report.created.append(f"{file}: {key}")
            else:
                self._update(f"{file}: {key}", shape, key, row)
        for key in sorted(key for of, key in self.rows.keys() - self.wanted.keys() if of is model):
            if not getattr(self.rows[model, key], "withdrawn_at", None):
                self.report.gone.append(f"{file}: {key}")

    def _refers_to_known_rows(self, name: str, shape: Shape, row: dict[str, Any]) -> bool:
        unknown = [
            f"{name}: {field_name}: there is no {model._meta.model_name} “{key}”"
            for field_name, (model, key) in shape.references(row)
            if not any((model, key) in known for known in (self.rows, self.wanted, self.absent))
        ]
        self.problems += unknown
        return not unknown

    def _create(self, name: str, shape: Shape, key: str, row: dict[str, Any]) -> None:
        """Write a new row, as yet without links and children."""
        reference = shape.model, key
        if reference in self.absent:
            self.report.left_alone.append(f"{name} (deleted)")
            return
        instance = shape.model(content_key=key)
        if isinstance(instance, Publishable):
            instance.published_at = timezone.now()
        if self._write(name, shape, instance, row):
            self.rows[reference] = instance

    def _update(self, name: str, shape: Shape, key: str, row: dict[str, Any]) -> None:
        """Make a row equal to the file, unless a person has changed it."""
        instance = self.rows[shape.model, key]
        found = shape.canonical_of_database(instance)
        if not self._is_as_written(shape, instance, found, row):
            self.report.left_alone.append(name)
        elif found == shape.without(row, self.absent):
            self._name_what_is_absent(name, shape, row)
            # It lost a reference: from now on it is as written without it.
            if instance.loaded_hash != _hash(found, instance):
                self._remember(shape, instance.pk)
            self.report.unchanged += 1
        else:
            before = snapshot(instance) if isinstance(instance, Publishable) else {}
            if self._write(name, shape, instance, row):
                self._complete(name, shape, key, row)
                self._log(instance, before)
                self.report.updated.append(name)

    def _log(self, instance: models.Model, before: Snapshot) -> None:
        """What the files changed for the readers is news like any other."""
        if before and (fields := changes(before, snapshot(instance))):
            record(Action.CHANGED, instance, None, fields=fields, is_public=instance.is_published)

    def _is_as_written(
        self, shape: Shape, instance: models.Model, found: dict[str, Any], row: dict[str, Any]
    ) -> bool:
        """Whether nobody has changed the row since it was loaded.

        A reference is lost with the row it led to, and that is nobody's change of this one. Which
        it was the file tells; when it no longer does, any deleted row may have been linked.
        """
        candidates = [found, shape.with_lost(found, row, self.absent)]
        candidates += [
            found | {name: sorted([*found[name], key])}
            for name, link in shape.links.items()
            for model, key in self.absent
            if model is link.related_model
        ]
        return any(
            _hash(candidate, instance, no_is_empty) == instance.loaded_hash
            for candidate in candidates
            for no_is_empty in (False, True)
        )

    def _write(self, name: str, shape: Shape, instance: models.Model, row: dict[str, Any]) -> bool:
        """Write the columns of a row; if that cannot be, say why."""
        for field_name, column in shape.columns.items():
            reference = column.related_model, row[field_name]
            if column.is_relation and not column.null and reference in self.absent:
                why = f"{field_name}: “{row[field_name]}” {self.absent[reference]}"
                self.report.left_alone.append(f"{name} ({why})")
                return False
        self._fill(shape, instance, row)
        problems = _problems(instance)
        if problems and (taken := self._taken(instance, row)):
            self.report.left_alone.append(f"{name} ({taken})")
        else:
            self.problems += [f"{name}: {problem}" for problem in problems]
        if problems:
            return False
        instance.save()
        return True

    def _taken(self, instance: models.Model, row: dict[str, Any]) -> str:
        """What of the row another row has already, though the files do not give it to both."""
        model, meta = type(instance), instance._meta
        unique = [[column.name] for column in meta.concrete_fields if column.unique]
        for names in [*unique, *(rule.fields for rule in meta.total_unique_constraints)]:
            same = {name: getattr(instance, name) for name in names}
            holder = model._default_manager.filter(**same).exclude(pk=instance.pk).first()
            if holder is None:
                continue
            of_holder = self.wanted.get((model, holder.content_key))
            if not of_holder or any(of_holder.get(name) != row.get(name) for name in names):
                what = ", ".join(str(meta.get_field(name).verbose_name) for name in names)
                return f"{what} taken by {holder.content_key or 'a row entered here'}"
        return ""

    def _complete(self, name: str, shape: Shape, key: str, row: dict[str, Any]) -> None:
        """Write the links and children of a row whose columns are written."""
        instance = self.rows[shape.model, key]
        self._name_what_is_absent(name, shape, row)
        for link_name, link in shape.links.items():
            references = [(link.related_model, key) for key in row[link_name]]
            linked = [self.rows[reference] for reference in references if reference in self.rows]
            getattr(instance, link_name).set(linked)
        for child_name, child_shape in shape.children.items():
            before = {child.key: child for child in getattr(instance, child_name).all()}
            for position, values in enumerate(row[child_name], 1):
                child = before.pop(values["key"], None) or child_shape.model(
                    **{child_shape.parent_field: instance}
                )
                self._fill(child_shape, child, values)
                if child_shape.has_order:
                    child.order = position
                problems = _problems(child)
                self.problems += [
                    f"{name}: {child_name}[{position}].{problem}" for problem in problems
                ]
                if not problems:
                    child.save()
            for child in before.values():
                child.delete()
        self._remember(shape, instance.pk)

    def _name_what_is_absent(self, name: str, shape: Shape, row: dict[str, Any]) -> None:
        self.report.left_alone += [
            f"{name} ({field_name}: “{reference[1]}” {self.absent[reference]})"
            for field_name, reference in shape.references(row)
            if reference in self.absent
        ]

    def _fill(self, shape: Shape, instance: models.Model, row: dict[str, Any]) -> None:
        for name, column in shape.columns.items():
            if column.is_relation:
                setattr(instance, name, self.rows.get((column.related_model, row[name])))
            else:
                setattr(instance, name, row[name])
        for name in shape.translated:
            for language in LANGUAGES:
                setattr(instance, f"{name}_{language}", row[f"{name}_{language}"])

    def _remember(self, shape: Shape, pk: Any) -> None:
        """Store the hash of what was written, as the database has it."""
        written = shape.model._default_manager.get(pk=pk)
        values = {"loaded_hash": _hash(shape.canonical_of_database(written), written)}
        if isinstance(written, Publishable):
            values["translated_from"] = translations.made_now(snapshot(written))
        shape.model._default_manager.filter(pk=pk).update(**values)


def _wait_for_other_loads() -> None:
    """One load at a time; the lock ends with the transaction. SQLite knows one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _problems(instance: models.Model) -> list[str]:
    """What is wrong with a row, as “field: message”."""
    try:
        instance.full_clean()
    except ValidationError as error:
        return [f"{name}: {text}" for name, texts in error.message_dict.items() for text in texts]
    return []


def load(root: Path = settings.BASE_DIR) -> Report:
    return Loader(root).load()
