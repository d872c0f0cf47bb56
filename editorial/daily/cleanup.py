"""Takes away what nobody needs any more."""

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import models

from editorial import clock
from editorial.images import sweep
from editorial.models import DailyRun, Digest, Revision

if TYPE_CHECKING:
    from editorial.daily.runs import Day

YEAR = dt.timedelta(days=365)
DISCARDED_FOR = dt.timedelta(days=90)


def run(day: "Day") -> dict[str, int]:
    long_ago = day.on - YEAR
    discarded = Revision.objects.filter(
        state=Revision.State.DISCARDED, decided_at__lt=clock.now() - DISCARDED_FOR
    )
    return {
        "sessions": _deleted(Session.objects.filter(expire_date__lt=clock.now())),
        "digests": _deleted(Digest.objects.filter(day__lt=long_ago)),
        "runs": _deleted(DailyRun.objects.filter(day__lt=long_ago)),
        "editions": _deleted(discarded),
        "files": sweep(),
    }


def _deleted(rows: models.QuerySet) -> int:
    return rows.delete()[0]
