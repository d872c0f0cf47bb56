import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.models import SlugHistory
from municipalities.models import Municipality
from support_programs.models import SupportMeasure
from tests.factories import MunicipalityFactory, SupportMeasureFactory

pytestmark = pytest.mark.django_db


def rename(row, slug):
    row.slug = slug
    row.save()


@pytest.mark.parametrize("factory", [MunicipalityFactory, SupportMeasureFactory])
def test_old_address_leads_to_the_renamed_row(factory):
    row = factory(slug="vecais")

    rename(row, "jaunais")

    assert SlugHistory.objects.owner_of(type(row), "vecais") == row


def test_new_address_is_not_saved_when_the_old_one_cannot_be_remembered(monkeypatch):
    def fail(*args):
        raise RuntimeError("planned")

    row = MunicipalityFactory(slug="vecais")
    monkeypatch.setattr(SlugHistory.objects._queryset_class, "remember", fail)

    with pytest.raises(RuntimeError):
        rename(row, "jaunais")

    row.refresh_from_db()
    assert row.slug == "vecais"


@pytest.mark.postgresql
def test_row_is_locked_while_its_old_address_is_read():
    row = MunicipalityFactory()

    with CaptureQueriesContext(connection) as queries:
        row.save()

    assert "FOR UPDATE" in queries[1]["sql"]


def test_every_old_address_leads_to_the_row():
    row = MunicipalityFactory(slug="pirmais")

    rename(row, "otrais")
    rename(row, "tresais")

    owners = [SlugHistory.objects.owner_of(Municipality, slug) for slug in ["pirmais", "otrais"]]
    assert owners == [row, row]


def test_old_address_leads_to_the_row_that_left_it_last():
    first, second = MunicipalityFactory(slug="adrese"), MunicipalityFactory()
    rename(first, "pirmais")
    rename(second, "adrese")

    rename(second, "otrais")

    assert SlugHistory.objects.owner_of(Municipality, "adrese") == second


def test_old_address_belongs_to_one_kind_of_page():
    rename(MunicipalityFactory(slug="vecais"), "jaunais")

    assert SlugHistory.objects.owner_of(SupportMeasure, "vecais") is None


def test_unknown_address_leads_nowhere():
    assert SlugHistory.objects.owner_of(Municipality, "nekad-nebijis") is None


def test_old_address_of_a_deleted_row_leads_nowhere():
    row = MunicipalityFactory(slug="vecais")
    rename(row, "jaunais")

    row.delete()

    assert SlugHistory.objects.owner_of(Municipality, "vecais") is None


def test_save_without_a_new_address_remembers_nothing():
    row = MunicipalityFactory()

    row.save()

    assert not SlugHistory.objects.exists()


def test_save_of_other_fields_remembers_nothing():
    row = MunicipalityFactory(slug="adrese")
    row.slug = "cita"

    row.save(update_fields=["population"])

    assert not SlugHistory.objects.exists()
