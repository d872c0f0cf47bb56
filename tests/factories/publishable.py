import datetime as dt

import factory


class PublishableFactory(factory.django.DjangoModelFactory):
    """Published and unconfirmed, as loaded content is; `sources=[…]` adds sources."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    published_at = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
    as_of = "2026-01"

    @factory.post_generation
    def sources(self, create, extracted, **kwargs):
        if extracted:
            self.sources.set(extracted)
