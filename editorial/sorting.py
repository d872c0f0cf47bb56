"""Stored sort keys: the only order in which both databases agree about “Ā”."""

from django.conf import settings
from django.db import models

from search.text import fold

MAX_LENGTH = 200


def fill_sort_keys(instance: models.Model, field: str) -> None:
    """Set `sort_key_<language>` from the translated `field`, Latvian where one is missing."""
    latvian = getattr(instance, f"{field}_lv") or ""
    for language, _name in settings.LANGUAGES:
        text = getattr(instance, f"{field}_{language}") or latvian
        setattr(instance, f"sort_key_{language}", fold(text)[:MAX_LENGTH])
