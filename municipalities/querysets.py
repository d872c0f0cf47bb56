from typing import Self

from editorial.querysets import PublishableQuerySet


class MunicipalityQuerySet(PublishableQuerySet):
    def in_reading_order(self) -> Self:
        """By name, as the reader's alphabet has it."""
        return self.order_by("sort_key", "pk")

    def with_authority(self) -> Self:
        return self.select_related("authority", "region")
