"""The editors' handbook, `docs/redaktoriem.md`, as a page of the administration."""

import re
from functools import lru_cache
from pathlib import Path

import nh3
from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

TEXT = settings.BASE_DIR / "docs" / "redaktoriem.md"
PICTURES = settings.BASE_DIR / "docs" / "redaktoriem"

TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "img", "div"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {
    "a": {"href"},
    "h2": {"id"},
    "h3": {"id"},
    "img": {"src", "alt", "width", "height", "loading"},
    "div": {"class", "role", "tabindex", "aria-label"},
}
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@require_safe
def handbook(request: HttpRequest) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": gettext("Handbook"),
        "handbook": html(TEXT.stat().st_mtime_ns),
    }
    return render(request, "admin/handbook.html", context)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pictures that lie beside the text, and nothing else of the disk."""
    if name not in {file.name for file in PICTURES.glob("*.png")}:
        raise Http404
    return HttpResponse((PICTURES / name).read_bytes(), content_type="image/png")


@lru_cache(maxsize=1)
def html(written: int) -> SafeString:
    """The text without its title, as it was `written` last. Its headings are anchors."""
    tokens = _markdown.parse(TEXT.read_text(encoding="utf-8"))[3:]
    for token, inside in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open":
            token.attrSet("id", anchor(inside.content))
        for part in token.children or ():
            if part.type == "image":
                _place(part)
    written_out = _markdown.renderer.render(_with_regions(tokens), _markdown.options, {})
    return SafeString(nh3.clean(written_out, tags=TAGS, attributes=ATTRIBUTES, link_rel=None))


def anchor(heading: str) -> str:
    """The id of a heading, the same as where the text is shown with the code."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _place(image: Token) -> None:
    """Its address in the administration, and its size, so that the text does not jump."""
    name = Path(str(image.attrGet("src"))).name
    with Image.open(PICTURES / name) as opened:
        width, height = opened.size
    image.attrs |= {
        "src": reverse("admin:handbook_picture", args=[name]),
        "width": width,
        "height": height,
        "loading": "lazy",
    }


def _with_regions(tokens: list[Token]) -> list[Token]:
    """Each table in a region that scrolls sideways, by keyboard too, named by its heading."""
    found, label = [], ""
    for token in tokens:
        if token.type == "inline" and found and found[-1].type == "heading_open":
            label = token.content
        if token.type == "table_open":
            region = Token("region_open", "div", 1)
            region.attrs = {"class": "handbook__table", "role": "region", "tabindex": "0"}
            region.attrs["aria-label"] = label
            found.append(region)
        found.append(token)
        if token.type == "table_close":
            found.append(Token("region_close", "div", -1))
    return found
