"""Invented vacancies, homes, events and places of learning, to try the site with.

The files of `examples/` hold them; in the database the beginning of their address tells them. Each
says in every language that it is an example, in its title and in its text: said here once, so that
no row can forget it.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings
from django.db import models, transaction

from editorial import clock
from editorial.models import Publishable
from editorial.translations import made_now, texts_on
from municipalities.models import Institution, Municipality
from support_programs.models import Event, Home, Kindergarten, School, Vacancy

FOLDER = settings.BASE_DIR / "support_programs/examples"
SLUG = "paraugs-"
MARK = {"lv": "Paraugs: ", "en": "Sample: ", "ru": "Пример: "}
# The name of an institution is not translated.
NAME = "Paraugs / Sample / Пример: "
SAYING = {
    "lv": "Šis ir paraugs vietnes izmēģināšanai; īstenībā tā nav.",
    "en": "This is a sample for trying the site; it does not exist.",
    "ru": "Это пример для проверки сайта; на самом деле этого нет.",
}

# Each file with its model and the text that begins by saying so. Homes come after their schools.
FILES = {
    "kindergartens.yaml": (Kindergarten, "note"),
    "schools.yaml": (School, "note"),
    "vacancies.yaml": (Vacancy, "duties"),
    "homes.yaml": (Home, "note"),
    "events.yaml": (Event, "summary"),
}
KINDS = {Kindergarten: Institution.Kind.PRESCHOOL, School: Institution.Kind.SCHOOL}
# What somebody tried out since, a later run takes back.
RENEWED = ("withdrawn_at", "verified_on", "verified_by", "closes_on", "closed_on")


class NoContent(Exception):
    """The municipality an example belongs to is not loaded."""


def has_example_listings() -> bool:
    """Whether anything invented is in the database."""
    found = [model.objects.filter(slug__startswith=SLUG) for model, _text in FILES.values()]
    found.append(Institution.objects.filter(name__startswith=NAME))
    return any(rows.exists() for rows in found)


class Writer:
    """Brings the examples up to the day `on`."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.places = {place.content_key: place for place in Municipality.objects.all()}
        self.institutions: dict[str, Institution] = {}
        self.saved = 0
        self.unchanged = 0

    def write(self) -> None:
        """Raises NoContent, with nothing written, when a municipality is not there."""
        with transaction.atomic():
            for file, (model, text) in FILES.items():
                for row in yaml.safe_load((FOLDER / file).read_text(encoding="utf-8")):
                    self._write_row(model, text, row)

    def _write_row(self, model: type[Publishable], text: str, row: dict) -> None:
        key, place = row.pop("key"), self._place(row.pop("municipality", None))
        if model in KINDS:
            self.institutions[key] = self._write_institution(model, place, row)
            row["institution"] = self.institutions[key]
        else:
            row["municipality"] = place
            row["title"] = {code: MARK[code] + title for code, title in row["title"].items()}
        for name in {"employer", "organiser"} & row.keys():
            row[name] = MARK["lv"] + row[name]
        for name in {"nearest_school", "nearest_kindergarten"} & row.keys():
            row[name] = self.institutions[row[name]]
        said = row.get(text, {})
        row[text] = {code: f"{SAYING[code]}\n\n{said.get(code, '')}".strip() for code in SAYING}
        self._save(model, {"slug": SLUG + key}, row)

    def _write_institution(
        self, model: type[Publishable], place: Municipality, row: dict
    ) -> Institution:
        values = {
            "municipality": place,
            "kind": KINDS[model],
            "address": row.pop("address"),
            "note": SAYING,
        }
        return self._save(Institution, {"name": NAME + row.pop("name")}, values)

    def _place(self, key: str | None) -> Municipality | None:
        if key and key not in self.places:
            raise NoContent(key)
        return self.places.get(key)

    def _save(self, model: type[Publishable], identity: dict, row: dict) -> Publishable:
        """The row of this `identity` with these values; saved only when one of them is new."""
        instance = model.objects.filter(**identity).first() or model(**identity)
        columns = {column.name for column in model._meta.concrete_fields}
        values = dict.fromkeys(columns & set(RENEWED)) | self._values(model, row)
        published = values.get("checked_on", self.on - dt.timedelta(days=7))
        values["published_at"] = dt.datetime.combine(
            published, dt.time(), tzinfo=ZoneInfo(settings.TIME_ZONE)
        )
        values["as_of"] = published.isoformat()
        is_changed = instance._state.adding or any(
            getattr(instance, name) != value for name, value in values.items()
        )
        if is_changed:
            for name, value in values.items():
                setattr(instance, name, value)
            instance.translated_from = made_now(texts_on(instance))
            instance.full_clean()
            instance.save()
        self.saved += is_changed
        self.unchanged += not is_changed
        return instance

    def _values(self, model: type[Publishable], row: dict) -> dict:
        """As the columns of `model` hold them; a day is written as days from today."""
        values = {}
        for name, value in row.items():
            if isinstance(value, dict):
                values |= {f"{name}_{code}": text for code, text in value.items()}
                continue
            column = model._meta.get_field(name)
            if isinstance(column, models.DateField):
                values[name] = self.on + dt.timedelta(days=value)
            else:
                values[name] = value if column.is_relation else column.to_python(value)
        return values


def write(on: dt.date | None = None) -> Writer:
    """Writes the examples as of the day `on`, today by default, and returns what was done."""
    writer = Writer(on or clock.today())
    writer.write()
    return writer
