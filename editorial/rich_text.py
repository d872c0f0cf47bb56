"""Markdown as editors write it, cleaned on the way out."""

import re
from collections.abc import Iterator

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from editorial import inside_links

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4"}
_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence"])


# “2018. gadā” at the start of a line is a year, not the 2018th point of a list.
_YEAR_FIRST = re.compile(r"^(\s{0,3}\d{4})\.", re.MULTILINE)
# What stands before the address of a link, and the address; or an address alone.
_ADDRESS = re.compile(
    r"""(?P<before>\[[^\]\n]*\]\(\s*<?|^\ {0,3}\[[^\]\n]+\]:\s*<?)(?P<target>[^\s<>()]+)
    |<?(?P<alone>https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?])>?""",
    re.MULTILINE | re.VERBOSE,
)
_OWN = f"{inside_links.SCHEME}:"


def render(text: str) -> SafeString:
    """HTML of `text`, with no other tags than `TAGS` and no other links than http, https, mailto,
    tel and to pages of this site, whatever was stored. A link to a page that is gone is left out,
    its words stay."""
    tokens = _markdown.parse(_YEAR_FIRST.sub(r"\1\\.", text))
    _lead(list(_own_links(tokens)))
    html = nh3.clean(
        _markdown.renderer.render(tokens, _markdown.options, {}),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return SafeString(html)


def kept(text: str) -> str:
    """`text` as it is stored: addresses of this site, as pasted from the browser, become links by
    key. Raises ValidationError where one leads nowhere."""
    return _ADDRESS.sub(_kept_address, text)


def _kept_address(found: re.Match) -> str:
    if found["target"]:
        return found["before"] + inside_links.kept(found["target"])
    address = inside_links.kept(found["alone"])
    return f"<{address}>" if address.startswith(_OWN) else found[0]


def _own_links(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens of each link to a page of this site, from its opening to its closing."""
    for block in tokens:
        link = None
        for token in block.children or ():
            if token.type == "link_open":
                link = [] if str(token.attrGet("href")).startswith(_OWN) else None
            if link is not None:
                link.append(token)
                if token.type == "link_close":
                    yield link
                    link = None


def _lead(links: list[list[Token]]) -> None:
    """Give each link the address of today, and the name of its page where it has no words."""
    if not links:
        return
    found = inside_links.targets({link[0].attrGet("href") for link in links})
    for first, *words, last in links:
        target = found.get(first.attrGet("href"))
        if target is None:
            first.hidden = last.hidden = True
        else:
            first.attrSet("href", target.address)
        if first.info == "auto":
            words[0].content = target.label if target else ""
