"""How translations stand: municipality × language × state, and the rows behind each number.

However many rows there are, each takes one query over all models and one for what waits for review.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import Cast

from editorial.models import Publishable, Revision, User
from editorial.own_rows import label, publishable_models, rows_of
from editorial.querysets import PublishableQuerySet, translation_state
from editorial.rights import Rights, rights
from editorial.roles import Act
from editorial.translations import LANGUAGES, TranslationState, checked_in

# Keys of the rows whose texts in a language wait for review.
Waiting = dict[tuple[type[Publishable], str], set[int]]
# (key of the municipality or None, language, state) → number of rows.
Counts = dict[tuple[int | None, str, str], int]


@dataclass(frozen=True)
class Entry:
    """One row of a list over all models."""

    model: type[Publishable]
    pk: int
    label: str


def waiting(*models_: type[Publishable], own: Rights | None = None) -> Waiting:
    """What is being checked, of all models or of `models_`; where `own` is given, of the rows that
    the person sees. One query."""
    editions = Revision.objects.waiting()
    if own is not None:
        editions = editions.filter(rows_of(own, Act.SEE))
    if models_:
        types = ContentType.objects.get_for_models(*models_, for_concrete_models=False)
        editions = editions.filter(content_type__in=types.values())
    found = defaultdict(set)
    for edition in editions.only("content_type", "object_id", "base", "data"):
        model = ContentType.objects.get_for_id(edition.content_type_id).model_class()
        for language in checked_in(edition):
            found[model, language].add(edition.object_id)
    return found


def whole_state(model: type[Publishable], language: str, among: Waiting) -> Case:
    """`translation_state`, or that it is being checked."""
    return Case(
        When(pk__in=among.get((model, language), ()), then=Value(TranslationState.CHECKED.value)),
        default=translation_state(language),
        output_field=models.CharField(),
    )


def own_rows(model: type[Publishable], user: User) -> PublishableQuerySet:
    """Rows of the places for which the person works; an administrator, for all."""
    rows, own = model.objects.order_by(), rights(user)
    if own.is_administrator:
        return rows
    return rows.filter(model.of(own.places(Act.SEE, model.subject)))


def counts(user: User) -> Counts:
    among = waiting(own=rights(user))
    found: Counts = defaultdict(int)
    parts = [
        own_rows(model, user)
        .to_translate(language)
        .annotate(
            of_place=F(model.municipality_path),
            in_language=Value(language),
            in_state=whole_state(model, language, among),
        )
        .values_list("of_place", "in_language", "in_state")
        .annotate(how_many=Count("pk"))
        for model in publishable_models()
        for language in LANGUAGES
    ]
    first, *others = parts
    for place, language, state, count in first.union(*others, all=True):
        found[place, language, state] += count
    return found


def rows(user: User, language: str, state: str, place: int | None) -> models.QuerySet:
    """The rows behind one number of the matrix, by kind and name, to be cut into pages and handed
    to `entries`."""
    among = waiting(own=rights(user))
    parts = [
        own_rows(model, user)
        .to_translate(language)
        .alias(in_state=whole_state(model, language, among))
        .filter(in_state=state, **_in_place(model, place))
        .annotate(
            of_kind=Value(number),
            key=Cast("pk", models.BigIntegerField()),
            label=Cast(model.label_path, models.TextField()),
        )
        .values_list("of_kind", "key", "label")
        for number, model in enumerate(publishable_models())
    ]
    first, *others = parts
    return first.union(*others, all=True).order_by("of_kind", "label", "key")


def _in_place(model: type[Publishable], place: int | None) -> dict:
    path = model.municipality_path
    return {f"{path}__isnull": True} if place is None else {path: place}


def entries(page: list[tuple[int, int, str]]) -> Iterator[Entry]:
    kinds = publishable_models()
    for kind, key, name in page:
        yield Entry(kinds[kind], key, label(kinds[kind], name))
