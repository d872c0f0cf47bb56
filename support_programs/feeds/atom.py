"""Atom feeds (RFC 4287), each with the language of every text."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from editorial import clock
from editorial.models import Publishable
from support_programs.feeds import SITE
from support_programs.feeds.rows import (
    NAMESPACE,
    Text,
    carrier,
    changed_at,
    permanent_id,
    printable,
)
from support_programs.models import Round

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Entry:
    """`facts` are in the language of the feed; `text` is what the row itself says, if it does.

    `part` tells apart what is made of one row. Wants a row read `with_last_save`.
    """

    row: Publishable | Round
    title: Text
    facts: Iterable[str]
    text: Text | None = None
    part: str = ""


class Feed(Atom1Feed):
    """Differs from Django's in what that leaves out: the language of an entry's texts, a summary
    that is plain text, and a date for an empty feed that is not the present second."""

    def latest_post_date(self) -> dt.datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=_midnight())

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict) -> None:
        title, text = item["title_text"], item["row_text"]
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("title", title.value, {"xml:lang": title.language})
        handler.addQuickElement("link", "", {"rel": "alternate", "href": item["link"]})
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("summary", item["description"], {"type": "text"})
        if text is not None and text.value:
            handler.addQuickElement(
                "content", text.value, {"type": "text", "xml:lang": text.language}
            )


def response(
    request: HttpRequest, title: str, page_path: str, query: str, entries: Iterable[Entry]
) -> HttpResponse:
    """A feed of the list at `page_path`; `query` is that of both, in its one spelling."""
    language = get_language()
    feed = empty(request, title, page_path + query, request.path + query)
    for entry in entries:
        feed.add_item(
            title="",
            link=request.build_absolute_uri(carrier(entry.row).get_absolute_url()),
            description=printable(" · ".join(entry.facts)),
            unique_id=permanent_id(entry.row, entry.part, language).urn,
            pubdate=carrier(entry.row).published_at,
            updateddate=changed_at(entry.row),
            title_text=_printable(entry.title),
            row_text=entry.text and _printable(entry.text),
        )
    return written(feed)


def empty(request: HttpRequest, title: str, page: str, own: str) -> Feed:
    """A feed without entries; `page` and `own` are the paths of its page and of itself."""
    return Feed(
        title=printable(f"{title} – {SITE}"),
        link=request.build_absolute_uri(page),
        description=None,
        language=get_language(),
        author_name=SITE,
        feed_url=request.build_absolute_uri(own),
        feed_guid=uuid.uuid5(NAMESPACE, own).urn,
    )


def written(feed: Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=Feed.content_type)


def _printable(text: Text) -> Text:
    return Text(printable(text.value), text.language)


def _midnight() -> dt.datetime:
    """An empty list is one of today: it is made anew when the day begins in Latvia."""
    return clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
