"""Example listings are renewed by each run, and never pass for real ones."""

import datetime as dt

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.utils import timezone

from editorial import clock
from municipalities.models import Institution
from remigration_site import content
from support_programs.example_listings import MARK, NAME, SLUG, has_example_listings
from support_programs.models import Event, Home, Kindergarten, School, Vacancy
from tests.factories import (
    EventFactory,
    HomeFactory,
    InstitutionFactory,
    KindergartenFactory,
    MunicipalityFactory,
    SchoolFactory,
    VacancyFactory,
)

pytestmark = pytest.mark.django_db

PLACES = "daugavpils gulbene jelgava nereta ozolnieki rundale saldus skrunda smiltene tukums"
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
LATER = dt.timedelta(days=100)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """No test runs into midnight."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def places():
    for key in PLACES.split():
        MunicipalityFactory(content_key=key)


@pytest.fixture
def examples(places):
    call_command("example_listings", verbosity=0)


def count():
    models = [Vacancy, Home, Event, Kindergarten, School, Institution]
    return [model.objects.count() for model in models]


def test_second_run_changes_nothing(examples, capsys):
    before = set(Vacancy.objects.values_list("slug", "version"))

    call_command("example_listings")

    assert "0 written, 58 unchanged" in capsys.readouterr().out
    assert set(Vacancy.objects.values_list("slug", "version")) == before


def test_later_run_moves_the_days_and_adds_nothing(examples, monkeypatch):
    before = count()
    closing = dict(Vacancy.objects.values_list("slug", "closes_on"))
    monkeypatch.setattr(timezone, "now", lambda: NOW + LATER)

    call_command("example_listings", verbosity=0)

    assert count() == before
    assert dict(Vacancy.objects.values_list("slug", "closes_on")) == {
        slug: day and day + LATER for slug, day in closing.items()
    }


def test_later_run_takes_back_what_was_tried_out(examples):
    row = Vacancy.objects.listed().first()
    tried = {"withdrawn_at": NOW, "closed_on": clock.today(), "verified_on": clock.today()}
    Vacancy.objects.filter(pk=row.pk).update(**tried)

    call_command("example_listings", verbosity=0)

    again = Vacancy.objects.get(pk=row.pk)
    assert (again.withdrawn_at, again.closed_on, again.verified_on) == (None, None, None)


def test_example_listings_leave_real_ones_alone(places):
    real = VacancyFactory()

    call_command("example_listings", verbosity=0)

    real.refresh_from_db()
    assert (real.version, real.title_lv.startswith(MARK["lv"])) == (1, False)


def test_example_listings_are_refused_in_production(places, settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("example_listings")

    assert not has_example_listings()


def test_example_listings_want_the_content_first():
    with pytest.raises(CommandError, match="no municipality “jelgava”: run load_content first"):
        call_command("example_listings")


def test_real_rows_are_no_example_listings():
    for factory in (VacancyFactory, HomeFactory, EventFactory, KindergartenFactory, SchoolFactory):
        factory()

    assert not has_example_listings()


@pytest.mark.parametrize(
    "factory", [VacancyFactory, HomeFactory, EventFactory, KindergartenFactory, SchoolFactory]
)
def test_a_single_example_is_noticed(factory):
    factory(slug=f"{SLUG}1")

    assert has_example_listings()


def test_the_institution_of_an_example_is_noticed():
    InstitutionFactory(name=f"{NAME}skola")

    assert has_example_listings()


def test_load_content_does_not_name_example_listings(examples, tmp_path):
    for file, _model in content.FILES:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("[]")

    report = content.load(tmp_path)

    assert [line for line in report.gone if "municipalities.yaml" not in line] == []


def test_content_files_hold_no_example():
    files = list(project.BASE_DIR.glob("*/content/*.yaml"))

    assert files
    assert [file for file in files if MARK["lv"] in file.read_text(encoding="utf-8")] == []
