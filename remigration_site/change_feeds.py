"""“What has changed” as an Atom feed: one entry for a row and a day."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

from remigration_site.changes import Entry
from support_programs.feeds import atom
from support_programs.feeds.rows import Text, printable
from support_programs.filters import ListFilter


def response(request: HttpRequest, chosen: ListFilter, entries: Iterable[Entry]) -> HttpResponse:
    """The entries with the query of their page. An entry keeps its id while its day goes on."""
    language = get_language()
    labels = "; ".join(f"{choice['group']}: {choice['label']}" for choice in chosen.chosen_list())
    title = ": ".join(filter(None, [gettext("What has changed"), labels]))
    feed = atom.empty(request, title, chosen.address(), request.path + chosen.query())
    for entry in entries:
        title = Text(printable(entry.title.value), entry.title.language)
        feed.add_item(
            title="",
            # What has gone has no page: the list says that it went.
            link=request.build_absolute_uri(entry.title.path or chosen.path),
            description=printable(" · ".join(_facts(entry))),
            unique_id=entry.permanent_id(language).urn,
            pubdate=entry.of.lines[-1].at,
            updateddate=entry.of.latest.at,
            title_text=title,
            row_text=None,
        )
    return atom.written(feed)


def _facts(entry: Entry) -> list[str]:
    what = entry.tag["label"]
    names = ", ".join(entry.names)
    place = str(entry.place or gettext("All of Latvia"))
    return [f"{what}: {names}" if names else what, place]
