"""Long lists, a page at a time."""

from collections.abc import Callable

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404

PER_PAGE = 20


def page_of(rows: QuerySet, number: str | None, address: Callable[[int], str]) -> tuple[list, dict]:
    """The rows of page `number`, and what `components/pagination.html` shows.

    Raises Http404 for a page that does not exist.
    """
    paginator = Paginator(rows, PER_PAGE)
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
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
        "links": links,
    }
    return list(page.object_list), shown
