import datetime as dt

import factory

from support_programs.models import Round
from tests.factories.measure import SupportMeasureFactory


class RoundFactory(factory.django.DjangoModelFactory):
    """A call from 1 to 31 March 2026, without times."""

    class Meta:
        model = Round

    measure = factory.SubFactory(SupportMeasureFactory)
    key = factory.Sequence("r{}".format)
    year = 2026
    opens = dt.date(2026, 3, 1)
    closes = dt.date(2026, 3, 31)
    amount_min = 1000
    amount_max = 7000
    budget = 70_000
    applied = 20
    won = 10
    note_lv = "Otrā kārta."
    note_en = "The second call."
    note_ru = "Второй тур."
