"""Markdown as editors write it, cleaned on the way out."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4"}
_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence"])


def render(text: str) -> SafeString:
    """HTML of `text`, with no other tags than `TAGS` and no other links than http, https, mailto
    and tel, whatever was stored."""
    html = nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return SafeString(html)
