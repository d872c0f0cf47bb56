"""“Still true”: one press by somebody who knows renews a fact in all languages."""

import datetime as dt
from enum import Enum, auto

from django.db import models, transaction

from editorial import clock, log
from editorial.models import Action, Publishable, User


class Obstacle(Enum):
    """Why a row cannot be confirmed."""

    NOT_PUBLIC = auto()
    IMPORTED = auto()
    OVER = auto()


def obstacle(row: Publishable, on: dt.date | None = None) -> Obstacle | None:
    """A confirmation says that what the public reads is true, so there has to be something. Rows
    of open data are confirmed by the next import alone; what is over no press brings back."""
    if row.published_at is None or row.withdrawn_at is not None:
        return Obstacle.NOT_PUBLIC
    if getattr(row, "is_imported", False):
        return Obstacle.IMPORTED
    last_day = row.closing_day()
    return Obstacle.OVER if last_day and last_day < (on or clock.today()) else None


@transaction.atomic
def confirm(
    rows: models.QuerySet, by: User, on: dt.date | None = None
) -> tuple[list[Publishable], list[Obstacle]]:
    """Confirm the rows that can be; returns them, and what stood in the way of the others.

    Row by row, so that version and history move. Texts, sources and translations stay as they are.
    Of an offer the clock of 30 days starts anew. `rows` is to select whatever their names and
    places are made of.
    """
    confirmed, obstacles = [], []
    for row in rows.select_for_update(of=("self",)):
        if in_the_way := obstacle(row, on):
            obstacles.append(in_the_way)
            continue
        row.verified_on, row.verified_by = on or clock.today(), by
        row.save(update_fields=["verified_on", "verified_by"])
        log.record(Action.CONFIRMED, row, by)
        confirmed.append(row)
    return confirmed, obstacles
