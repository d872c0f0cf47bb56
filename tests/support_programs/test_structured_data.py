"""What search engines are told: true, dated with an offset, and nothing about what is over."""

import datetime as dt
import json

import pytest
from django.utils import timezone, translation

from support_programs import structured_data
from support_programs.models import Event, Home, Vacancy
from tests.factories import (
    EventFactory,
    HomeFactory,
    KindergartenFactory,
    SchoolFactory,
    VacancyFactory,
)

pytestmark = pytest.mark.django_db

URL = "https://www.example.lv/lv/kaut-kas/"
TODAY = dt.date(2026, 3, 20)
SPRING_FORWARD, FALL_BACK = dt.date(2026, 3, 29), dt.date(2026, 10, 25)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    moment = dt.datetime(2026, 3, 20, 10, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def read(row):
    """As pages read it: numbers and dates of the right type."""
    return type(row).objects.get(pk=row.pk)


def job(**values):
    data = structured_data.job_posting(read(VacancyFactory(**values)), URL, TODAY)
    json.dumps(data)
    return data


def event(**values):
    values = {"starts_on": SPRING_FORWARD, **values}
    data = structured_data.event(read(EventFactory(**values)), URL, TODAY)
    json.dumps(data)
    return data


def home(**values):
    data = structured_data.home(read(HomeFactory(**values)), URL, TODAY)
    json.dumps(data)
    return data


# --- Vacancies


def test_job_has_what_search_engines_require():
    data = job(closes_on=dt.date(2026, 3, 28))

    assert data["@type"] == "JobPosting"
    assert data["url"] == URL
    assert data["title"].startswith("Pavārs")
    assert data["datePosted"] == "2026-01-15"
    assert data["hiringOrganization"] == {"@type": "Organization", "name": 'SIA "Maizes nams"'}
    assert data["jobLocation"]["address"]["streetAddress"] == "Ādaži, Rīgas iela 1"
    assert data["jobLocation"]["address"]["addressCountry"] == "LV"
    assert data["directApply"] is False


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (dt.date(2026, 3, 28), "2026-03-28T23:59:59+02:00"),
        (SPRING_FORWARD, "2026-03-29T23:59:59+03:00"),
        (dt.date(2026, 10, 24), "2026-10-24T23:59:59+03:00"),
        (FALL_BACK, "2026-10-25T23:59:59+02:00"),
        (dt.date(2028, 2, 29), "2028-02-29T23:59:59+02:00"),
    ],
)
def test_job_is_valid_through_the_end_of_its_closing_day_in_latvia(day, moment):
    assert job(closes_on=day)["validThrough"] == moment


def test_job_without_a_closing_day_is_valid_through_its_last_listed_day():
    vacancy = read(VacancyFactory(checked_on=TODAY))

    data = structured_data.job_posting(vacancy, URL, TODAY)

    assert data["validThrough"] == f"{vacancy.last_listed_on}T23:59:59+03:00"


def test_job_posted_after_midnight_in_latvia_is_of_that_day():
    assert job(published_at=dt.datetime(2026, 3, 1, 22, 30, tzinfo=dt.UTC))["datePosted"] == (
        "2026-03-02"
    )


@pytest.mark.parametrize(
    "values",
    [
        {"closes_on": TODAY - dt.timedelta(days=1)},
        {"closed_on": TODAY},
        {"checked_on": TODAY - dt.timedelta(days=45)},
    ],
)
def test_job_that_is_over_is_not_described(values):
    values = {"checked_on": TODAY - dt.timedelta(days=10), **values}

    assert structured_data.job_posting(read(VacancyFactory(**values)), URL, TODAY) is None


def test_job_of_an_unnamed_employer_is_not_laid_to_the_municipality():
    assert job(employer="")["hiringOrganization"] == "confidential"


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (Vacancy.Hours.FULL, "FULL_TIME"),
        (Vacancy.Hours.PART, "PART_TIME"),
        (Vacancy.Hours.SEASONAL, "TEMPORARY"),
        (Vacancy.Hours.SHIFTS, None),
        ("", None),
    ],
)
def test_job_says_its_hours_only_where_they_are_known(hours, told):
    assert job(hours=hours).get("employmentType") == told


def test_job_that_may_be_done_remotely_is_not_called_a_fully_remote_one():
    assert "jobLocationType" not in job(is_remote=True)


@pytest.mark.parametrize(
    ("pay", "value"),
    [
        ({"pay_from": 1200, "pay_to": 1500}, {"minValue": 1200, "maxValue": 1500}),
        ({"pay_from": "1200.50", "pay_to": None}, {"minValue": 1200.5}),
        ({"pay_from": None, "pay_to": 1500}, {"maxValue": 1500}),
        ({"pay_from": 1200, "pay_to": 1200}, {"value": 1200}),
    ],
)
@pytest.mark.parametrize(("period", "unit"), [("month", "MONTH"), ("hour", "HOUR")])
def test_job_tells_its_pay_before_tax(pay, value, period, unit):
    told = job(pay_period=period, **pay)["baseSalary"]

    assert told["currency"] == "EUR"
    assert told["value"] == {"@type": "QuantitativeValue", "unitText": unit, **value}


@pytest.mark.parametrize("pay", [{"pay_kind": "net"}, {"pay_from": None, "pay_to": None}])
def test_job_tells_no_other_pay(pay):
    assert "baseSalary" not in job(**pay)


