"""Long lists come a page at a time, and end at a cap."""

import pytest
from django.http import Http404

from support_programs.models import VacancyImport
from support_programs.pages import MOST_ROWS, PER_PAGE, page_of

LAST_PAGE = MOST_ROWS // PER_PAGE


def address(page):
    return f"/?page={page}"


def shown(rows, number=None):
    return page_of(rows, number, address)[1]


def in_database(count):
    VacancyImport.objects.bulk_create(VacancyImport(source="a", rows=n) for n in range(count))
    return VacancyImport.objects.order_by("rows")


def in_memory(count):
    return list(range(count))


def test_first_page_is_shown_without_a_number():
    rows, page = page_of(in_memory(45), None, address)

    assert (rows, page["number"]) == (in_memory(20), 1)


def test_last_page_holds_the_rest():
    rows, _page = page_of(in_memory(45), "3", address)

    assert rows == [40, 41, 42, 43, 44]


@pytest.mark.parametrize(
    ("number", "previous", "following"),
    [("1", "", "/?page=2"), ("2", "/?page=1", "/?page=3"), ("3", "/?page=2", "")],
)
def test_page_names_its_neighbours(number, previous, following):
    page = shown(in_memory(45), number)

    assert (page["previous"], page["next"]) == (previous, following)


@pytest.mark.parametrize("number", ["0", "-1", "4", "", "x", "1.5", "9" * 400])
def test_page_that_does_not_exist_is_404(number):
    with pytest.raises(Http404):
        page_of(in_memory(45), number, address)


def test_empty_list_has_one_empty_page():
    rows, page = page_of([], None, address)

    assert (rows, page["count"], page["total"]) == ([], 1, 0)


def test_links_leave_out_the_middle():
    links = shown(in_memory(MOST_ROWS), "10")["links"]

    numbers = [link["number"] for link in links]

    assert numbers == [1, "…", 8, 9, 10, 11, 12, "…", LAST_PAGE]
    assert [link["path"] for link in links if link["number"] == "…"] == [None, None]


@pytest.mark.django_db
@pytest.mark.parametrize("make", [in_memory, in_database])
@pytest.mark.parametrize(
    ("count", "total", "is_capped"),
    [
        (MOST_ROWS - 1, MOST_ROWS - 1, False),
        (MOST_ROWS, MOST_ROWS, False),
        (MOST_ROWS + 1, MOST_ROWS, True),
        (MOST_ROWS + 100, MOST_ROWS, True),
    ],
)
def test_count_stops_at_the_cap(make, count, total, is_capped):
    page = shown(make(count))

    assert (page["total"], page["is_capped"]) == (total, is_capped)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [in_memory, in_database])
def test_last_reachable_page_is_full_and_the_next_is_404(make):
    rows = make(MOST_ROWS + 100)

    last, page = page_of(rows, str(LAST_PAGE), address)

    assert (len(last), page["next"]) == (PER_PAGE, "")
    with pytest.raises(Http404):
        page_of(rows, str(LAST_PAGE + 1), address)


@pytest.mark.django_db
def test_page_takes_two_queries_however_deep(django_assert_num_queries):
    rows = in_database(MOST_ROWS + 100)

    with django_assert_num_queries(2):
        page_of(rows, str(LAST_PAGE), address)


@pytest.mark.django_db
def test_rows_are_not_counted_beyond_the_cap(django_assert_num_queries):
    rows = in_database(3)

    with django_assert_num_queries(2) as queries:
        page_of(rows, None, address)

    assert f"LIMIT {MOST_ROWS + 1}" in queries[0]["sql"]
