"""Long lists, a page at a time."""

from collections.abc import Callable, Sequence

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404

PER_PAGE = 20
# Nobody reads further: beyond this a list is narrowed by its filters. It keeps the count and the
# deepest page as cheap with a hundred thousand rows as with a thousand.
MOST_ROWS = 1000


def page_of(
    rows: QuerySet | Sequence, number: str | None, address: Callable[[int], str]
) -> tuple[list, dict]:
    """The rows of page `number`, and what `components/pagination.html` shows. Two queries.

    Raises Http404 for a page that does not exist.
    """
    # Keys first: sorting them is cheap, while sorting whole rows is what makes long lists slow.
    found = rows.values_list("pk", flat=True) if isinstance(rows, QuerySet) else rows
    found = list(found[: MOST_ROWS + 1])
    paginator = Paginator(found[:MOST_ROWS], PER_PAGE)
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
        "is_capped": len(found) > MOST_ROWS,
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
        "links": links,
    }
    here = page.object_list
    if isinstance(rows, QuerySet):
        here = rows.filter(pk__in=here) if here else []
    return list(here), shown
