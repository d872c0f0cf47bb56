import datetime as dt

import factory

from editorial.models import DailyRun, Digest
from tests.factories.user import UserFactory


class DailyRunFactory(factory.django.DjangoModelFactory):
    """Done, without problems."""

    class Meta:
        model = DailyRun

    day = dt.date(2026, 1, 15)
    started_at = dt.datetime(2026, 1, 15, 4, tzinfo=dt.UTC)
    finished_at = dt.datetime(2026, 1, 15, 4, 1, tzinfo=dt.UTC)
    results = factory.LazyFunction(lambda: {"offers": {"closed": 2}})


class DigestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Digest

    user = factory.SubFactory(UserFactory)
    day = dt.date(2026, 1, 15)
