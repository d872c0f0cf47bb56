from operator import attrgetter
from typing import ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q

from editorial.places import Places
from editorial.roles import Subject


class Placed(models.Model):
    """A row of a municipality, or of the whole country when it names none: decides who may see and
    change it."""

    subject: ClassVar[Subject] = Subject.FACT
    # The way from the row to the key of its municipality.
    municipality_path: ClassVar[str] = "municipality_id"

    class Meta:
        abstract = True

    @classmethod
    def of(cls, places: Places) -> Q:
        """Rows that belong to `places`."""
        return Q(**{f"{cls.municipality_path}__in": places.municipalities})

    @classmethod
    def national(cls) -> Q:
        return Q(**{f"{cls.municipality_path}__isnull": True})

    def is_of(self, places: Places) -> bool:
        """The same condition as `of`."""
        return self._municipality_key() in places.municipalities

    def is_national(self) -> bool:
        """The same condition as `national`."""
        return self._municipality_key() is None

    def log_place(self) -> tuple[int | None, int | None]:
        """Keys of the municipality and of the planning region in whose log its changes stand."""
        key = self._municipality_key()
        regions = apps.get_model("municipalities", "Municipality")._base_manager.filter(pk=key)
        return key, regions.values_list("region_id", flat=True).first()

    def _municipality_key(self) -> int | None:
        return attrgetter(self.municipality_path.replace("__", "."))(self)
