"""What is looked at before a row is submitted or published.

Problems stop it; hints are shown and may be ignored. What fields and constraints already refuse is
not said again. Everything is found by the fields a row has, so a new model is checked as it comes.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from modeltranslation.translator import NotRegistered, translator

from editorial import clock, readability
from editorial.age import Age
from editorial.editions import child_models
from editorial.field_names import name_of, short
from editorial.models import LinkUse, Publishable
from editorial.wording import day

LONG_ON_AVERAGE, LONG_SENTENCE, VERY_HARD = 25, 40, 60
LONGEST_QUOTE = 160
# A measure is done in these stages before the family moves.
ABROAD = frozenset({"decide", "before"})
# Fields of which one is enough to know how to go on.
WAYS_TO_APPLY = ("how_to_apply", "official_url")
WAYS_TO_JOIN = ("how_to_join", "join_url", "place")


@dataclass(frozen=True)
class Problem:
    """`text` in the active language; `field` names the column it is about, else it is empty."""

    text: str
    field: str = ""

    def __str__(self) -> str:
        return self.text


def problems(row: Publishable, on: dt.date | None = None) -> list[Problem]:
    """What stops a saved row from being submitted or published, on the day `on` or today."""
    return [*_past_day(row, on, is_new=True), *_no_way_to_apply(row)]


def hints(row: Publishable, on: dt.date | None = None) -> list[Problem]:
    """What a saved row should better have. A fixed number of queries."""
    children = {name: list(getattr(row, name).all()) for name in child_models(type(row))}
    return [
        *_past_day(row, on, is_new=False),
        *_no_source(row),
        *_no_way_to_join(row),
        *_rounds_are_over(row, children, on),
        *_no_step_before_leaving(row, children),
        *_contacts(row, on),
        *_broken_links(row),
        *_missing_translations(row, children),
        *_long_sentences(row, children),
    ]


# --- The row as it is ---------------------------------------------------------------------------


def _past_day(row: Publishable, on: dt.date | None, *, is_new: bool) -> Iterator[Problem]:
    """The same past day is an error in what nobody has seen yet, and old news otherwise."""
    last_day = row.closing_day()
    if last_day and last_day < (on or clock.today()) and is_new == (row.published_at is None):
        yield Problem(gettext("Its last day was %(day)s.") % {"day": day(last_day)})


def _no_way_to_apply(row: Publishable) -> Iterator[Problem]:
    if _has_none_of(row, WAYS_TO_APPLY):
        text = gettext("Write how to apply, or give the official link.")
        yield Problem(text, WAYS_TO_APPLY[0])


def _no_way_to_join(row: Publishable) -> Iterator[Problem]:
    if _has_none_of(row, WAYS_TO_JOIN):
        yield Problem(gettext("Nobody will know where it is or how to join."), WAYS_TO_JOIN[0])


def _has_none_of(row: Publishable, names: tuple[str, ...]) -> bool:
    return all(hasattr(row, name) for name in names) and not any(
        getattr(row, name) for name in names
    )


def _no_source(row: Publishable) -> Iterator[Problem]:
    # An offer is dated by the day on which it was entered.
    is_dated = row.as_of or hasattr(row, "checked_on")
    if not is_dated and not row.sources.exists():
        text = gettext("Readers see neither where this comes from nor how old it is.")
        yield Problem(text, "sources")


def _rounds_are_over(
    row: Publishable, children: dict[str, list], on: dt.date | None
) -> Iterator[Problem]:
    if getattr(row, "availability", "") != "rounds":
        return
    today = on or clock.today()
    rounds = children.get("rounds", [])
    closed = [one.closes for one in rounds if one.closes and one.closes < today]
    if closed and not any(_comes_after(one, max(closed), today) for one in rounds):
        text = gettext("The last call closed on %(day)s. Is there a later one?")
        yield Problem(text % {"day": day(max(closed))}, "rounds")


def _comes_after(one: models.Model, closed: dt.date, today: dt.date) -> bool:
    days = [date for date in (one.opens, one.closes) if date]
    return any(date >= today for date in days) or (not days and (one.year or 0) > closed.year)


def _no_step_before_leaving(row: Publishable, children: dict[str, list]) -> Iterator[Problem]:
    is_grant = "grant" in str(getattr(row, "kind", "")) and not getattr(row, "is_historic", False)
    if is_grant and not any(step.stage in ABROAD for step in children.get("steps", [])):
        yield Problem(gettext("It names nothing to do before leaving."), "steps")


# --- What hangs on it ---------------------------------------------------------------------------


def _contacts(row: Publishable, on: dt.date | None) -> Iterator[Problem]:
    if not hasattr(row, "contacts") or "contacts" not in {
        field.name for field in row._meta.many_to_many
    }:
        return
    contacts = [contact for contact in row.contacts.all() if not contact.is_historic]
    if not contacts and not row.official_url:
        yield Problem(gettext("It names nobody to ask, and no official link."), "contacts")
    for contact in contacts:
        if contact.age(on) not in (Age.VERIFIED, Age.DUE):
            if contact.verified_on is None:
                text = gettext("Nobody has confirmed this contact yet: %(contact)s.")
                yield Problem(text % {"contact": contact.role}, "contacts")
                continue
            text = ngettext(
                "Nobody has confirmed this contact for %(count)d day: %(contact)s.",
                "Nobody has confirmed this contact for %(count)d days: %(contact)s.",
                contact.check_interval.check_every,
            )
            told = {"count": contact.check_interval.check_every, "contact": contact.role}
            yield Problem(text % told, "contacts")


def _broken_links(row: Publishable) -> Iterator[Problem]:
    """Links that the nightly check found broken; nothing is asked for now."""
    content_type = ContentType.objects.get_for_model(row, for_concrete_model=False)
    uses = LinkUse.objects.filter(
        content_type=content_type, object_id=row.pk, link__is_broken=True
    ).select_related("link")
    for use in uses.order_by("pk"):
        yield Problem(gettext("This link does not work: %(url)s") % {"url": use.link}, use.field)


# --- Texts --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """A translated text of the row or of one of its children, with the name of its column."""

    column: str
    path: str
    child: str
    model_field: models.Field
    row: models.Model

    def in_language(self, language: str) -> str:
        return getattr(self.row, f"{self.column}_{language}") or ""


def _texts(row: Publishable, children: dict[str, list]) -> Iterator[Text]:
    for column in _translated(row):
        yield Text(column, column, "", row._meta.get_field(column), row)
    for family, rows in children.items():
        for child in rows:
            for column in _translated(child):
                path = f"{family}/{child.pk}/{column}"
                field = child._meta.get_field(column)
                yield Text(column, path, short(child), field, child)


def _translated(row: models.Model) -> list[str]:
    try:
        names = translator.get_options_for_model(type(row)).get_field_names()
    except NotRegistered:
        return []
    fields = row._meta.concrete_fields
    return [field.name for field in fields if field.name in names and field.editable]


def _missing_translations(row: Publishable, children: dict[str, list]) -> Iterator[Problem]:
    place = row if hasattr(row, "shows") else getattr(row, "municipality", None)
    texts = list(_texts(row, children))
    for language, name in settings.LANGUAGES:
        if place is not None and not place.shows(language):
            continue
        missing = [
            name_of(type(row), text.path, text.child)
            for text in texts
            if text.in_language("lv") and not text.in_language(language)
        ]
        if missing:
            message = gettext("Not translated (%(language)s): %(fields)s.")
            yield Problem(message % {"language": name, "fields": ", ".join(missing)})


def _long_sentences(row: Publishable, children: dict[str, list]) -> Iterator[Problem]:
    for text in _texts(row, children):
        if isinstance(text.model_field, models.TextField):
            for language, _name in settings.LANGUAGES:
                yield from _hard_to_read(row, text, language)


def _hard_to_read(row: Publishable, text: Text, language: str) -> Iterator[Problem]:
    sentences = readability.sentences(text.in_language(language), language)
    if not sentences:
        return
    lengths = [len(readability.words(sentence)) for sentence in sentences]
    average = round(sum(lengths) / len(lengths))
    column = f"{text.column}_{language}" if not text.child else ""
    told = {
        "field": name_of(type(row), f"{text.path}_{language}", text.child, with_language=True),
        "lix": readability.lix(text.in_language(language), language),
    }
    for sentence, length in zip(sentences, lengths, strict=True):
        if length > LONG_SENTENCE:
            message = ngettext(
                "%(field)s: a sentence of %(count)d word: “%(sentence)s”",
                "%(field)s: a sentence of %(count)d words: “%(sentence)s”",
                length,
            )
            quote = Truncator(sentence).chars(LONGEST_QUOTE)
            yield Problem(message % {**told, "count": length, "sentence": quote}, column)
    if average > LONG_ON_AVERAGE:
        message = ngettext(
            "%(field)s: sentences have %(count)d word on average (reading level LIX %(lix)d). "
            "Shorter ones are easier to read.",
            "%(field)s: sentences have %(count)d words on average (reading level LIX %(lix)d). "
            "Shorter ones are easier to read.",
            average,
        )
        yield Problem(message % {**told, "count": average}, column)
    elif told["lix"] > VERY_HARD and len(sentences) > 1:
        message = gettext("%(field)s: hard to read (reading level LIX %(lix)d).")
        yield Problem(message % told, column)
