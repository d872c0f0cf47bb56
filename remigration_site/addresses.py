"""Addresses that differ by language: the words for the seven needs."""

from django.utils.translation import get_language

from municipalities.needs import Need

NEED_SLUGS: dict[str, dict[Need, str]] = {
    "lv": {
        Need.WORK: "darbs",
        Need.BUSINESS: "uznemejdarbiba",
        Need.HOME: "majoklis",
        Need.LANGUAGE: "valoda",
        Need.CHILDREN: "berni",
        Need.HEALTH: "veseliba",
        Need.DOCUMENTS: "dokumenti",
    },
    "en": {
        Need.WORK: "work",
        Need.BUSINESS: "business",
        Need.HOME: "housing",
        Need.LANGUAGE: "language",
        Need.CHILDREN: "children",
        Need.HEALTH: "health",
        Need.DOCUMENTS: "documents",
    },
    "ru": {
        Need.WORK: "rabota",
        Need.BUSINESS: "biznes",
        Need.HOME: "zhilyo",
        Need.LANGUAGE: "yazyk",
        Need.CHILDREN: "deti",
        Need.HEALTH: "zdorovye",
        Need.DOCUMENTS: "dokumenty",
    },
}


class NeedConverter:
    """A need in an address, by its word in the active language."""

    regex = "|".join(sorted({slug for slugs in NEED_SLUGS.values() for slug in slugs.values()}))

    def to_python(self, value: str) -> Need:
        for need, slug in NEED_SLUGS[get_language()].items():
            if slug == value:
                return need
        raise ValueError(value)

    def to_url(self, value: Need | str) -> str:
        return NEED_SLUGS[get_language()][Need(value)]
