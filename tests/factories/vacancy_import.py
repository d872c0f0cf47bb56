import datetime as dt

import factory

from support_programs.models import VacancyImport


class VacancyImportFactory(factory.django.DjangoModelFactory):
    """A run that came to its end."""

    class Meta:
        model = VacancyImport

    source = "https://data.gov.example/vakances.csv"
    started_at = dt.datetime(2026, 1, 15, 3, tzinfo=dt.UTC)
    finished_at = dt.datetime(2026, 1, 15, 3, 1, tzinfo=dt.UTC)
    rows = 120
    created = 10
    updated = 5
    unchanged = 85
    closed = 3
    elsewhere = 20
