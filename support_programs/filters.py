"""The filters of lists: read from the address, applied, and shown again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.models import Step
from support_programs.querysets import Availability, MeasureQuerySet, Status
from support_programs.stages import Stage

NATIONAL = "latvija"
# More values of one key than any form of ours sends are not read at all.
MOST_VALUES = 20


@dataclass(frozen=True)
class Choice:
    """One key of an address and the values it may have, each with its words."""

    key: str
    label: str
    options: dict[str, str]
    # The words of the choice nobody made; none means that several may be chosen.
    any: str = ""
    # An order is chosen like a filter, but leaves nothing out.
    is_order: bool = False


@dataclass
class ListFilter:
    """Choices of an address by key; what it does not know is left out and named in `unknown`."""

    path: str
    choices: list[Choice]
    chosen: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, query: QueryDict, path: str, choices: Iterable[Choice]) -> "ListFilter":
        found = cls(path, list(choices))
        for choice in found.choices:
            values = [value for value in query.getlist(choice.key)[:MOST_VALUES] if value]
            known = list(dict.fromkeys(v for v in values if v in choice.options))
            found.chosen[choice.key] = known[:1] if choice.any else known
            found.unknown += [value[:40] for value in values if value not in choice.options]
        keys = {"page", *(choice.key for choice in found.choices)}
        found.unknown += [key[:40] for key in list(query)[:MOST_VALUES] if key not in keys]
        return found

    def values(self, key: str) -> list[str]:
        return self.chosen.get(key, [])

    def value(self, key: str) -> str:
        """The one value of a key that takes one; empty when nothing is chosen."""
        return next(iter(self.values(key)), "")

    @property
    def is_active(self) -> bool:
        """Whether something is left out of the list."""
        return any(self.chosen[choice.key] for choice in self.choices if not choice.is_order)

    def query(self, page: int = 1, without: tuple[str, str] | None = None) -> str:
        """The choices as the query of an address, less one of them; page 1 is never written."""
        pairs = [
            (key, value)
            for key, values in self.chosen.items()
            for value in values
            if (key, value) != without
        ]
        if page > 1:
            pairs.append(("page", str(page)))
        return f"?{urlencode(pairs)}" if pairs else ""

    def address(self, page: int = 1, without: tuple[str, str] | None = None) -> str:
        return self.path + self.query(page, without)

    def groups(self) -> list[dict]:
        """The form, as `components/filter_form.html` draws it."""
        return [
            {
                "name": choice.key,
                "label": choice.label,
                "any": choice.any,
                "kind": "select" if choice.any else "checkboxes",
                "options": [
                    {"value": value, "label": label, "checked": value in self.chosen[choice.key]}
                    for value, label in choice.options.items()
                ],
            }
            for choice in self.choices
        ]

    def chosen_list(self) -> list[dict]:
        """Each choice with the address of the list without it."""
        return [
            {
                "group": choice.label,
                "label": choice.options[value],
                "path": self.address(without=(choice.key, value)),
            }
            for choice in self.choices
            if not choice.is_order
            for value in self.chosen[choice.key]
        ]


def feed(request: HttpRequest, label: str, name: str, chosen: ListFilter) -> dict[str, str]:
    """The feed of that name with the choices of the page, for `components/feeds.html`."""
    address = request.build_absolute_uri(reverse(name) + chosen.query())
    return {"label": label, "address": address}


def labels(choices: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The `choices` of a model field as the options of a filter."""
    return {str(value): str(label) for value, label in choices if value}


def place_choice(municipalities: Iterable[Municipality], national: bool = False) -> Choice:
    """`national`: whether the list holds rows of all Latvia too."""
    options = {place.slug: place.short_name for place in municipalities}
    if national:
        options[NATIONAL] = gettext("All of Latvia")
    return Choice("m", gettext("Municipality"), options)


def need_choice() -> Choice:
    return Choice("need", gettext("Need"), labels(Need.choices), gettext("any need"))


class MeasureFilter(ListFilter):
    """The filter of lists of measures."""

    @classmethod
    def of_measures(
        cls,
        query: QueryDict,
        path: str,
        municipalities: Iterable[Municipality],
        keys: tuple[str, ...] = ("m", "need", "stage", "status"),
        national: bool = True,
    ) -> "MeasureFilter":
        """`national`: whether the list holds measures of all Latvia too."""
        choices = [
            place_choice(municipalities, national),
            need_choice(),
            Choice("stage", gettext("Stage"), labels(Stage.choices), gettext("any stage")),
            Choice("status", gettext("Status"), labels(Status.choices), gettext("current ones")),
        ]
        return cls.read(query, path, [choice for choice in choices if choice.key in keys])

    def apply(self, measures: MeasureQuerySet) -> MeasureQuerySet:
        """Narrows measures read `with_status`; historic ones appear only when asked for."""
        if places := self.values("m"):
            slugs = [slug for slug in places if slug != NATIONAL]
            found = measures.filter(municipality__slug__in=slugs)
            measures = found | measures.national() if NATIONAL in places else found
        if need := self.value("need"):
            measures = measures.filter(need=need)
        if stage := self.value("stage"):
            steps = Step.objects.filter(measure=OuterRef("pk"), stage=stage)
            measures = measures.filter(Exists(steps))
        if status := self.value("status"):
            return measures.filter(status=status)
        return measures.exclude(availability=Availability.HISTORIC)
