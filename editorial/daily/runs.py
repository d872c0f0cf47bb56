"""One run of all tasks. A task that fails is noted, and the others run all the same.

Run twice, or on two machines at once, nothing happens twice: see what each task promises.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from editorial import clock
from editorial.daily import cleanup, digest, offers, submissions
from editorial.models import DailyRun

logger = logging.getLogger(__name__)


@dataclass
class Day:
    on: dt.date
    # When the tasks were last done: what happened from then on is counted.
    since: dt.date
    problems: list[str] = field(default_factory=list)


# The digest tells of what was returned just before.
TASKS: dict[str, Callable[[Day], dict[str, int]]] = {
    "submissions": submissions.run,
    "offers": offers.run,
    "digest": digest.run,
    "cleanup": cleanup.run,
}


def run(on: dt.date | None = None) -> DailyRun:
    """Do everything that is due on the day `on`, today by default, and keep what came of it."""
    on = on or clock.today()
    before = DailyRun.objects.filter(day__lte=on, results__has_key="offers").order_by("-day")
    since = before.values_list("day", flat=True).first() or on - dt.timedelta(days=1)
    day = Day(on, since)
    done = DailyRun.objects.create(day=on)
    for name, task in TASKS.items():
        try:
            done.results[name] = task(day)
        except Exception as error:
            logger.exception("The daily task “%s” failed.", name)
            day.problems.append(f"{name}: {type(error).__name__}: {error}")
    done.finished_at, done.problems = clock.now(), "\n".join(day.problems)
    done.save()
    return done
