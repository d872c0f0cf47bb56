"""Tags and filters of every template; built in, so no template loads them."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.db import models
from django.forms import BoundField
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from editorial import translations, wording
from editorial.models import Publishable
from editorial.reach import PHONE_SEPARATOR
from editorial.rich_text import render as markdown

register = template.Library()

_JSON_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.simple_tag
def text(row: Any, field: str) -> str:
    """A translated field; marked as Latvian when it is only there in Latvian."""
    value = getattr(row, field)
    if value and not getattr(row, f"{field}_{get_language()}", value):
        return format_html('<span lang="lv">{}</span>', value)
    return escape(value)


@register.simple_tag
def rich_text(row: models.Model, field: str) -> str:
    """A translated Markdown field; marked as Latvian when it is only there in Latvian."""
    html = markdown(getattr(row, field))
    language = get_language()
    if language != "lv" and not getattr(row, f"{field}_{language}"):
        return format_html('<div lang="lv">{}</div>', html)
    return html


@register.simple_tag
def field_input(field: BoundField) -> str:
    """The input of a form field in our look; its label stands above it, not inside."""
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs={"class": "field__input"})


@register.simple_tag
def structured_data(data: dict) -> str:
    """A JSON-LD block; nothing in the data can end it early."""
    text = json.dumps(data, ensure_ascii=False).translate(_JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: dict, trail: list[dict]) -> str:
    """The way to the page as schema.org describes it."""
    request = context.request  # also there in a component called with `only`
    here = request.path
    return structured_data(
        {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": str(item["label"]),
                    "item": request.build_absolute_uri(item.get("path") or here),
                }
                for position, item in enumerate(trail, 1)
            ],
        }
    )


@register.simple_tag(takes_context=True)
def later_page(context: dict) -> str:
    """The query of a later page of a whole list, a page of its own for search engines; empty on
    its first page, on filtered lists and on pages that are no list.

    A list is what its view gave `pages` to, of `support_programs.pages.page_of`.
    """
    number = context.get("pages", {}).get("number", 1)
    is_whole = set(context.request.GET) == {"page"}
    return f"?page={number}" if is_whole and number > 1 else ""


@register.filter
def lacks_translation(row: models.Model) -> bool:
    """Whether part of the row has to be shown in Latvian."""
    return translations.lacks_translation(row)


@register.filter
def outdated_translation(row: Publishable) -> bool:
    """Whether the row is shown in a translation of an older Latvian text."""
    return translations.is_outdated(row)


@register.filter
def lacks(row: Any, field: str) -> bool:
    """Whether this text of the row has to be shown in Latvian."""
    return bool(getattr(row, field)) and not getattr(row, f"{field}_{get_language()}", True)


@register.filter
def age_line(row: Publishable) -> dict:
    return wording.age_line(row)


@register.filter
def money(value: int | Decimal) -> str:
    return wording.money(value)


@register.simple_tag
def amount_in_words(low: Decimal | None, high: Decimal | None) -> str:
    return wording.amount(low, high)


@register.filter
def number(value: int | Decimal) -> str:
    return wording.number(value)


@register.filter
def day(value: dt.date) -> str:
    return wording.day(value)


@register.filter
def partial_date(value: str) -> str:
    return wording.partial_date(value)


@register.filter
def phones(value: str) -> list[dict[str, str]]:
    """Each number as it is read (`label`) and as it is dialled (`tel`)."""
    numbers = [number for number in value.split(PHONE_SEPARATOR) if number]
    return [
        {"label": label.replace(" ", wording.NBSP), "tel": _dialled(label)} for label in numbers
    ]


def _dialled(label: str) -> str:
    digits = label.replace(" ", "")
    return digits if digits.startswith("+") else f"+371{digits}"


@register.filter
def host(url: str) -> str:
    """The site a link leads to, without “www.”."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
