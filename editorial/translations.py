"""Which Latvian text a translation was made from."""

import hashlib
import json

from django.db import models
from django.utils.translation import get_language
from modeltranslation.translator import NotRegistered, translator


def _latvian_texts(instance: models.Model) -> dict[str, str]:
    try:
        fields = translator.get_options_for_model(type(instance)).get_field_names()
    except NotRegistered:
        return {}
    return {field: getattr(instance, f"{field}_lv") or "" for field in sorted(fields)}


def latvian_hash(instance: models.Model, children: list[models.Model]) -> str:
    """One hash of all Latvian texts of a row and of its inline `children`.

    A translation is current while the hash it was made from is still this one.
    """
    texts = [_latvian_texts(instance)]
    texts += [{"key": child.key, **_latvian_texts(child)} for child in children]
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def lacks_translation(instance: models.Model) -> bool:
    """Whether some text of the row is there in Latvian but not in the active language."""
    language = get_language()
    return language != "lv" and any(
        text and not getattr(instance, f"{field}_{language}")
        for field, text in _latvian_texts(instance).items()
    )
