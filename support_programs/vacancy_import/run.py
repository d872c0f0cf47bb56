"""Brings the vacancies up to the source, in batches, so that pages are served meanwhile."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import DateField, F, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from editorial import clock
from editorial.age import last_day
from municipalities.places import PlaceFinder, without_streets
from support_programs.models import Vacancy, VacancyImport
from support_programs.vacancy_import import rows
from support_programs.vacancy_import.errors import SourceError
from support_programs.vacancy_import.reading import NUMBER, Source
from support_programs.vacancy_import.rows import Offer, Problem, RowError

BATCH = 300
# A source that lacks more of the open vacancies than this is rather cut off than right.
MOST_CLOSED = 0.2
FEW_OPEN = 20
PROBLEMS_KEPT = 100
PROGRESS_EVERY = 100
SOURCE_LENGTH = VacancyImport._meta.get_field("source").max_length

# What a changed row writes; the bare columns of translated fields follow the Latvian ones.
CHANGING = (
    *("title_lv", "title", "duties_lv", "duties", "place", "municipality", "field", "hours"),
    *("pay_from", "pay_to", "pay_period", "is_remote", "official_url", "source_hash", "version"),
    *("closes_on", "checked_on", "closed_on", "last_listed_on", "closing_order", "changed_at"),
)


@dataclass
class Report:
    """What a run did. `problems` are the first `PROBLEMS_KEPT` rows' of `rejected`, `not_closed`
    says why nothing was closed, where that is not simply because nothing is gone."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    elsewhere: int = 0
    rejected: int = 0
    without_number: int = 0
    not_closed: str = ""
    problems: list[RowError] = field(default_factory=list)
    places_elsewhere: Counter[str] = field(default_factory=Counter)


def check(source: Source, *, allow_shrink: bool = False) -> int:
    """Reads the whole source and counts its rows. Nothing is written.

    Raises SourceError when the source is not whole, or has less than half the rows of the last
    finished import and `allow_shrink` is not given.
    """
    count = usable = 0
    for row in source.rows():
        count += 1
        # A row without its number would let a vacancy that is still offered count as gone.
        usable += bool(rows.number_of(row))
    if count < source.promised:
        raise SourceError(f"The source is not whole: {count} of {source.promised} rows are there.")
    last = VacancyImport.objects.filter(finished_at__isnull=False).first()
    if last and usable * 2 < last.rows and not allow_shrink:
        raise SourceError(
            f"The source has {usable} rows with a number, the last import had {last.rows}; "
            f"if that is right, add --allow-shrink."
        )
    return count


