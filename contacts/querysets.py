from typing import TYPE_CHECKING, Self

from django.db.models import Q

from editorial.querysets import HistoricQuerySet

if TYPE_CHECKING:
    from municipalities.models import Municipality


class ContactQuerySet(HistoricQuerySet):
    def answering_for(self, municipality: "Municipality") -> Self:
        """Everyone who answers, or once answered, for the municipality: itself, its authority of
        today and its planning region."""
        return self.filter(
            Q(municipality=municipality)
            | Q(authority=municipality.authority_id)
            | Q(region=municipality.region_id)
        )

    def in_reading_order(self) -> Self:
        return self.order_by("position", "pk")
