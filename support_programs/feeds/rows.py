"""What feeds of every form tell of a row: its text, its lasting id, its last change."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from editorial.models import Publishable
from support_programs.models import Round, SupportMeasure

# Never changed: the ids of all entries come from it, and readers know entries by their ids.
NAMESPACE = uuid.UUID("0d0915c3-2030-44ea-824c-0320415bd74d")
# What XML cannot hold and calendars choke on; line ends and tabs are kept.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Text:
    value: str
    language: str


def text(row: models.Model, field: str) -> Text:
    """A translated field in the active language, or in Latvian where it is only there in it."""
    language = get_language()
    if not getattr(row, f"{field}_{language}"):
        language = "lv"
    return Text(getattr(row, field) or "", language)


def printable(value: str) -> str:
    return _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def permanent_id(row: models.Model, *more: str) -> uuid.UUID:
    """The same for ever and on every host; `more` tells apart what is made of one row."""
    number = f"{row.measure.number}/{row.key}" if isinstance(row, Round) else str(row.pk)
    return uuid.uuid5(NAMESPACE, "/".join([row._meta.model_name, number, *more]))


def carrier(row: Publishable | Round) -> Publishable:
    """The row that is published and has a page: a call goes with its measure."""
    return row.measure if isinstance(row, Round) else row


def with_last_save(rows: QuerySet) -> QuerySet:
    """Adds what `changed_at` wants; a call changes with its measure, too."""
    rows = rows.annotate(last_save=_last_save(rows.model, "pk"))
    if rows.model is Round:
        rows = rows.annotate(carrier_last_save=_last_save(SupportMeasure, "measure_id"))
    return rows


def _last_save(model: type[models.Model], key: str) -> Subquery:
    saves = model.history.filter(id=OuterRef(key)).order_by("-history_date")
    return Subquery(saves.values("history_date")[:1])


def changed_at(row: Publishable | Round) -> dt.datetime:
    """When it was published or last saved. Wants a row read `with_last_save`.

    An imported vacancy has no history and keeps the moment itself; what has neither changed last
    when it was published.
    """
    saves = [row.last_save, getattr(row, "carrier_last_save", None)]
    saves.append(getattr(row, "changed_at", None))
    return max(filter(None, [carrier(row).published_at, *saves]))
