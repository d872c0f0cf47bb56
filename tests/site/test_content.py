"""The project's own content: whole, and quiet when it is loaded a second time."""

import pytest
from modeltranslation.translator import NotRegistered, translator

from editorial.models import Publishable
from municipalities.models import Municipality, PlanningRegion
from remigration_site import content as content_files
from support_programs.models import SupportMeasure

pytestmark = pytest.mark.django_db


def test_content_is_loaded_whole(content):
    assert content.created
    assert content.left_alone == content.gone == []


def test_content_has_the_ten_municipalities_and_five_regions(content):
    assert Municipality.objects.published().count() == 10
    assert PlanningRegion.objects.count() == 5


def test_content_has_the_local_measures_and_the_national_ones(content):
    published = SupportMeasure.objects.published()

    assert published.local().count() == 66
    assert published.national().count() >= 10


def test_content_loaded_again_changes_nothing(content):
    before = [list(m.objects.order_by("pk").values()) for _file, m in content_files.FILES]
    history = SupportMeasure.history.count()

    report = content_files.load()

    assert (report.created, report.updated, report.left_alone) == ([], [], [])
    assert report.unchanged == len(content.created)
    assert [list(m.objects.order_by("pk").values()) for _file, m in content_files.FILES] == before
    assert SupportMeasure.history.count() == history


def test_content_is_unconfirmed_until_somebody_confirms_it(content):
    models = [model for _file, model in content_files.FILES if issubclass(model, Publishable)]

    assert not any(model.objects.filter(verified_on__isnull=False).exists() for model in models)


def test_content_is_translated_whole(content):
    faults = []
    for _file, model in content_files.FILES:
        try:
            fields = translator.get_options_for_model(model).get_field_names()
        except NotRegistered:  # a model with nothing to translate
            continue
        for row in model.objects.all():
            for name in set(fields) - {"sort_key"}:
                texts = [getattr(row, f"{name}_{code}") or "" for code in ("lv", "en", "ru")]
                if len({bool(text) for text in texts}) > 1:
                    faults.append(f"{model.__name__} {row.content_key}: {name}")

    assert not faults, faults
