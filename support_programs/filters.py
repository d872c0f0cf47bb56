"""The filters of lists of measures: read from the address, applied, and shown again."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext

from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.models import Step
from support_programs.querysets import Availability, MeasureQuerySet, Status
from support_programs.stages import Stage

NATIONAL = "latvija"
KEYS = ("m", "need", "stage", "status")
# More values of one key than any form of ours sends are not read at all.
MOST_VALUES = 20


@dataclass
class MeasureFilter:
    """Choices of an address by key; what it does not know is left out and named in `unknown`."""

    path: str
    options: dict[str, dict[str, str]]
    chosen: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @classmethod
    def read(
        cls,
        query: QueryDict,
        path: str,
        municipalities: list[Municipality],
        keys: tuple[str, ...] = KEYS,
        national: bool = True,
    ) -> "MeasureFilter":
        """`national`: whether the list holds measures of all Latvia too."""
        options: dict[str, dict[str, str]] = {
            "m": {place.slug: place.short_name for place in municipalities}
            | ({NATIONAL: gettext("All of Latvia")} if national else {}),
            "need": {value: str(label) for value, label in Need.choices},
            "stage": {value: str(label) for value, label in Stage.choices},
            "status": {value: str(label) for value, label in Status.choices},
        }
        found = cls(path, {key: options[key] for key in keys})
        for key in keys:
            values = [value for value in query.getlist(key)[:MOST_VALUES] if value]
            known = list(dict.fromkeys(v for v in values if v in options[key]))
            found.chosen[key] = known if key == "m" else known[:1]
            found.unknown += [value[:40] for value in values if value not in options[key]]
        found.unknown += [
            key[:40] for key in list(query)[:MOST_VALUES] if key not in (*keys, "page")
        ]
        return found

    @property
    def is_active(self) -> bool:
        return any(self.chosen.values())

    def apply(self, measures: MeasureQuerySet) -> MeasureQuerySet:
        """Narrows measures read `with_status`; historic ones appear only when asked for."""
        places = self.chosen.get("m", [])
        if places:
            slugs = [slug for slug in places if slug != NATIONAL]
            found = measures.filter(municipality__slug__in=slugs)
            measures = found | measures.national() if NATIONAL in places else found
        for need in self.chosen.get("need", []):
            measures = measures.filter(need=need)
        for stage in self.chosen.get("stage", []):
            steps = Step.objects.filter(measure=OuterRef("pk"), stage=stage)
            measures = measures.filter(Exists(steps))
        statuses = self.chosen.get("status", [])
        if statuses:
            return measures.filter(status__in=statuses)
        return measures.exclude(availability=Availability.HISTORIC)

    def address(self, page: int = 1, without: tuple[str, str] | None = None) -> str:
        """The list with these choices, less one of them; page 1 is never written."""
        pairs = [
            (key, value)
            for key, values in self.chosen.items()
            for value in values
            if (key, value) != without
        ]
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def groups(self) -> list[dict]:
        """The form, as `components/filter_form.html` draws it."""
        words = {
            "m": (gettext("Municipality"), ""),
            "need": (gettext("Need"), gettext("any need")),
            "stage": (gettext("Stage"), gettext("any stage")),
            "status": (gettext("Status"), gettext("current ones")),
        }
        return [
            {
                "name": key,
                "label": words[key][0],
                "any": words[key][1],
                "kind": "checkboxes" if key == "m" else "select",
                "options": [
                    {"value": value, "label": label, "checked": value in self.chosen[key]}
                    for value, label in options.items()
                ],
            }
            for key, options in self.options.items()
        ]

    def chosen_list(self) -> list[dict]:
        """Each choice with the address of the list without it."""
        labels = {group["name"]: group["label"] for group in self.groups()}
        return [
            {
                "group": labels[key],
                "label": self.options[key][value],
                "path": self.address(without=(key, value)),
            }
            for key, values in self.chosen.items()
            for value in values
        ]
