"""How vacancies, homes, kindergartens and schools are put into words for lists and pages."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext, ngettext, pgettext

from editorial import wording
from editorial.age import Age
from editorial.translations import hide
from municipalities.models import Municipality
from support_programs.models import Home, Listing, PlaceOfLearning, Vacancy

LATVIAN = "lv"


def _fact(text: str, lang: str = "", strong: bool = False) -> list[dict]:
    """A fact of a row; nothing when there is nothing to say."""
    return [{"text": text, "lang": lang, "strong": strong}] if text else []


# --- Age ----------------------------------------------------------------------------------------


def listing_age(listing: Listing, on: dt.date | None = None) -> dict:
    """What stands under an offer about its age, as `wording.age_line` for other facts."""
    day = wording.day(listing.checked_on)
    match listing.state(on), listing.age(on):
        case Listing.State.CLOSED, _:
            text, tone, state = gettext("Closed; kept as history."), "neutral", "historic"
        case Listing.State.EXPIRED, _:
            text = gettext("Not confirmed since %(date)s; it may be gone. Ask before you act.")
            tone, state = "time", "expired"
        case _, Age.OVERDUE:
            text, tone, state = (
                gettext("Not verified since %(date)s.") % {"date": day},
                "time",
                "overdue",
            )
        case _ if listing.verified_on == listing.checked_on:
            text, tone, state = gettext("Verified on %(date)s."), "ok", "verified"
        case _ if getattr(listing, "is_imported", False):
            text = gettext("In the list of the State Employment Agency on %(date)s.")
            tone, state = "neutral", "listed"
        case _:
            text, tone, state = gettext("Entered on %(date)s."), "neutral", "listed"
    return {"text": text % {"date": day}, "tone": tone, "state": state}


def state_tag(listing: Listing, on: dt.date | None = None) -> dict | None:
    """The tag of an offer that has left the lists."""
    match listing.state(on):
        case Listing.State.CLOSED:
            return {"label": gettext("closed"), "tone": "neutral"}
        case Listing.State.EXPIRED:
            return {"label": gettext("not confirmed for too long"), "tone": "time"}
    return None


def why_ended(listing: Listing, on: dt.date | None = None) -> str:
    """Why an offer is no longer in the lists, in a sentence; empty while it is."""
    match listing.state(on):
        case Listing.State.OPEN:
            return ""
        case Listing.State.EXPIRED:
            words, day = gettext("Last confirmed on %(date)s."), listing.checked_on
        case _ if listing.closes_on is None or (
            listing.closed_on and listing.closed_on <= listing.closes_on
        ):
            words, day = gettext("Taken off on %(date)s."), listing.closed_on
        case _:
            words, day = gettext("The last day to apply was %(date)s."), listing.closes_on
    return words % {"date": wording.day(day)}


# --- Vacancies ----------------------------------------------------------------------------------


def pay(vacancy: Vacancy) -> str:
    """“1200–1500 € a month before tax”; empty when no sum is known."""
    amount = wording.amount(vacancy.pay_from, vacancy.pay_to)
    if not amount:
        return ""
    by_kind_and_period = {
        ("gross", "month"): gettext("%(sum)s a month before tax"),
        ("net", "month"): gettext("%(sum)s a month after tax"),
        ("gross", "hour"): gettext("%(sum)s an hour before tax"),
        ("net", "hour"): gettext("%(sum)s an hour after tax"),
    }
    return by_kind_and_period[vacancy.pay_kind, vacancy.pay_period] % {"sum": amount}


def until(day: dt.date | None) -> str:
    return gettext("until %(date)s") % {"date": wording.day(day)} if day else ""


def vacancy_tags(vacancy: Vacancy) -> list[dict]:
    tags = []
    if vacancy.with_housing:
        tags.append({"label": gettext("with housing"), "tone": "ok"})
    if vacancy.is_remote:
        tags.append({"label": gettext("remote work possible"), "tone": "info"})
    return tags


def whereabouts(municipality: Municipality, place: str) -> list[dict]:
    """The municipality in the reader's language, and the place where it says more."""
    more = place if place != municipality.short_name_lv else ""
    return [*_fact(municipality.short_name), *_fact(more, LATVIAN)]


def vacancy_rows(vacancies: Iterable[Vacancy], on: dt.date | None = None) -> list[dict]:
    """What `components/offer_row.html` shows of each vacancy."""
    return [
        {
            "offer": vacancy,
            "facts": [
                *_fact(vacancy.employer, LATVIAN),
                *whereabouts(vacancy.municipality, vacancy.place),
                *_fact(pay(vacancy) or gettext("pay not stated"), strong=True),
                *_fact(vacancy.get_hours_display()),
                *_fact(vacancy.get_language_level_display()),
                *_fact(until(vacancy.closes_on)),
            ],
            "tags": vacancy_tags(vacancy),
            "age": listing_age(vacancy, on),
        }
        for vacancy in hide(vacancies)
    ]


