"""What the log tells the public: which rows changed on which day and how, never by whom."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from editorial.field_names import model_of, names_for_readers
from editorial.models import Action, Change

MOST_OF_A_ROW = 20


class What(models.TextChoices):
    NEW = "new", pgettext_lazy("what has changed", "published")
    CHANGED = "changed", pgettext_lazy("what has changed", "changed")
    CONFIRMED = "confirmed", pgettext_lazy("what has changed", "confirmed as still true")
    WITHDRAWN = "withdrawn", pgettext_lazy("what has changed", "withdrawn")
    TAKEN_OFF = "taken off", pgettext_lazy("what has changed", "no longer on offer")


_WHAT = {
    Action.PUBLISHED: What.NEW,
    Action.CREATED: What.NEW,
    Action.WITHDRAWN: What.WITHDRAWN,
    Action.DELETED: What.WITHDRAWN,
    Action.TAKEN_OFF: What.TAKEN_OFF,
    Action.CONFIRMED: What.CONFIRMED,
}

Key = tuple[str, int, dt.date]


@dataclass(frozen=True)
class Day:
    """What happened to one row on one day in Latvia, the latest line first."""

    lines: list[Change]

    @property
    def latest(self) -> Change:
        return self.lines[0]

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.latest.at)

    @property
    def what(self) -> What:
        """What came of the day: a row that went is gone, one that was published and then mended is
        new, and one that was changed and confirmed has changed."""
        happened = [what_of(line) for line in self.lines]
        if happened[0] in (What.WITHDRAWN, What.TAKEN_OFF):
            return happened[0]
        return next((what for what in (What.NEW, What.CHANGED) if what in happened), happened[0])

    def names(self, children: Mapping[str, str] | None = None) -> list[str]:
        """Which fields changed, in the active language; see `names_for_readers`."""
        if self.what is not What.CHANGED:
            return []
        model = model_of(self.latest.model)
        names = [
            name
            for line in self.lines
            if model and what_of(line) is What.CHANGED
            for name in names_for_readers(model, line.fields, children)
        ]
        return list(dict.fromkeys(names))


def what_of(line: Change) -> What:
    """A first import is new too; it says no fields."""
    if line.action == Action.IMPORTED and not line.fields:
        return What.NEW
    return _WHAT.get(Action(line.action), What.CHANGED)


def key_of(line: Change) -> Key:
    return line.model, line.object_id, timezone.localdate(line.at)


def by_day(lines: Iterable[Change]) -> list[Day]:
    """Lines of the same row and day together; in the order of their first ones."""
    days: dict[Key, list[Change]] = {}
    for line in lines:
        days.setdefault(key_of(line), []).append(line)
    return [Day(of_day) for of_day in days.values()]


def history_of(row: models.Model) -> list[Day]:
    """The latest days on which readers saw a change of the row, or somebody confirmed it."""
    seen = Q(is_public=True) | Q(action=Action.CONFIRMED)
    lines = Change.objects.of(row).filter(seen).order_by("-at", "-pk")
    return by_day(lines[:MOST_OF_A_ROW])
