from typing import TYPE_CHECKING, Self

from django.db.models import F, Q

from editorial.querysets import HistoricQuerySet
from municipalities.querysets import in_open_place

if TYPE_CHECKING:
    from municipalities.models import Municipality


class ContactQuerySet(HistoricQuerySet):
    def published(self) -> Self:
        """The contact of a municipality goes with it."""
        return super().published().filter(Q(municipality__isnull=True) | in_open_place())

    def answering_for(self, municipality: "Municipality") -> Self:
        """Everyone who answers, or once answered, for the municipality: itself, its authority of
        today and its planning region."""
        return self.filter(
            Q(municipality=municipality)
            | Q(authority=municipality.authority_id)
            | Q(region=municipality.region_id)
        )

    def with_owner(self) -> Self:
        return self.select_related("region", "authority", "municipality")

    def in_reading_order(self) -> Self:
        return self.order_by("position", "pk")

    def general_first(self) -> Self:
        """The municipality before the region, so that the nearest answer comes first."""
        return self.order_by(
            F("municipality").asc(nulls_last=True),
            F("authority").asc(nulls_last=True),
            "position",
            "pk",
        )

    def block_for(self, municipality: "Municipality") -> list[dict]:
        """“Who answers” on the pages of a municipality: its own general contacts, its authority of
        today and its region's coordinator. One query."""
        general = [self.model.Kind.COORDINATOR, self.model.Kind.MUNICIPAL]
        contacts = self.listed().answering_for(municipality).filter(kind__in=general).with_owner()
        return [contact.entry() for contact in contacts.general_first()]