# --- Homes --------------------------------------------------------------------------------------


def rooms(home: Home) -> str:
    if not home.rooms:
        return ""
    return ngettext("%(count)d room", "%(count)d rooms", home.rooms) % {"count": home.rooms}


def area(home: Home) -> str:
    return gettext("%(area)s m²") % {"area": wording.number(home.area_m2)} if home.area_m2 else ""


def cost(home: Home) -> str:
    if home.cost_month is None:
        return ""
    return gettext("%(sum)s a month") % {"sum": wording.money(home.cost_month)}


def free_units(home: Home) -> str:
    """What is free, said aloud with its day even when it is nothing."""
    day = wording.day(home.checked_on)
    if home.free_units is None:
        return ""
    if home.free_units == 0:
        return gettext("nothing free on %(date)s") % {"date": day}
    words = ngettext("%(count)d free on %(date)s", "%(count)d free on %(date)s", home.free_units)
    return words % {"count": home.free_units, "date": day}


def queue(length: int | None) -> str:
    if length is None:
        return ""
    return ngettext("%(count)d in the queue", "%(count)d in the queue", length) % {"count": length}


def home_rows(homes: Iterable[Home], on: dt.date | None = None) -> list[dict]:
    """What `components/offer_row.html` shows of each home."""
    return [
        {
            "offer": home,
            "facts": [
                *whereabouts(home.municipality, home.place),
                *_fact(rooms(home)),
                *_fact(area(home)),
                *_fact(cost(home) or gettext("cost not stated"), strong=True),
                *_fact(free_units(home)),
                *_fact(queue(home.queue_length)),
                *_fact(until(home.closes_on)),
            ],
            "tags": [{"label": home.get_kind_display(), "tone": "neutral"}],
            "age": listing_age(home, on),
        }
        for home in hide(homes)
    ]


# --- Kindergartens and schools ------------------------------------------------------------------


def _years(value: Decimal) -> str:
    return wording.number(value)


def ages(place: PlaceOfLearning) -> str:
    """“ages 1.5–7”; empty when no limit is known."""
    low, high = place.age_from, place.age_to
    if low is not None and high is not None:
        words = pgettext("of children", "ages %(low)s–%(high)s")
        return words % {"low": _years(low), "high": _years(high)}
    if low is not None:
        return pgettext("of children", "from age %(low)s") % {"low": _years(low)}
    if high is not None:
        return pgettext("of children", "up to age %(high)s") % {"high": _years(high)}
    return ""


def grades(place: PlaceOfLearning) -> str:
    low, high = getattr(place, "grade_from", None), getattr(place, "grade_to", None)
    if low and high:
        return gettext("grades %(low)d–%(high)d") % {"low": low, "high": high}
    return ""


def places(place: PlaceOfLearning, on: dt.date | None = None) -> str:
    """Free places and the queue with their day; once they have lapsed, that they are not known."""
    if place.places_on is None or place.places_age(on) is Age.EXPIRED:
        return gettext("free places not known, ask")
    date = wording.day(place.places_on)
    told = []
    if place.free_places is not None:
        words = ngettext(
            "%(count)d free place on %(date)s",
            "%(count)d free places on %(date)s",
            place.free_places,
        )
        told.append(words % {"count": place.free_places, "date": date})
    if place.queue_length is not None:
        words = ngettext(
            "%(count)d child in the queue on %(date)s",
            "%(count)d children in the queue on %(date)s",
            place.queue_length,
        )
        told.append(words % {"count": place.queue_length, "date": date})
    return "; ".join(told) or gettext("free places not known, ask")


def places_tag(place: PlaceOfLearning, on: dt.date | None = None) -> list[dict]:
    """A warning where the number of places ought to have been counted again."""
    if place.places_age(on) is not Age.OVERDUE:
        return []
    label = gettext("places not verified since %(date)s") % {"date": wording.day(place.places_on)}
    return [{"label": label, "tone": "time"}]


def fee(place: PlaceOfLearning) -> str:
    if place.fee_month is None:
        return ""
    if place.fee_month == 0:
        return gettext("free of charge")
    return gettext("%(sum)s a month") % {"sum": wording.money(place.fee_month)}


def _language_tag(place: PlaceOfLearning) -> list[dict]:
    return [{"label": gettext("help with Latvian"), "tone": "ok"}] if place.language_help else []


def place_rows(found: Iterable[PlaceOfLearning], on: dt.date | None = None) -> list[dict]:
    """What `components/offer_row.html` shows of each kindergarten or school."""
    return [
        {
            "offer": place,
            "name": place.institution.name,
            "facts": [
                *whereabouts(place.municipality, place.institution.address),
                *_fact(grades(place)),
                *_fact(ages(place)),
                *_fact(places(place, on), strong=True),
                *_fact(fee(place)),
            ],
            "tags": [*_language_tag(place), *places_tag(place, on)],
            "age": wording.age_line(place, on),
        }
        for place in hide(found)
    ]
