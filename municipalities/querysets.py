"""What goes with a municipality: withdrawing that closes whatever belongs to it, too."""

from typing import Self

from django.db.models import Q

from editorial.querysets import HistoricQuerySet, PublishableQuerySet


def in_open_place(path: str = "municipality") -> Q:
    """Rows whose municipality, reached by `path`, may be opened. Where rows may do without one,
    add those that have none."""
    return Q(**{f"{path}__published_at__isnull": False, f"{path}__withdrawn_at__isnull": True})


class LocalQuerySet(PublishableQuerySet):
    """Facts of a municipality."""

    def published(self) -> Self:
        return super().published().filter(in_open_place())


class LocalOrGeneralQuerySet(PublishableQuerySet):
    """Facts of a municipality, or of none when they are true everywhere."""

    def published(self) -> Self:
        return super().published().filter(Q(municipality__isnull=True) | in_open_place())


class InstitutionQuerySet(HistoricQuerySet):
    def published(self) -> Self:
        return super().published().filter(in_open_place())


class MunicipalityQuerySet(PublishableQuerySet):
    def in_reading_order(self) -> Self:
        """By name, as the reader's alphabet has it."""
        return self.order_by("sort_key", "pk")

    def with_authority(self) -> Self:
        return self.select_related("authority", "region")
