"""Long lists, a page at a time."""

from collections.abc import Callable
from functools import cached_property

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404

PER_PAGE = 20
# Nobody reads further: beyond this a list is narrowed by its filters. It keeps the count and the
# deepest page as cheap with a hundred thousand rows as with a thousand.
MOST_ROWS = 1000


class CappedPaginator(Paginator):
    @cached_property
    def found(self) -> int:
        """How many rows there are, counted no further than one above the cap."""
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by()[: MOST_ROWS + 1].count()
        return len(self.object_list)

    @cached_property
    def count(self) -> int:
        return min(self.found, MOST_ROWS)


def page_of(
    rows: QuerySet | list, number: str | None, address: Callable[[int], str]
) -> tuple[list, dict]:
    """The rows of page `number`, and what `components/pagination.html` shows.

    Raises Http404 for a page that does not exist.
    """
    paginator = CappedPaginator(rows, PER_PAGE)
    try:
        page = paginator.page(1 if number is None else number)
    except (EmptyPage, PageNotAnInteger):
        raise Http404("No such page.") from None
    links = [
        {"number": link, "path": address(link) if isinstance(link, int) else None}
        for link in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    shown = {
        "number": page.number,
        "count": paginator.num_pages,
        "total": paginator.count,
        "is_capped": paginator.found > MOST_ROWS,
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
        "links": links,
    }
    return list(page.object_list), shown
