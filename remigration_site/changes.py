"""What has changed on the site, row by row and day by day, for the page of that name and its feed.

However much has happened, a page takes one query for its days, one for their lines, one for the
titles of the rows, whatever their models, and one for the years of calls.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db import models
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils.text import Truncator
from django.utils.translation import get_language

from editorial.field_names import children_at, model_of
from editorial.models import Action, Change, Publishable
from editorial.models.change import ChangeQuerySet
from editorial.public_log import Day, Key, What, by_day, key_of
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.feeds.rows import NAMESPACE
from support_programs.filters import NATIONAL, ListFilter
from support_programs.models import Round

# Nobody reads further back; it keeps the page as quick after ten years as in the first.
MOST_LINES = 3000
# Rows that have no need of their own belong to one all the same.
OF_NEED = {
    Need.WORK: ["support_programs.vacancy"],
    Need.HOME: ["support_programs.home"],
    Need.CHILDREN: ["support_programs.kindergarten", "support_programs.school"],
}
TONES = {What.NEW: "ok", What.CHANGED: "info"}
LATVIAN = "lv"
# Facts about the pilot have no title but their whole text.
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Title:
    """What the row is called: `path` is empty where it has no page any more."""

    value: str
    language: str
    path: str = ""

    @property
    def foreign_language(self) -> str:
        """Its language, where that is not the one of the page."""
        return "" if self.language == get_language() else self.language


@dataclass(frozen=True)
class Entry:
    """One row on one day."""

    of: Day
    title: Title
    names: list[str]

    @property
    def day(self) -> dt.date:
        return self.of.day

    @property
    def tag(self) -> dict[str, str]:
        what = self.of.what
        return {"label": str(what.label), "tone": TONES.get(what, "neutral")}

    @property
    def place(self) -> models.Model | None:
        """The municipality or, for what belongs to all of it, the planning region."""
        return self.of.latest.municipality or self.of.latest.region

    @property
    def place_name(self) -> str:
        return "short_name" if self.of.latest.municipality else "name"

    def permanent_id(self, language: str) -> uuid.UUID:
        line = self.of.latest
        told = ("change", line.model, str(line.object_id), self.day.isoformat(), language)
        return uuid.uuid5(NAMESPACE, "/".join(told))


def lines(chosen: ListFilter) -> ChangeQuerySet:
    """Public lines that fit the filter, the latest first. A withdrawn municipality takes its lines
    with it; that a fact is still true is no news."""
    open_places = Municipality.objects.published()
    found = (
        Change.objects.public()
        .exclude(action=Action.CONFIRMED)
        .filter(Q(municipality__isnull=True) | Q(municipality__in=open_places))
    )
    if places := chosen.values("m"):
        here = Q(municipality__in=open_places.filter(slug__in=places))
        if NATIONAL in places:
            here |= Q(municipality__isnull=True, region__isnull=True)
        found = found.filter(here)
    if need := chosen.value("need"):
        found = found.filter(Q(need=need) | Q(model__in=OF_NEED.get(Need(need), [])))
    return found


def keys(found: ChangeQuerySet) -> list[tuple[Key, list[int]]]:
    """Each row and day, the latest first, with the keys of its lines."""
    days: dict[Key, list[int]] = {}
    for line in found.only("pk", "model", "object_id", "at")[:MOST_LINES]:
        days.setdefault(key_of(line), []).append(line.pk)
    return list(days.items())


def read(wanted: Iterable[tuple[Key, list[int]]]) -> list[Entry]:
    """The entries behind the keys, in their order."""
    pks = [pk for _key, of_day in wanted for pk in of_day]
    if not pks:
        return []
    found = Change.objects.filter(pk__in=pks).select_related("municipality", "region")
    days = by_day(found.order_by("-at", "-pk"))
    titles = _titles(days)
    years = _years_of_calls(days)
    return [
        Entry(
            day,
            titles.get((day.latest.model, day.latest.object_id)) or _stored(day.latest),
            # Of a row that is gone, only that it went.
            day.names(years) if (day.latest.model, day.latest.object_id) in titles else [],
        )
        for day in days
    ]


def by_date(entries: Iterable[Entry]) -> list[dict]:
    """What `components/change_day.html` shows of each day."""
    return [
        {"day": day, "entries": list(of_day)}
        for day, of_day in groupby(entries, key=lambda entry: entry.day)
    ]


def _stored(line: Change) -> Title:
    return Title(line.label, LATVIAN)


def _titles(days: list[Day]) -> dict[tuple[str, int], Title]:
    """Titles and addresses of the rows that are published, in one query."""
    by_model: dict[str, dict[int, Change]] = {}
    for day in days:
        by_model.setdefault(day.latest.model, {})[day.latest.object_id] = day.latest
    parts = [
        _columns(model, label, rows)
        for label, rows in by_model.items()
        if (model := model_of(label)) and issubclass(model, Publishable)
    ]
    if not parts:
        return {}
    first, *others = parts
    return {
        (label, pk): _title(by_model[label][pk], latvian, translated, slug)
        for label, pk, latvian, translated, slug in first.union(*others, all=True)
    }


def _columns(model: type[Publishable], label: str, rows: Iterable[int]) -> models.QuerySet:
    """Five columns that are alike for every model, for the union."""
    latvian, language = model.label_path, get_language()
    translated = f"{latvian.removesuffix('_lv')}_{language}"
    is_translated = latvian.endswith("_lv")
    has_slug = any(field.name == "slug" for field in model._meta.fields)
    text = TextField()
    return (
        model.objects.published()
        .filter(pk__in=list(rows))
        .order_by()
        .annotate(
            told_model=Value(label, output_field=text),
            told_pk=F("pk"),
            told_latvian=Cast(F(latvian), text),
            told_here=Cast(F(translated), text) if is_translated else Value("", output_field=text),
            told_slug=Cast(F("slug"), text) if has_slug else Value("", output_field=text),
        )
        .values_list("told_model", "told_pk", "told_latvian", "told_here", "told_slug")
    )


def _title(line: Change, latvian: str, translated: str | None, slug: str) -> Title:
    model = apps.get_model(line.model)
    place, language = line.municipality, get_language()
    is_name = model.label_path.removesuffix("_lv") in getattr(model, "names", ())
    if place and not place.shows(language) and not is_name:
        translated = ""
    # Enough of the row to say where it stands: no query for each.
    known = {"pk": line.object_id, "slug": slug, "need": line.need, "municipality": place}
    columns = {field.name for field in model._meta.fields} | {"pk"}
    row = model(**{name: value for name, value in known.items() if name in columns})
    choices = dict(model._meta.get_field(model.label_path.partition("__")[0]).flatchoices)
    if latvian in choices:
        return Title(str(choices[latvian]), language, row.shown_at())
    text = Truncator(translated or latvian).chars(LONGEST_TITLE)
    return Title(text, language if translated else LATVIAN, row.shown_at())


def _years_of_calls(days: list[Day]) -> dict[str, str]:
    """Which call it is, by its key; only calls have years."""
    paths = [path for day in days for line in day.lines for path in line.fields]
    calls = children_at(paths).get("rounds")
    if not calls:
        return {}
    years = Round.objects.filter(pk__in=calls, year__isnull=False).values_list("pk", "year")
    return {str(pk): str(year) for pk, year in years}