def write(
    source: Source,
    name: str,
    count: int,
    *,
    on: dt.date | None = None,
    allow_shrink: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Stores what the source offers in the pilot municipalities and closes what it no longer has.

    `count` is what `check` gave. Each batch is a transaction of its own: a run that is broken off
    leaves whole vacancies behind, has closed nothing and no end, and the next one goes on from
    there. Nothing is closed, either, when a row has no readable number, or when more than
    `MOST_CLOSED` of the open vacancies are gone and `allow_shrink` is not given.
    """
    finder = PlaceFinder.from_database()
    if not finder:
        raise SourceError("No places are known: run load_content first.")
    record = VacancyImport.objects.create(source=name[:SOURCE_LENGTH])
    run = _Run(record.started_at, on or clock.today())
    offers = run.offers(source, finder, lambda done: progress(done, count))
    while batch := list(islice(offers, BATCH)):
        with transaction.atomic():
            run.store(batch)
    if run.report.rows != count:
        raise SourceError("The source changed while it was read; run the import again.")
    run.close_gone(allow_shrink)
    for column in ("rows", "created", "updated", "unchanged", "closed", "elsewhere", "rejected"):
        setattr(record, column, getattr(run.report, column))
    record.finished_at = timezone.now()
    record.save()
    return run.report


class _Run:
    def __init__(self, moment: dt.datetime, on: dt.date) -> None:
        self.moment = moment
        self.on = on
        self.report = Report()
        self.numbers: set[str] = set()
        # Of vacancies that stay as they are or become what the row says.
        self.kept: set[str] = set()

    def offers(
        self, source: Source, finder: PlaceFinder, progress: Callable[[int], None]
    ) -> Iterator[tuple[Offer, Any]]:
        """The rows that are right and lie in a pilot municipality, with it."""
        for row in source.rows():
            self.report.rows += 1
            if self.report.rows % PROGRESS_EVERY == 0:
                progress(self.report.rows)
            number = rows.number_of(row)
            if number in self.numbers:
                message = "was in an earlier row already"
                self.reject(RowError([Problem(row.number, number, NUMBER, message)]))
                continue
            if number:
                self.numbers.add(number)
            else:
                self.report.without_number += 1
            try:
                offer = rows.read(row)
            except RowError as error:
                self.reject(error)
                # Wrong, but still offered: what is stored of it stays.
                self.kept.add(number)
                continue
            municipality = finder.find(offer.place)
            if municipality is None:
                self.report.elsewhere += 1
                self.report.places_elsewhere[without_streets(offer.place) or offer.place] += 1
                continue
            self.kept.add(number)
            yield offer, municipality

    def reject(self, error: RowError) -> None:
        self.report.rejected += 1
        if len(self.report.problems) < PROBLEMS_KEPT:
            self.report.problems.append(error)

    def store(self, batch: list[tuple[Offer, Any]]) -> None:
        stored = Vacancy.objects.in_bulk(
            [offer.number for offer, _municipality in batch], field_name="source_number"
        )
        new: list[tuple[Offer, Any]] = []
        changed: list[Vacancy] = []
        unconfirmed: list[Any] = []
        for offer, municipality in batch:
            vacancy = stored.get(offer.number)
            if vacancy is None:
                new.append((offer, municipality))
            elif vacancy.closed_on or vacancy.source_hash != offer.hash(municipality):
                changed.append(self.filled(vacancy, offer, municipality))
            else:
                self.report.unchanged += 1
                if vacancy.checked_on < self.on:
                    unconfirmed.append(vacancy.pk)
        self.create(new)
        self.update(changed)
        self.confirm(unconfirmed)

    def filled(self, vacancy: Vacancy, offer: Offer, municipality: Any) -> Vacancy:
        for column, value in offer.values.items():
            setattr(vacancy, column, value)
        vacancy.municipality_id = municipality
        vacancy.source_hash = offer.hash(municipality)
        vacancy.checked_on = self.on
        vacancy.closed_on = None
        vacancy.changed_at = self.moment
        vacancy.version += 1
        vacancy.fill_in()
        return vacancy

    def create(self, new: list[tuple[Offer, Any]]) -> None:
        if not new:
            return
        slugs = [offer.slug for offer, _municipality in new]
        taken = set(Vacancy.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        vacancies: list[Vacancy] = []
        for offer, municipality in new:
            if offer.slug in taken:
                message = f"the address {offer.slug} belongs to another vacancy"
                self.reject(RowError([Problem(offer.row, offer.number, NUMBER, message)]))
                continue
            taken.add(offer.slug)
            vacancy = Vacancy(
                source_number=offer.number,
                slug=offer.slug,
                published_at=self.moment,
                pay_kind=Vacancy.PayKind.GROSS,
            )
            vacancies.append(self.filled(vacancy, offer, municipality))
        # In bulk nothing is written to the history.
        Vacancy.objects.bulk_create(vacancies)
        self.report.created += len(vacancies)

    def update(self, changed: list[Vacancy]) -> None:
        if changed:
            # All are there already: so much of them at once is ten times as quick as bulk_update.
            Vacancy.objects.bulk_create(
                changed, update_conflicts=True, unique_fields=["id"], update_fields=CHANGING
            )
        self.report.updated += len(changed)

    def confirm(self, keys: list[Any]) -> None:
        """The clock of open vacancies starts anew, as `Listing.fill_in` would do it."""
        if keys:
            last = Value(last_day(self.on, Vacancy.check_interval), DateField())
            Vacancy.objects.filter(pk__in=keys).update(
                checked_on=self.on, last_listed_on=Least(last, Coalesce("closes_on", last))
            )

    def close_gone(self, allow_shrink: bool) -> None:
        if self.report.without_number:
            # Any of them may be a vacancy that seems gone.
            self.report.not_closed = (
                f"{self.report.without_number} rows could not be read: nothing was closed."
            )
            return
        unclosed = Vacancy.objects.imported().filter(closed_on__isnull=True)
        gone: list[Any] = []
        # Those past their day are no loss: nobody sees them.
        still_open = lost = 0
        columns = unclosed.values_list("pk", "source_number", "last_listed_on")
        for key, number, last_day_listed in columns.iterator():
            is_open = last_day_listed >= self.on
            still_open += is_open
            if number not in self.kept:
                gone.append(key)
                lost += is_open
        if lost > still_open * MOST_CLOSED and still_open >= FEW_OPEN and not allow_shrink:
            self.report.not_closed = (
                f"{lost} of {still_open} open vacancies are gone from the source: nothing was "
                f"closed; if that is right, add --allow-shrink."
            )
            return
        yesterday = Value(self.on - dt.timedelta(days=1), DateField())
        for start in range(0, len(gone), BATCH):
            Vacancy.objects.filter(pk__in=gone[start : start + BATCH]).update(
                closed_on=self.on,
                last_listed_on=Least("last_listed_on", yesterday),
                version=F("version") + 1,
            )
        self.report.closed = len(gone)
