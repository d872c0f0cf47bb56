"""Which of the ten municipalities an address lies in, when all there is of it is free text."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Self

from municipalities.models import Locality, Municipality
from search.text import fold


class Unit(Enum):
    """What a place is called after its name, and the short form of that."""

    MUNICIPALITY = "nov."
    PARISH = "pag."
    TOWN = "pils."
    VILLAGE = "c."


# Folded words, in the cases that addresses are written in.
UNIT_OF_WORD = {
    **dict.fromkeys(("nov", "novads", "novada"), Unit.MUNICIPALITY),
    **dict.fromkeys(("pag", "pagasts", "pagasta"), Unit.PARISH),
    **dict.fromkeys(("pils", "pilseta", "pilsetas"), Unit.TOWN),
    **dict.fromkeys(("valstspils", "valstspilseta", "valstspilsetas"), Unit.TOWN),
    **dict.fromkeys(("c", "ciems", "ciema", "ciemats", "ciemata"), Unit.VILLAGE),
}
STREET_WORDS = frozenset(
    (
        *("iela", "ielas", "iel", "skersiela", "bulvaris", "bulv", "prospekts", "prosp", "gatve"),
        *("aleja", "linija", "laukums", "lauk", "cels", "soseja", "sos", "krastmala", "dambis"),
    )
)

_POSTAL_CODE = re.compile(r"\bLV[-–\s]*\d{4}\b", re.IGNORECASE)
# Farms and houses bear the names of villages elsewhere, and are written in quotation marks.
_HOUSE_NAME = re.compile(r"\"[^\"]*\"|''[^']*''|[“„][^“”]*[“”]|«[^»]*»")
_SEPARATOR = re.compile(r"[,;/()|\n]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Place:
    """One place named in an address, without the word for what it is."""

    written: str
    unit: Unit | None

    @property
    def name(self) -> str:
        return fold(self.written)

    def __str__(self) -> str:
        return f"{self.written} {self.unit.value}" if self.unit else self.written


def read(address: str) -> Iterator[Place]:
    """The places that `address` names; streets, houses and postal codes are left out."""
    address = _HOUSE_NAME.sub(" ", _POSTAL_CODE.sub(" ", address))
    for part in _SEPARATOR.split(address):
        words: list[str] = []
        for word in _WORD.findall(part):
            folded = fold(word)
            unit = UNIT_OF_WORD.get(folded)
            if unit and words:
                yield Place(" ".join(words), unit)
            if unit or folded in STREET_WORDS or any(map(str.isdigit, word)):
                # “Saldus iela 2 Liepāja”: what stands before belongs to the street.
                words = []
            else:
                words.append(word)
        if words:
            yield Place(" ".join(words), None)


def without_streets(address: str) -> str:
    """The places of `address`, by which addresses are counted."""
    return ", ".join(map(str, read(address)))


class PlaceFinder:
    """Finds the municipality of an address by the names in `Locality`.

    A municipality named in the address decides, then a parish, then a town or village. Where only
    a part of the named municipality belongs to the pilot, one of its places has to be named, too.
    """

    def __init__(
        self,
        localities: Iterable[tuple[str, Hashable, bool]],
        authorities: Iterable[tuple[str, Hashable]],
    ) -> None:
        """Takes (name, municipality, is ambiguous) of places, and (name, municipality) of those
        who answer for a municipality today."""
        self._places: defaultdict[tuple, list[tuple[Hashable, bool]]] = defaultdict(list)
        self._parts: defaultdict[str, set[Hashable]] = defaultdict(set)
        for name, municipality, is_ambiguous in localities:
            for place in read(name):
                self._places[place.name, place.unit].append((municipality, is_ambiguous))
        for name, municipality in authorities:
            for place in read(name):
                if place.unit is Unit.MUNICIPALITY:
                    self._parts[place.name].add(municipality)

    @classmethod
    def from_database(cls) -> Self:
        return cls(
            Locality.objects.values_list("name", "municipality", "is_ambiguous"),
            Municipality.objects.values_list("authority__name_lv", "pk"),
        )

    def __bool__(self) -> bool:
        """Whether there are any places to find."""
        return bool(self._places)

    def find(self, address: str) -> Hashable | None:
        """The municipality of `address`, or None when it lies elsewhere or that is not certain."""
        places = list(read(address))
        around = [place.name for place in places if place.unit is Unit.MUNICIPALITY]
        for name in around:
            for municipality, _is_ambiguous in self._places.get((name, Unit.MUNICIPALITY), []):
                return municipality
        allowed = set().union(*(self._parts.get(name, ()) for name in around))
        parishes = [place for place in places if place.unit is Unit.PARISH]
        for place in parishes or places:
            for municipality, is_ambiguous in self._known(place):
                if municipality in allowed or not (around or is_ambiguous):
                    return municipality
        return None

    def _known(self, place: Place) -> list[tuple[Hashable, bool]]:
        exact = self._places.get((place.name, place.unit))
        if exact or place.unit is Unit.PARISH:
            return exact or []
        # “Saldus pilsēta”, “Ozolnieki c.”: known by the name alone.
        return self._places.get((place.name, None), [])
