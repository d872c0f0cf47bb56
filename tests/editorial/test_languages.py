"""What translated models keep to: Latvian where a text is missing, all languages in history."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import translation
from modeltranslation.translator import NotRegistered, translator

from municipalities.models import Authority, Municipality
from support_programs.models import SupportMeasure
from tests import factories
from tests.factories import (
    AuthorityFactory,
    InstitutionFactory,
    LocalityFactory,
    MunicipalityFactory,
    PlanningRegionFactory,
    SourceFactory,
    SupportMeasureFactory,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ["lv", "en", "ru"]


def translated_columns(model):
    try:
        return [
            column.name
            for columns in translator.get_options_for_model(model).all_fields.values()
            for column in columns
        ]
    except NotRegistered:
        return []


TRANSLATED = [
    factory
    for factory in (getattr(factories, name) for name in factories.__all__)
    if translated_columns(factory._meta.model)
]
each_translated = pytest.mark.parametrize(
    "factory", TRANSLATED, ids=lambda factory: factory._meta.model.__name__
)


@each_translated
def test_history_holds_every_language(factory):
    row = factory()

    version = row.history.get()

    columns = translated_columns(type(row))
    assert {column: getattr(version, column) for column in columns} == {
        column: getattr(row, column) for column in columns
    }


def test_history_is_kept_of_sources_too():
    source = SourceFactory(publisher="Ādaži")
    source.publisher = "Ādažu novads"
    source.save()

    assert [version.publisher for version in source.history.all()] == ["Ādažu novads", "Ādaži"]


@pytest.mark.parametrize(
    ("language", "title"), [("lv", "Grants"), ("en", "Grant"), ("ru", "Грант")]
)
def test_text_is_read_in_the_active_language(language, title):
    measure = SupportMeasureFactory(title_lv="Grants", title_en="Grant", title_ru="Грант")

    with translation.override(language):
        assert SupportMeasure.objects.get(pk=measure.pk).title == title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", [None, ""])
def test_text_is_read_in_latvian_when_missing(language, missing):
    measure = SupportMeasureFactory(title_lv="Grants", title_en=missing, title_ru=missing)

    with translation.override(language):
        assert SupportMeasure.objects.get(pk=measure.pk).title == "Grants"


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (AuthorityFactory, "name"),
        (PlanningRegionFactory, "name"),
        (MunicipalityFactory, "short_name"),
        (SupportMeasureFactory, "title"),
    ],
)
def test_sort_key_is_folded_per_language_and_latvian_when_missing(factory, field):
    row = factory(
        **{f"{field}_lv": "Ādaži, Ķekava", f"{field}_en": "The “Way”", f"{field}_ru": None}
    )

    keys = [getattr(row, f"sort_key_{language}") for language in LANGUAGES]
    assert keys == ["adazi kekava", "the way", "adazi kekava"]


def test_sort_key_follows_a_changed_text():
    municipality = MunicipalityFactory(short_name_ru="Адажи")
    municipality.short_name_ru = "Ёлки"

    municipality.save()

    assert Municipality.objects.get(pk=municipality.pk).sort_key_ru == "елки"


@pytest.mark.parametrize(
    ("factory", "name", "key"),
    [
        (AuthorityFactory, "name_lv", "sort_key_lv"),
        (InstitutionFactory, "name", "sort_key"),
        (LocalityFactory, "name", "sort_key"),
        (MunicipalityFactory, "short_name_lv", "sort_key_lv"),
        (PlanningRegionFactory, "name_lv", "sort_key_lv"),
        (SupportMeasureFactory, "title_lv", "sort_key_lv"),
    ],
)
def test_sort_key_follows_a_text_that_is_saved_alone(factory, name, key):
    row = factory()
    setattr(row, name, "Žagare")

    row.save(update_fields=[name])

    assert getattr(type(row)._base_manager.get(pk=row.pk), key) == "zagare"


def test_sort_key_of_an_institution_is_its_folded_name():
    assert InstitutionFactory(name="Ādažu vidusskola").sort_key == "adazu vidusskola"


def test_authorities_stand_in_the_order_of_the_alphabet():
    for name in ["Zemgales novads", "Ārlietu ministrija", "Bauskas novads"]:
        AuthorityFactory(name_lv=name)

    names = [authority.name_lv for authority in Authority.objects.all()]

    assert names == ["Ārlietu ministrija", "Bauskas novads", "Zemgales novads"]


def test_migration_fills_the_sort_keys_of_authorities():
    authority = AuthorityFactory(name_lv="Ārlietu ministrija", name_en="The ministry", name_ru=None)
    Authority.objects.update(sort_key_lv=None, sort_key_en=None, sort_key_ru=None)
    migration = import_module("municipalities.migrations.0004_fill_authority_sort_keys")

    migration.fill(apps, None)

    authority.refresh_from_db()
    keys = [authority.sort_key_lv, authority.sort_key_en, authority.sort_key_ru]
    assert keys == ["arlietu ministrija", "the ministry", "arlietu ministrija"]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("lv", ["Ādaži", "Brocēni", "Žagare"]),
        ("en", ["Broceni", "Upper Ādaži", "Zagare"]),
        ("ru", ["Адажи", "Броцены", "Жагаре"]),
    ],
)
def test_reading_order_is_that_of_the_language(language, order):
    names = [
        ("Žagare", "Zagare", "Жагаре"),
        ("Ādaži", "Upper Ādaži", "Адажи"),
        ("Brocēni", "Broceni", "Броцены"),
    ]
    for lv, en, ru in names:
        MunicipalityFactory(short_name_lv=lv, short_name_en=en, short_name_ru=ru)

    with translation.override(language):
        read = [row.short_name for row in Municipality.objects.in_reading_order()]

    assert read == order
