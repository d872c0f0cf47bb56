"""Calendars (RFC 5545, RFC 7986). Their times are those of Latvia."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

from editorial.models import Publishable
from support_programs.deadlines import Deadline
from support_programs.feeds import SITE, deadlines
from support_programs.feeds.rows import (
    Text,
    carrier,
    changed_at,
    permanent_id,
    printable,
    text,
)
from support_programs.models import Event, Round

MOST_ENTRIES = 200
Entry = icalendar.Event
# How often a subscribed calendar is worth asking for.
REFRESH = dt.timedelta(hours=12)
PRODUCT = "-//Majupcels//Majupcels//LV"
LATVIAN = "lv"
# The rule of the European Union, which Latvia has followed since 2001. A list of dates, as
# icalendar would make it, is an hour wrong in Outlook.
ZONE = icalendar.Timezone.from_ical(
    """BEGIN:VTIMEZONE
TZID:Europe/Riga
BEGIN:DAYLIGHT
DTSTART:20010325T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:EEST
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20011028T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:EET
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
"""
)


def of_event(event: Event, url: str) -> Entry:
    """An event whose day is known. Wants it read `with_last_save`."""
    entry = _entry(event, text(event, "title"), url)
    entry.add("uid", str(permanent_id(event)))
    starts = event.starts_at() or event.starts_on
    entry.add("dtstart", starts)
    if ends := _end(event):
        entry.add("dtend", ends)
    if where := _where(event):
        _add_text(entry, "location", where)
    if told := _description(event):
        _add_text(entry, "description", told)
    # Weeks of a course must not block the weeks of whoever attends it.
    spans_days = event.first_day != event.last_day
    entry.add("transp", "TRANSPARENT" if spans_days or not event.starts_time else "OPAQUE")
    return entry


def _description(event: Event) -> Text | None:
    own = [told for told in (text(event, "summary"), text(event, "how_to_join")) if told.value]
    paragraphs = [told.value for told in own] + [event.organiser, event.join_url]
    whole = "\n\n".join(filter(None, paragraphs))
    return Text(whole, own[0].language if own else LATVIAN) if whole else None


def _end(event: Event) -> dt.date | None:
    """The moment it ends; whole days end where the next one begins. None when nobody knows."""
    if event.starts_time is None:
        return event.last_day + dt.timedelta(days=1)
    if ends := event.ends_at():
        # An end at the very beginning tells nothing, and calendars refuse it.
        return ends if ends > event.starts_at() else None
    if event.first_day == event.last_day:
        return None
    return _moment(event.last_day + dt.timedelta(days=1), dt.time.min)


def _where(event: Event) -> Text | None:
    if event.place:
        return Text(event.place, LATVIAN)
    return Text(gettext("online"), get_language()) if event.is_online else None


def of_deadline(deadline: Deadline, url: str) -> Entry:
    """What happens on a day, or at a time of it: “Call closes: Grant competition”."""
    entry = _entry(deadline.row, deadlines.title(deadline), url)
    entry.add("uid", str(permanent_id(deadline.row, deadlines.part(deadline))))
    if deadline.time is None:
        entry.add("dtstart", deadline.day)
        entry.add("dtend", deadline.day + dt.timedelta(days=1))
    else:
        entry.add("dtstart", _moment(deadline.day, deadline.time))
    if told := deadlines.summary(deadline):
        _add_text(entry, "description", told)
    entry.add("transp", "TRANSPARENT")
    return entry


def _entry(row: Publishable | Round, title: Text, url: str) -> Entry:
    entry = Entry()
    # When the entry was made is when its row last changed: the same answer each time.
    changed = changed_at(row).astimezone(dt.UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", carrier(row).version)
    entry.add("status", "CONFIRMED")
    entry.add("url", url)
    _add_text(entry, "summary", title)
    return entry


def response(
    request: HttpRequest,
    entries: Iterable[Entry],
    name: str = "",
    page_address: str = "",
) -> HttpResponse:
    """A file with the entries; with a name and a page, one to subscribe to."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        title = printable(f"{name} – {SITE}")
        _add_text(calendar, "name", Text(title, get_language()))
        calendar.add("x-wr-calname", icalendar.vText(title))
        calendar.add("url", page_address)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(REFRESH))
    # Always there, also because a calendar without any component would not be valid.
    calendar.add_component(ZONE)
    for entry in entries:
        calendar.add_component(entry)
    filename = request.path.rpartition("/")[2]
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{filename}"'},
    )


def _add_text(component: icalendar.Component, name: str, told: Text) -> None:
    value = icalendar.vText(printable(told.value), params={"LANGUAGE": told.language})
    component.add(name, value)


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=ZoneInfo(settings.TIME_ZONE))
