"""Stored sort keys: the only order in which both databases agree about “Ā”."""

from django.conf import settings
from django.db import models

from search.text import fold

MAX_LENGTH = 200


def fill_sort_keys(instance: models.Model, field: str) -> list[str]:
    """Set `sort_key_<language>` from the translated `field`, Latvian where one is missing.

    Returns the columns that hold the keys: `save(update_fields=…)` has to write them, too.
    """
    latvian = getattr(instance, f"{field}_lv") or ""
    keys = {f"sort_key_{language}": f"{field}_{language}" for language, _name in settings.LANGUAGES}
    for key, column in keys.items():
        text = getattr(instance, column) or latvian
        setattr(instance, key, fold(text)[:MAX_LENGTH])
    return ["sort_key", *keys]
