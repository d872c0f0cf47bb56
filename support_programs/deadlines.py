"""One calendar of whatever has a day: calls of measures, vacancies, homes and events.

However many rows there are, a page takes one query for its days and one for each kind of row on it.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from editorial import clock, wording
from editorial.translations import hide
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.filters import NATIONAL
from support_programs.models import Event, Home, Round, SupportMeasure, Vacancy
from support_programs.pages import MOST_ROWS
from support_programs.querysets import Availability


class What(models.IntegerChoices):
    """What happens on a day, in the order in which a day lists it."""

    CALL_CLOSES = 1, _("call closes")
    CALL_OPENS = 2, _("call opens")
    EVENT = 3, pgettext_lazy("deadline", "event")
    VACANCY = 4, _("vacancy closes")
    HOME = 5, _("offer of a home closes")
    VACANCIES = 6, pgettext_lazy("deadlines", "vacancies")


class Kind(models.TextChoices):
    """What the calendar can be narrowed to."""

    CALL = "call", _("calls of support measures")
    VACANCY = "vacancy", pgettext_lazy("deadlines", "vacancies")
    HOME = "home", pgettext_lazy("deadlines", "homes")
    EVENT = "event", pgettext_lazy("deadlines", "events")


TIMES = {
    What.CALL_CLOSES: "closes_time",
    What.CALL_OPENS: "opens_time",
    What.EVENT: "starts_time",
}
TONES = {What.CALL_CLOSES: "time", What.CALL_OPENS: "ok", What.EVENT: "info"}

# A day, what happens on it and the key of the row, before the row is read.
Key = tuple[dt.date, int, str]


@dataclass(frozen=True)
class VacanciesOfDay:
    """All vacancies that close on one day: hundreds of them a day would hide the calls."""

    count: int
    slugs: tuple[str, ...] = ()
    municipality = None

    @property
    def title(self) -> str:
        words = ngettext("%(count)d vacancy closes", "%(count)d vacancies close", self.count)
        return words % {"count": self.count}

    def get_absolute_url(self) -> str:
        query = urlencode([*(("m", slug) for slug in self.slugs), ("kind", Kind.VACANCY)])
        return f"{reverse('support_programs:deadline_list')}?{query}"


@dataclass(frozen=True)
class Deadline:
    """One entry of the calendar."""

    day: dt.date
    what: What
    row: Round | Event | Vacancy | Home | VacanciesOfDay

    @property
    def page(self) -> SupportMeasure | Event | Vacancy | Home | VacanciesOfDay:
        """Whose title and address are shown: a call is told by its measure."""
        return self.row.measure if isinstance(self.row, Round) else self.row

    @property
    def place(self) -> Municipality | None:
        return self.page.municipality

    @property
    def is_national(self) -> bool:
        return self.place is None and self.what is not What.VACANCIES

    @property
    def time(self) -> dt.time | None:
        """On that day in Latvia, where it is known."""
        field = TIMES.get(self.what)
        return getattr(self.row, field) if field else None

    @property
    def tag(self) -> dict[str, str]:
        return {"label": str(self.what.label), "tone": TONES.get(self.what, "neutral")}


@dataclass(frozen=True)
class _Source:
    """Rows with a day, and where their day, municipality and need stand."""

    kind: Kind
    what: What
    rows: QuerySet
    day: str
    prefix: str = ""
    # The need of all its rows; without it each has its own.
    need: Need | None = None

    def narrowed(self, slugs: Collection[str], need: str) -> QuerySet:
        rows = self.rows
        if slugs:
            here = Q(**{f"{self.prefix}municipality__slug__in": slugs})
            if NATIONAL in slugs:
                here |= Q(**{f"{self.prefix}municipality__isnull": True})
            rows = rows.filter(here)
        if need and self.need is None:
            rows = rows.filter(**{f"{self.prefix}need": need})
        return rows

    def keys(
        self, slugs: Collection[str], need: str, most_vacancies: int | None = None
    ) -> QuerySet:
        """Narrow rows for the union: every source has the same three columns."""
        rows = self.narrowed(slugs, need)
        if self.kind is Kind.VACANCY and most_vacancies is not None:
            # In a subquery, since a part of a union has no limit of its own.
            nearest = rows.order_by(self.day, "pk").values("pk")[:most_vacancies]
            rows = rows.model.objects.filter(pk__in=nearest) if most_vacancies else rows.none()
        return (
            rows.order_by()
            .annotate(
                day=F(self.day),
                what=Value(self.what.value, output_field=models.IntegerField()),
                row=Cast("pk", models.CharField()),
            )
            .values_list("day", "what", "row")
        )


def _sources(at: dt.datetime | None) -> list[_Source]:
    local = timezone.localtime(at) if at else clock.now()
    today, time = local.date(), local.time()
    # The page of a measure that is paused or always available shows no dates of calls either.
    in_rounds = SupportMeasure.objects.listed().filter(availability=Availability.ROUNDS)
    rounds = Round.objects.filter(measure__in=in_rounds)
    closing = rounds.filter(closes__gte=today).exclude(closes=today, closes_time__lte=time)
    opening = rounds.filter(opens__gte=today)
    events = Event.objects.published().filter(starts_on__gte=today)
    vacancies, homes = Vacancy.objects.closing(today), Home.objects.closing(today)
    return [
        _Source(Kind.CALL, What.CALL_CLOSES, closing, "closes", "measure__"),
        _Source(Kind.CALL, What.CALL_OPENS, opening, "opens", "measure__"),
        _Source(Kind.EVENT, What.EVENT, events, "starts_on"),
        _Source(Kind.VACANCY, What.VACANCY, vacancies, "closes_on", need=Need.WORK),
        _Source(Kind.HOME, What.HOME, homes, "closes_on", need=Need.HOME),
    ]


def keys(
    at: dt.datetime | None = None,
    slugs: Collection[str] = (),
    need: str = "",
    kind: str = "",
    limit: int = MOST_ROWS + 1,
    most_vacancies: int | None = None,
) -> list[Key]:
    """The days to come from the moment `at`, the nearest first, in one query.

    `most_vacancies`: how many of them may be there beside the rest; they are so many that they
    would hide it. Whoever asks for their kind gets them all.
    """
    chosen = [
        source.keys(slugs, need, None if kind else most_vacancies)
        for source in _sources(at)
        if kind in ("", source.kind) and (not need or source.need in (None, need))
    ]
    if not chosen:
        return []
    first, *others = chosen
    return list(first.union(*others, all=True).order_by("day", "what", "row")[:limit])


def days_of_vacancies(at: dt.datetime | None = None, slugs: Collection[str] = ()) -> list[Key]:
    """The days to come on which vacancies close, each with their number, in one query."""
    today = (timezone.localtime(at) if at else clock.now()).date()
    closing = Vacancy.objects.closing(today)
    if slugs:
        closing = closing.filter(municipality__slug__in=slugs)
    counted = closing.order_by().values_list("closes_on").annotate(count=Count("pk"))
    return [(day, What.VACANCIES.value, str(count)) for day, count in counted]


def whole_calendar(
    at: dt.datetime | None = None,
    slugs: Collection[str] = (),
    need: str = "",
    kind: str = "",
) -> list[Key]:
    """`keys`, with vacancies told by their number a day unless they are asked for; two queries."""
    found = keys(at, slugs, need, kind, most_vacancies=0)
    if not kind and need in ("", Need.WORK):
        found += days_of_vacancies(at, slugs)
    return sorted(found)[: MOST_ROWS + 1]


def read(
    found: Iterable[Key],
    prepared: Callable[[QuerySet], QuerySet] = lambda rows: rows,
    slugs: Collection[str] = (),
) -> list[Deadline]:
    """The rows behind the keys as readers see them, in their order; one query for each kind of row,
    which `prepared` may add to. `slugs`: the municipalities asked for."""
    keys_ = list(found)
    days = {
        (what, row): VacanciesOfDay(int(row), tuple(slugs))
        for _day, what, row in keys_
        if what == What.VACANCIES
    }
    rounds = Round.objects.select_related("measure__municipality")
    rows = {
        **days,
        **_rows(prepared(rounds), keys_, What.CALL_CLOSES, What.CALL_OPENS),
        **_rows(prepared(Event.objects.for_rows()), keys_, What.EVENT),
        **_rows(prepared(Vacancy.objects.for_rows()), keys_, What.VACANCY),
        **_rows(prepared(Home.objects.for_rows()), keys_, What.HOME),
    }
    told = [
        Deadline(day, What(what), rows[what, row])
        for day, what, row in keys_
        if (what, row) in rows
    ]
    hide(deadline.page for deadline in told)
    return told


def _rows(queryset: QuerySet, found: list[Key], *kinds: What) -> dict[tuple[int, str], Any]:
    to_pk = queryset.model._meta.pk.to_python
    wanted = {(what, row): to_pk(row) for _day, what, row in found if what in kinds}
    rows = queryset.in_bulk(set(wanted.values())) if wanted else {}
    return {key: rows[pk] for key, pk in wanted.items() if pk in rows}


def coming_deadlines(
    at: dt.datetime | None = None,
    places: Iterable[Municipality] | None = None,
    limit: int = 5,
) -> list[Deadline]:
    """The next days of all places, or only of `places`, without vacancies; at most four queries."""
    slugs = [] if places is None else [place.slug for place in places]
    if places is not None and not slugs:
        return []
    return read(keys(at, slugs, limit=limit, most_vacancies=0))


def by_day(found: Iterable[Deadline], on: dt.date | None = None) -> list[dict]:
    """What `components/calendar_day.html` shows of each day."""
    return [
        {"day": day, "away": away(day, on), "entries": list(entries)}
        for day, entries in groupby(found, key=lambda deadline: deadline.day)
    ]


def by_month(found: Iterable[Deadline], on: dt.date | None = None) -> list[dict]:
    """Days under the name of their month."""
    months = groupby(by_day(found, on), key=lambda day: f"{day['day']:%Y-%m}")
    return [{"label": wording.partial_date(month), "days": list(days)} for month, days in months]


def away(day: dt.date, on: dt.date | None = None) -> str:
    """“today”, “tomorrow”, “in 5 days”."""
    days = clock.days_until(day, on)
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
