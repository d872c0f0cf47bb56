import pytest
from modeltranslation.translator import NotRegistered, translator

from tests import factories

pytestmark = pytest.mark.django_db

FACTORIES = [getattr(factories, name) for name in factories.__all__]
every_factory = pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)


@every_factory
def test_factory_makes_valid_rows(factory):
    for row in [factory(), factory()]:
        row.full_clean()


@every_factory
def test_factory_fills_every_language(factory):
    row = factory()

    try:
        fields = translator.get_options_for_model(type(row)).all_fields
    except NotRegistered:
        fields = {}
    empty = [
        column.name
        for columns in fields.values()
        for column in columns
        if not getattr(row, column.name)
    ]
    assert empty == []


@every_factory
def test_factory_publishes_what_can_be(factory):
    row = factory()

    assert getattr(row, "is_published", True)
