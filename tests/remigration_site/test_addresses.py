"""Addresses: the language first, section words translated, slugs the same everywhere."""

import pytest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation

from municipalities.needs import Need
from remigration_site.addresses import NEED_SLUGS, NeedConverter
from tests.factories import MunicipalityFactory, SlugHistoryFactory

PLACES = {"lv": "/lv/pasvaldibas/", "en": "/en/municipalities/", "ru": "/ru/samoupravleniya/"}


@pytest.mark.parametrize("language", NEED_SLUGS)
def test_every_need_has_its_own_word_in_each_language(language):
    words = NEED_SLUGS[language]

    assert set(words) == set(Need)
    assert len(set(words.values())) == len(Need)
    assert all(word.isascii() and word.islower() for word in words.values())


@pytest.mark.parametrize("language", NEED_SLUGS)
@pytest.mark.parametrize("need", Need)
def test_need_is_read_back_from_its_address(language, need):
    with translation.override(language):
        path = reverse("need", kwargs={"need": need})

        assert resolve(path).kwargs == {"need": need}


@pytest.mark.parametrize(("language", "word"), [("en", "darbs"), ("lv", "work"), ("ru", "darbs")])
def test_need_is_not_read_from_the_word_of_another_language(language, word):
    with translation.override(language), pytest.raises(ValueError, match=word):
        NeedConverter().to_python(word)
    with translation.override(language), pytest.raises(Resolver404):
        resolve(f"/{language}/{word}/")


def test_need_hides_no_section():
    with translation.override("lv"):
        names = ("municipality_list", "about", "accessibility", "privacy", "cookies", "site_map")

        assert [resolve(reverse(name)).view_name for name in names] == list(names)


@pytest.mark.django_db
@pytest.mark.parametrize("language", PLACES)
@pytest.mark.parametrize("with_need", [False, True])
def test_renamed_municipality_leads_on_in_the_same_language(client, language, with_need):
    place = MunicipalityFactory(slug="vecais")
    place.slug = "jaunais"
    place.save()
    end = f"{NEED_SLUGS[language][Need.HOME]}/" if with_need else ""

    response = client.get(f"{PLACES[language]}vecais/{end}?x=1")

    assert response.status_code == 301
    assert response["Location"] == f"{PLACES[language]}jaunais/{end}?x=1"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", PLACES)
@pytest.mark.parametrize("with_need", [False, True])
@pytest.mark.parametrize(
    ("slug", "status"), [("atsaukts", 410), ("nepublicets", 404), ("nav", 404), ("senais", 404)]
)
def test_municipality_that_is_not_shown_says_why(client, language, with_need, slug, status):
    MunicipalityFactory(slug="atsaukts", withdrawn_at=timezone.now())
    hidden = MunicipalityFactory(slug="nepublicets", published_at=None)
    SlugHistoryFactory(owner=hidden, slug="senais")
    end = f"{NEED_SLUGS[language][Need.HOME]}/" if with_need else ""

    assert client.get(f"{PLACES[language]}{slug}/{end}").status_code == status


@pytest.mark.django_db
def test_slug_used_again_belongs_to_its_new_owner(client):
    first = MunicipalityFactory(slug="novads")
    first.slug = "pirmais"
    first.save()
    MunicipalityFactory(slug="novads", name_lv="Otrais novads")

    response = client.get("/lv/pasvaldibas/novads/")

    assert response.status_code == 200
    assert "Otrais novads" in response.content.decode()
