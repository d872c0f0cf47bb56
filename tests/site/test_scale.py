"""Lists stay as quick with ten thousand vacancies as with a hundred (ARCHITECTURE §8)."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from support_programs.models import Vacancy
from support_programs.pages import MOST_ROWS, PER_PAGE
from tests.factories import MunicipalityFactory, VacancyFactory

pytestmark = pytest.mark.django_db

FEW, MANY = 100, 10_000
# The most that the pages may slow down from few rows to many.
SLOWDOWN = 1.5
# The best of so many tries: a machine that does other things too is never quicker than it is.
TRIES = 12
PAGES = (
    "/en/vacancies/",
    "/en/vacancies/?m=novads-a&hours=part",
    "/en/vacancies/?sort=closing",
    "/en/vacancies/?page={last}",
    "/en/municipalities/novads-a/",
    "/en/deadlines/",
)


@pytest.fixture
def places():
    return [MunicipalityFactory(slug=f"novads-{letter}") for letter in "abcdefghij"]


def fill(places, count):
    """Bring the number of vacancies up to `count`, spread over places, hours and closing days."""
    hours = ["full", "part", "shifts", ""]
    rows = [
        VacancyFactory.build(
            slug=f"vakance-{number}",
            municipality=places[number % len(places)],
            hours=hours[number % len(hours)],
            closes_on=None,
        )
        for number in range(Vacancy.objects.count(), count)
    ]
    for row in rows:
        row.fill_in()
    Vacancy.objects.bulk_create(rows, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def last_page():
    return -(-min(Vacancy.objects.count(), MOST_ROWS) // PER_PAGE)


def seconds(client, path):
    best = float("inf")
    for _ in range(TRIES):
        began = time.perf_counter()
        assert client.get(path).status_code == 200
        best = min(best, time.perf_counter() - began)
    return best


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def measured(client):
    addresses = {path: path.format(last=last_page()) for path in PAGES}
    return {
        path: (seconds(client, address), queries(client, address))
        for path, address in addresses.items()
    }


def test_lists_are_as_quick_with_many_vacancies_as_with_few(client, places, record_property):
    fill(places, FEW)
    few = measured(client)
    fill(places, MANY)
    many = measured(client)

    slowdown = {path: many[path][0] / few[path][0] for path in PAGES}
    record_property("slowdown", slowdown)
    print({path: (few[path], many[path], round(slowdown[path], 2)) for path in PAGES})
    assert {path: many[path][1] for path in PAGES} == {path: few[path][1] for path in PAGES}
    assert {path: times for path, times in slowdown.items() if times > SLOWDOWN} == {}