def test_job_is_described_in_clean_html():
    data = job(
        title_lv="</script><script>alert(1)</script>",
        duties_lv="**Cept** maizi\n\n<script>alert(1)</script>",
        starts_lv="<b>tūlīt</b>",
    )

    assert "<strong>Cept</strong>" in data["description"]
    assert "&lt;b&gt;tūlīt&lt;/b&gt;" in data["description"]
    assert "<script" not in data["description"]
    assert data["title"] == "</script><script>alert(1)</script>"


def test_job_without_duties_is_described_all_the_same():
    with translation.override("lv"):
        data = job(imported=True, duties_lv="")

    assert data["description"].startswith("<p>")


# --- Events


@pytest.mark.parametrize(
    ("values", "start", "end"),
    [
        (
            {"starts_time": dt.time(2, 30), "ends_time": dt.time(4, 30)},
            "2026-03-29T02:30:00+02:00",
            "2026-03-29T04:30:00+03:00",
        ),
        (
            {
                "starts_on": FALL_BACK,
                "starts_time": dt.time(2),
                "ends_time": dt.time(6),
            },
            "2026-10-25T02:00:00+03:00",
            "2026-10-25T06:00:00+02:00",
        ),
        ({"starts_time": None, "ends_time": None}, "2026-03-29", None),
        (
            {"starts_time": None, "ends_time": None, "ends_on": dt.date(2026, 4, 2)},
            "2026-03-29",
            "2026-04-02",
        ),
        (
            {"starts_on": dt.date(2028, 2, 29), "ends_time": None},
            "2028-02-29T18:00:00+02:00",
            None,
        ),
    ],
)
def test_event_has_its_moments_with_their_offsets(values, start, end):
    data = event(**values)

    assert (data["startDate"], data.get("endDate")) == (start, end)


@pytest.mark.parametrize(
    ("values", "mode", "types"),
    [
        ({}, "Offline", ["Place"]),
        ({"is_online": True}, "Mixed", ["Place", "VirtualLocation"]),
        ({"is_online": True, "place": ""}, "Online", ["VirtualLocation"]),
    ],
)
def test_event_says_how_one_attends(values, mode, types):
    data = event(**values)
    location = data["location"] if isinstance(data["location"], list) else [data["location"]]

    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [where["@type"] for where in location] == types


def test_event_whose_place_is_not_known_claims_none():
    data = event(place="")

    assert "location" not in data and "eventAttendanceMode" not in data


@pytest.mark.parametrize(("fee", "price"), [(0, 0), ("12.50", 12.5)])
def test_event_tells_its_price(fee, price):
    offer = event(fee=fee)["offers"]

    assert (offer["price"], offer["priceCurrency"]) == (price, "EUR")
    assert offer["url"] == "https://www.novads.example/pieteikties"


def test_event_of_unknown_price_offers_nothing():
    assert "offers" not in event(fee=None)


def test_event_that_is_over_or_has_no_day_is_not_described():
    over = EventFactory(starts_on=TODAY - dt.timedelta(days=1))
    undated = EventFactory(
        starts_on=None, starts_time=None, ends_time=None, period=f"{TODAY:%Y-%m}"
    )

    assert structured_data.event(read(over), URL, TODAY) is None
    assert structured_data.event(read(undated), URL, TODAY) is None
    assert structured_data.event(read(EventFactory(starts_on=TODAY)), URL, TODAY) is not None
    assert Event.objects.count() == 3


# --- Kindergartens, schools, homes


@pytest.mark.parametrize(
    ("factory", "kind"), [(KindergartenFactory, "Preschool"), (SchoolFactory, "School")]
)
def test_place_of_learning_can_be_reached(factory, kind):
    place = factory(institution__phones="+371 63122708; +371 26603299")

    data = structured_data.place_of_learning(read(place), URL)

    assert data["@type"] == kind
    assert data["name"] == place.institution.name
    assert data["url"] == URL
    assert data["sameAs"] == "https://www.skola.example/"
    assert data["email"] == place.institution.mailbox
    assert data["telephone"] == ["+371 63122708", "+371 26603299"]
    assert data["address"]["streetAddress"] == "Skolas iela 2, Ādaži"


def test_place_of_learning_of_the_past_is_not_described():
    place = SchoolFactory(institution__is_historic=True)

    assert structured_data.place_of_learning(place, URL) is None


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Home.Kind.MUNICIPAL_FLAT, "Apartment"),
        (Home.Kind.RENT, "Accommodation"),
        (Home.Kind.TEMPORARY, "Accommodation"),
    ],
)
def test_home_tells_its_size(kind, told):
    data = home(kind=kind)

    assert data["@type"] == told
    assert data["numberOfRooms"] == 2
    assert (data["floorSize"]["value"], data["floorSize"]["unitCode"]) == (48.5, "MTK")
    assert "occupancy" not in data


def test_plot_has_no_floor():
    data = home(kind=Home.Kind.PLOT)

    assert data["@type"] == "Place"
    assert "floorSize" not in data and "numberOfRooms" not in data


def test_home_that_is_gone_is_not_described():
    gone = read(HomeFactory(closes_on=TODAY - dt.timedelta(days=1)))

    assert structured_data.home(gone, URL, TODAY) is None
