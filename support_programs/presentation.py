"""How measures are put into words for lists and pages."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext

from editorial import wording
from editorial.translations import hide
from support_programs.models import Step, SupportMeasure
from support_programs.querysets import Status
from support_programs.stages import Stage

TONES = {
    Status.OPEN: "ok",
    Status.UPCOMING: "info",
    Status.ALWAYS: "info",
    Status.UNDATED: "neutral",
    Status.CLOSED: "neutral",
    Status.PAUSED: "neutral",
    Status.HISTORIC: "neutral",
}


def status_tag(measure: SupportMeasure) -> dict[str, str]:
    """The tag of a measure read `with_status`."""
    status = Status(measure.status)
    if status is Status.UPCOMING:
        label = gettext("opens on %(date)s") % {"date": wording.day(measure.opening)}
    elif status is Status.OPEN:
        label = gettext("open until %(date)s") % {"date": wording.day(measure.deadline)}
    elif status is Status.UNDATED and measure.deadline:
        label = gettext("closes on %(date)s") % {"date": wording.day(measure.deadline)}
    elif status is Status.UNDATED and measure.deadline_note:
        label = _in_short(measure.deadline_note)
    else:
        label = str(status.label)
    return {"label": label, "tone": TONES[status]}


def _in_short(deadline_note: str) -> str:
    """A deadline in words, where it is short enough for a tag."""
    return deadline_note if len(deadline_note) <= 45 else gettext("has a deadline")


def dated_amount(measure: SupportMeasure) -> str:
    """A sum with the year it is known from: an old one must never read as today's offer."""
    amount = wording.amount(measure.amount_min, measure.amount_max)
    if not amount:
        return ""
    return gettext("%(amount)s (as of %(date)s)") % {
        "amount": amount,
        "date": wording.partial_date(measure.amount_as_of),
    }


def measure_age(measure: SupportMeasure, on: dt.date | None = None) -> dict:
    return wording.age_line(
        measure,
        on,
        historic=measure.is_historic,
        by_municipality=measure.municipality_id is not None,
    )


def rows(measures: Iterable[SupportMeasure], on: dt.date | None = None) -> list[dict]:
    """What `components/measure_row.html` shows of each measure."""
    return [
        {
            "measure": measure,
            "status": status_tag(measure),
            "age": measure_age(measure, on),
            "amount": dated_amount(measure),
        }
        for measure in hide(measures)
    ]


def stages(steps: Iterable[Step], start: int = 1) -> list[dict]:
    """Steps grouped by stage, in the order of a return, numbered through from `start`."""
    order = list(Stage)
    ordered = sorted(steps, key=lambda step: order.index(Stage(step.stage)))
    groups = []
    for stage, group in groupby(ordered, key=lambda step: Stage(step.stage)):
        of_stage = list(group)
        groups.append(
            {"code": stage.value, "label": stage.label, "start": start, "steps": of_stage}
        )
        start += len(of_stage)
    return groups
