"""How events are put into words for lists and pages."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy

from editorial import clock, wording
from editorial.translations import hide
from support_programs.models import Event

LATVIAN = "lv"


class EventState(models.TextChoices):
    """What an event is at one moment."""

    COMING = "coming", pgettext_lazy("event", "coming")
    TODAY = "today", pgettext_lazy("event", "today")
    GOING_ON = "going_on", pgettext_lazy("event", "going on")
    OVER = "over", pgettext_lazy("event", "over")
    HISTORY = "history", pgettext_lazy("event", "history")

    @property
    def is_past(self) -> bool:
        return self in (EventState.OVER, EventState.HISTORY)


TONES = {
    EventState.COMING: "info",
    EventState.TODAY: "time",
    EventState.GOING_ON: "ok",
    EventState.OVER: "neutral",
    EventState.HISTORY: "neutral",
}


def state(event: Event, at: dt.datetime | None = None) -> EventState:
    """A day alone runs to its end in Latvia, a known end to its minute."""
    local = timezone.localtime(at) if at else clock.now()
    today = local.date()
    if event.is_past(today):
        return EventState.OVER if event.starts_on else EventState.HISTORY
    if today < event.first_day:
        return EventState.COMING
    start, end = event.starts_at(), event.ends_at()
    if end is not None and local >= end:
        return EventState.OVER
    if today == event.first_day:
        has_begun = start is not None and local >= start
        # Without an end nobody knows whether an event of one day still goes on.
        is_known_to_last = end is not None or event.last_day > today
        return EventState.GOING_ON if has_begun and is_known_to_last else EventState.TODAY
    return EventState.GOING_ON


def state_tag(event: Event, at: dt.datetime | None = None) -> dict[str, str]:
    now = state(event, at)
    return {"label": str(now.label), "tone": TONES[now]}


def age(event: Event, on: dt.date | None = None) -> dict:
    return wording.age_line(
        event,
        on,
        historic=event.is_past(on),
        by_municipality=event.municipality_id is not None,
    )


def days(event: Event) -> str:
    """Its day, its first and last day, or the period that the source names."""
    if event.starts_on is None:
        return wording.partial_date(event.period)
    if event.first_day == event.last_day:
        return wording.day(event.first_day)
    return wording.partial_date(f"{event.first_day}/{event.last_day}")


def times(event: Event) -> list[str]:
    """Its hours on the clocks of Latvia, with the offset of that very day; none when unknown."""
    start, end = event.starts_at(), event.ends_at()
    if start is None:
        return []
    if event.first_day != event.last_day:
        words = gettext("Starts at %(time)s, Latvian time (%(offset)s).")
        lines = [words % {"time": _clock(start), "offset": _offset(start)}]
        if end is not None:
            words = gettext("Ends at %(time)s, Latvian time (%(offset)s).")
            lines.append(words % {"time": _clock(end), "offset": _offset(end)})
        return lines
    if end is None:
        words = gettext("%(time)s, Latvian time (%(offset)s)")
        return [words % {"time": _clock(start), "offset": _offset(start)}]
    words = gettext("%(start)s–%(end)s, Latvian time (%(offset)s)")
    return [words % {"start": _clock(start), "end": _clock(end), "offset": _offset(start)}]


def _clock(moment: dt.datetime) -> str:
    return f"{moment:%H:%M}"


def _offset(moment: dt.datetime) -> str:
    """`UTC+2` in winter, `UTC+3` in summer."""
    return f"UTC{moment.utcoffset() // dt.timedelta(hours=1):+d}"


def fee(event: Event) -> str:
    """Empty when nobody has said."""
    if event.fee is None:
        return ""
    return wording.money(event.fee) if event.fee else gettext("free of charge")


def languages(event: Event) -> list[str]:
    names = {"lv": gettext("Latvian"), "en": gettext("English"), "ru": gettext("Russian")}
    return [names[code] for code in event.languages.split(",") if code in names]


def row(event: Event, at: dt.datetime | None = None) -> dict:
    """What `components/offer_row.html` shows of an event."""
    on = timezone.localdate(at) if at else None
    place = event.municipality
    facts = [
        {"text": days(event), "strong": True},
        # Hours that differ by day belong to the page of the event.
        *({"text": line} for line in times(event) if event.first_day == event.last_day),
        {"text": place.short_name if place else gettext("All of Latvia")},
        {"text": event.place, "lang": LATVIAN},
        {"text": gettext("online") if event.is_online else ""},
        {"text": event.get_kind_display()},
        {"text": fee(event)},
    ]
    return {
        "offer": event,
        "facts": [fact for fact in facts if fact["text"]],
        "tags": [state_tag(event, at)],
        "age": age(event, on),
    }


def by_month(events: Iterable[Event], at: dt.datetime | None = None) -> list[dict]:
    """Rows under the month in which they begin; what goes on stands before it."""
    today = timezone.localdate(at) if at else clock.today()

    def heading(event: Event) -> str:
        if event.first_day < today:
            return gettext("Going on now")
        return wording.partial_date(f"{event.first_day:%Y-%m}")

    return _grouped(events, heading, at)


def by_year(events: Iterable[Event], at: dt.datetime | None = None) -> list[dict]:
    """Rows under the year in which they ended."""
    return _grouped(events, lambda event: wording.partial_date(f"{event.last_day:%Y}"), at)


def _grouped(
    events: Iterable[Event], heading: Callable[[Event], str], at: dt.datetime | None
) -> list[dict]:
    groups: dict[str, list[dict]] = {}
    for event in hide(events):
        groups.setdefault(heading(event), []).append(row(event, at))
    return [{"label": label, "rows": rows} for label, rows in groups.items()]
