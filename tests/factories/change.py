import datetime as dt

import factory

from editorial.models import Action, Change
from tests.factories.measure import SupportMeasureFactory
from tests.factories.user import UserFactory


class ChangeFactory(factory.django.DjangoModelFactory):
    """A public line about a measure; `row=` for another row. Lines are in its municipality."""

    class Meta:
        model = Change

    class Params:
        row = factory.SubFactory(SupportMeasureFactory)

    at = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
    actor = factory.SubFactory(UserFactory)
    actor_name = factory.LazyAttribute(lambda line: str(line.actor or ""))
    action = Action.CHANGED
    model = factory.LazyAttribute(lambda line: line.row._meta.label_lower)
    object_id = factory.LazyAttribute(lambda line: line.row.pk)
    label = factory.LazyAttribute(lambda line: str(line.row))
    municipality_id = factory.LazyAttribute(lambda line: line.row.log_place()[0])
    region_id = factory.LazyAttribute(lambda line: line.row.log_place()[1])
    need = factory.LazyAttribute(lambda line: getattr(line.row, "need", ""))
    fields = factory.LazyFunction(
        lambda: {"summary_lv": ["Atbalsts ģimenēm.", "Atbalsts visām ģimenēm."]}
    )
    is_public = True
