from typing import Self

from django.db import models


class PublishableQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Rows that may be opened."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def listed(self) -> Self:
        """Rows that lists, counts and the matrix start from: published and not historic."""
        return self.published()


class HistoricQuerySet(PublishableQuerySet):
    """For models that mark a row `is_historic` when it is kept only as history."""

    def listed(self) -> Self:
        return self.published().filter(is_historic=False)

    def historic(self) -> Self:
        return self.published().filter(is_historic=True)
