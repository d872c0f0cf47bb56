import factory
from django.contrib.contenttypes.models import ContentType

from editorial.editions import snapshot
from editorial.models import Revision
from tests.factories.measure import SupportMeasureFactory
from tests.factories.user import UserFactory


class RevisionFactory(factory.django.DjangoModelFactory):
    """A draft beside a public measure, which says the same; `row=` names another row."""

    class Meta:
        model = Revision
        exclude = ["row"]

    row = factory.SubFactory(SupportMeasureFactory)
    content_type = factory.LazyAttribute(lambda o: ContentType.objects.get_for_model(o.row))
    object_id = factory.SelfAttribute("row.pk")
    base = factory.LazyAttribute(lambda o: snapshot(o.row))
    data = factory.LazyAttribute(lambda o: snapshot(o.row))
    author = factory.SubFactory(UserFactory, is_staff=True)
