"""Opening one page by its address: it is there, has moved, was withdrawn, or never was."""

from django.db import models
from django.http import Http404

from editorial.models import SlugHistory
from editorial.querysets import PublishableQuerySet
from editorial.translations import hide


class Moved(Exception):
    """The row has a new address; answered with 301."""

    def __init__(self, owner: models.Model) -> None:
        super().__init__(str(owner))
        self.owner = owner


class Gone(Exception):
    """The row was withdrawn; answered with 410."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(str(row))
        self.row = row


def published_or_404(rows: PublishableQuerySet, slug: str) -> models.Model:
    """The published row with this address, as readers see it.

    Raises Moved, Gone or Http404; `remigration_site.middleware.PageStates` answers for them.
    """
    row = rows.filter(slug=slug).first()
    if row is not None and row.is_published:
        return hide([row])[0]
    if row is None or row.published_at is None:
        # An old address goes on leading to its owner, even where a draft waits to take it.
        row = SlugHistory.objects.owner_of(rows.model, slug)
        if row is not None and row.is_published:
            raise Moved(row)
    if row is not None and row.published_at is not None:
        raise Gone(row)
    raise Http404("No such page.")
