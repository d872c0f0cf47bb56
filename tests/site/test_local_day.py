"""Lists, counts, feeds, calendar and site map agree on the day it is in Latvia."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.factories import EventFactory, HomeFactory, MunicipalityFactory, VacancyFactory

pytestmark = pytest.mark.django_db

RIGA = ZoneInfo("Europe/Riga")
MINUTE = dt.timedelta(minutes=1)
# Days with something odd about them: the year ends, both changes of the clock, a leap day.
DAYS = [
    dt.date(2026, 12, 31),
    dt.date(2027, 3, 28),
    dt.date(2027, 10, 31),
    dt.date(2028, 2, 29),
]
# What shows an offer by its address, while it is on offer.
SURFACES = {
    "vacancies": (
        "/en/vacancies/",
        "/en/vacancies.atom",
        "/sitemap-vacancies.xml",
        "/en/deadlines/?kind=vacancy",
    ),
    "homes": ("/en/homes/", "/en/homes.atom", "/sitemap-homes.xml", "/en/deadlines/", "/en/"),
    "events": ("/en/events/", "/en/events.atom", "/en/events.ics", "/en/deadlines/", "/en/"),
}
CALENDARS = ("/en/deadlines.atom", "/en/deadlines.ics")


@pytest.fixture(params=DAYS, ids=str)
def day(request):
    return request.param


@pytest.fixture
def offers(day):
    place = MunicipalityFactory(slug="saldus")
    in_place = {"municipality": place, "published_at": midnight(day)}
    entered = {"checked_on": day, "closes_on": day}
    return {
        "vacancies": VacancyFactory(**in_place, **entered),
        "homes": HomeFactory(**in_place, **entered),
        "events": EventFactory(**in_place, starts_on=day),
    }


def midnight(day):
    return dt.datetime.combine(day, dt.time.min, tzinfo=RIGA)


@pytest.fixture
def clock(monkeypatch):
    def clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(dt.UTC))

    return clock


def shown(client, offers):
    """By surface, whether it names the offer."""
    found = {}
    for kind, row in offers.items():
        for path in (*SURFACES[kind], *CALENDARS):
            body = client.get(path).content.decode().replace("\r\n ", "")
            found[kind, path] = row.slug in body
    page = client.get("/en/municipalities/saldus/").content.decode()
    for kind, label in (("vacancies", "Vacancies"), ("homes", "Homes")):
        counted = re.search(rf"{label}</span> <span[^>]*>([^<]*)<", page)
        found[kind, "count"] = counted[1] == "1"
    return found


@pytest.mark.parametrize("moment", ["first", "last"])
def test_offer_is_everywhere_on_its_last_day(client, day, offers, clock, moment):
    whole_day = midnight(day), midnight(day + dt.timedelta(days=1)) - MINUTE
    clock(whole_day[moment == "last"])

    assert {place for place, is_shown in shown(client, offers).items() if not is_shown} == set()


def test_offer_is_nowhere_from_the_next_midnight_on(client, day, offers, clock):
    clock(midnight(day + dt.timedelta(days=1)))

    assert {place for place, is_shown in shown(client, offers).items() if is_shown} == set()
