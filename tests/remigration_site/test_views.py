"""The page of a municipality: what it says in short, and in which language."""

import pytest

from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db

NAMES = {
    "authority": ("authority", "name", "Ādažu novada pašvaldība"),
    "region": ("region", "name", "Rīgas plānošanas reģions"),
    "centre": ("", "centre", "Ādažu pilsēta"),
}


def page_of(client, language, path="municipalities"):
    return client.get(f"/{language}/{path}/adazi/").content.decode()


@pytest.mark.parametrize("what", NAMES)
def test_name_without_a_translation_is_marked_as_latvian(client, what):
    owner, field, name = NAMES[what]
    prefix = f"{owner}__{field}" if owner else field
    MunicipalityFactory(
        slug="adazi",
        authority__website="",
        **{f"{prefix}_lv": name, f"{prefix}_en": "", f"{prefix}_ru": ""},
    )

    assert f'<dd class="fact-list__value" lang="lv">{name}</dd>' in page_of(client, "en")


def test_translated_names_are_not_marked(client):
    MunicipalityFactory(slug="adazi")

    assert '<dd class="fact-list__value" lang' not in page_of(client, "en")


def test_latvian_page_marks_nothing_as_latvian(client):
    MunicipalityFactory(slug="adazi", centre_en="", centre_ru="")

    assert '<dd class="fact-list__value" lang' not in page_of(client, "lv", "pasvaldibas")
