"""Markdown as editors write it, cleaned on the way out."""

import re

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4"}
_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence"])


# “2018. gadā” at the start of a line is a year, not the 2018th point of a list.
_YEAR_FIRST = re.compile(r"^(\s{0,3}\d{4})\.", re.MULTILINE)


def render(text: str) -> SafeString:
    """HTML of `text`, with no other tags than `TAGS` and no other links than http, https, mailto
    and tel, whatever was stored."""
    html = nh3.clean(
        _markdown.render(_YEAR_FIRST.sub(r"\1\\.", text)),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return SafeString(html)
