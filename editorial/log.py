"""Writing to the log of who did what."""

from typing import Any

from django.db import models

from editorial.models import Action, Change, Placed, User
from editorial.models.change import MAX_LABEL


def record(
    action: Action,
    row: models.Model,
    by: User | None,
    *,
    fields: dict[str, list[Any]] | None = None,
    note: str = "",
    is_public: bool = False,
) -> Change:
    """Add a line; `by` is None for what the site did by itself. `is_public`: the readers saw it
    happen. To be called in the transaction of the change."""
    municipality, region = row.log_place() if isinstance(row, Placed) else (None, None)
    return Change.objects.create(
        actor=by,
        actor_name=str(by or ""),
        action=action,
        model=row._meta.label_lower,
        object_id=row.pk,
        label=str(row)[:MAX_LABEL],
        municipality_id=municipality,
        region_id=region,
        need=getattr(row, "need", "") or "",
        fields=fields or {},
        note=note,
        is_public=is_public,
    )
