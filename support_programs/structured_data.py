"""What pages show, as schema.org describes it for search engines.

A machine would read what is over as an offer of today, so the functions for what ends return None
from that day on. What is not known is left out.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext

from editorial.reach import PHONE_SEPARATOR
from editorial.rich_text import render as markdown
from municipalities.models import Municipality
from support_programs.models import (
    CommonQuestion,
    Event,
    Home,
    Kindergarten,
    Listing,
    PlaceOfLearning,
    SupportMeasure,
    Vacancy,
)

CONTEXT = "https://schema.org"

# The other ways of working do not say how many hours the work takes.
EMPLOYMENT_TYPES = {
    Vacancy.Hours.FULL: "FULL_TIME",
    Vacancy.Hours.PART: "PART_TIME",
    Vacancy.Hours.SEASONAL: "TEMPORARY",
}
PAY_UNITS = {Vacancy.PayPeriod.MONTH: "MONTH", Vacancy.PayPeriod.HOUR: "HOUR"}
# A plot is nowhere to live yet; what is to rent may be a house.
HOME_TYPES = {
    Home.Kind.MUNICIPAL_FLAT: "Apartment",
    Home.Kind.RENT: "Accommodation",
    Home.Kind.TEMPORARY: "Accommodation",
    Home.Kind.PLOT: "Place",
}
SQUARE_METRE = "MTK"


def government_service(measure: SupportMeasure, url: str) -> dict:
    place = measure.municipality
    data = {
        "@context": CONTEXT,
        "@type": "GovernmentService",
        "name": measure.title,
        "description": measure.summary,
        "url": url,
        "inLanguage": get_language(),
        "serviceType": measure.get_kind_display(),
        "areaServed": {
            "@type": "AdministrativeArea",
            "name": place.name if place else gettext("Latvia"),
        },
    }
    if place:
        data["provider"] = {"@type": "GovernmentOrganization", "name": place.authority.name}
    if measure.official_url:
        data["sameAs"] = measure.official_url
    return data


def faq_page(questions: Iterable[CommonQuestion]) -> dict:
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.question,
                "acceptedAnswer": {"@type": "Answer", "text": question.answer},
            }
            for question in questions
        ],
    }


# --- Vacancies ----------------------------------------------------------------------------------


def job_posting(vacancy: Vacancy, url: str, on: dt.date | None = None) -> dict | None:
    """An open vacancy. Wants the municipality selected."""
    if vacancy.state(on) is not Listing.State.OPEN:
        return None
    data = {
        "@context": CONTEXT,
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": _job_description(vacancy),
        "url": url,
        "datePosted": timezone.localdate(vacancy.published_at).isoformat(),
        "validThrough": _end_of(vacancy.closes_on or vacancy.last_listed_on),
        # The word search engines know for an employer whom the advertisement does not name. The
        # municipality is not the one who hires.
        "hiringOrganization": {"@type": "Organization", "name": vacancy.employer}
        if vacancy.employer
        else "confidential",
        "jobLocation": {
            "@type": "Place",
            "address": _address(vacancy.place, vacancy.municipality),
        },
        "directApply": False,
    }
    if vacancy.hours in EMPLOYMENT_TYPES:
        data["employmentType"] = EMPLOYMENT_TYPES[vacancy.hours]
    if pay := _gross_pay(vacancy):
        data["baseSalary"] = pay
    return data


def _job_description(vacancy: Vacancy) -> str:
    """HTML, as search engines ask for it: all that the page says in sentences."""
    parts = {
        gettext("Start of work"): vacancy.starts,
        gettext("Latvian needed"): vacancy.get_language_level_display(),
        gettext("How to apply from abroad"): vacancy.how_to_apply,
        gettext("How to get there"): vacancy.transport,
    }
    told = [(label, text) for label, text in parts.items() if text]
    html = markdown(vacancy.duties) if vacancy.duties else ""
    field = (gettext("Field of work"), vacancy.get_field_display())
    return html + format_html_join("", "<p>{}: {}</p>", [field, *told])


def _gross_pay(vacancy: Vacancy) -> dict | None:
    low, high = vacancy.pay_from, vacancy.pay_to
    if vacancy.pay_kind != Vacancy.PayKind.GROSS or (low is None and high is None):
        return None
    value = {"@type": "QuantitativeValue", "unitText": PAY_UNITS[vacancy.pay_period]}
    if low == high:
        value["value"] = _number(low)
    else:
        value |= {
            name: _number(sum_)
            for name, sum_ in (("minValue", low), ("maxValue", high))
            if sum_ is not None
        }
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


# --- Events -------------------------------------------------------------------------------------


def event(event: Event, url: str, on: dt.date | None = None) -> dict | None:
    """An event whose day is known and not over."""
    if event.starts_on is None or event.is_past(on):
        return None
    data = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": event.title,
        "url": url,
        "startDate": (event.starts_at() or event.starts_on).isoformat(),
        "eventStatus": f"{CONTEXT}/EventScheduled",
    }
    if ends := event.ends_at() or event.ends_on:
        data["endDate"] = ends.isoformat()
    if event.summary:
        data["description"] = event.summary
    data |= _whereabouts(event, url)
    if event.organiser:
        data["organizer"] = {"@type": "Organization", "name": event.organiser}
    if event.languages:
        data["inLanguage"] = event.languages.split(",")
    if event.places is not None:
        data["maximumAttendeeCapacity"] = event.places
    if event.fee is not None:
        data["isAccessibleForFree"] = event.fee == 0
        data["offers"] = {
            "@type": "Offer",
            "price": _number(event.fee),
            "priceCurrency": "EUR",
            "url": event.join_url or url,
        }
    return data


def _whereabouts(event: Event, url: str) -> dict:
    """How one attends, and where; nothing for an event whose place is not known yet."""
    locations = []
    if event.place:
        locations.append(
            {
                "@type": "Place",
                "name": event.place,
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": event.place,
                    "addressCountry": "LV",
                },
            }
        )
    if event.is_online:
        locations.append({"@type": "VirtualLocation", "url": event.join_url or url})
    if not locations:
        return {}
    mode = "Mixed" if len(locations) > 1 else "Online" if event.is_online else "Offline"
    return {
        "eventAttendanceMode": f"{CONTEXT}/{mode}EventAttendanceMode",
        "location": locations if len(locations) > 1 else locations[0],
    }


# --- Kindergartens, schools, homes --------------------------------------------------------------


def place_of_learning(place: PlaceOfLearning, url: str) -> dict | None:
    """A kindergarten or school of today. Wants the institution with its municipality selected."""
    institution = place.institution
    if institution.is_historic:
        return None
    data = {
        "@context": CONTEXT,
        "@type": "Preschool" if isinstance(place, Kindergarten) else "School",
        "name": institution.name,
        "url": url,
        "address": _address(institution.address, institution.municipality),
    }
    if institution.website:
        data["sameAs"] = institution.website
    if institution.mailbox:
        data["email"] = institution.mailbox
    if institution.phones:
        phones = institution.phones.split(PHONE_SEPARATOR)
        data["telephone"] = phones if len(phones) > 1 else phones[0]
    return data


def home(home: Home, url: str, on: dt.date | None = None) -> dict | None:
    """Somewhere to live that is on offer. Wants the municipality selected."""
    if home.state(on) is not Listing.State.OPEN:
        return None
    data = {
        "@context": CONTEXT,
        "@type": HOME_TYPES[home.kind],
        "name": home.title,
        "url": url,
        "address": _address(home.place, home.municipality),
    }
    if home.note:
        data["description"] = home.note
    if home.kind == Home.Kind.PLOT:
        return data
    if home.area_m2 is not None:
        data["floorSize"] = {
            "@type": "QuantitativeValue",
            "value": _number(home.area_m2),
            "unitCode": SQUARE_METRE,
        }
    if home.rooms is not None:
        data["numberOfRooms"] = home.rooms
    return data


# --- What they share ----------------------------------------------------------------------------


def _address(street: str, municipality: Municipality) -> dict:
    address = {
        "@type": "PostalAddress",
        "addressRegion": municipality.name,
        "addressCountry": "LV",
    }
    return address | {"streetAddress": street} if street else address


def _end_of(day: dt.date) -> str:
    """The last second of a day in Latvia, with its offset."""
    return dt.datetime.combine(
        day, dt.time(23, 59, 59), tzinfo=ZoneInfo(settings.TIME_ZONE)
    ).isoformat()


def _number(value: Decimal) -> int | float:
    """A sum or size as JSON writes numbers; two digits behind the point survive a float."""
    return int(value) if value == int(value) else float(value)
