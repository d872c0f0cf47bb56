from django.db import migrations

from search.text import fold

MAX_LENGTH = 200


def fill(apps, schema_editor):
    """As saving does it: Latvian where a name is missing."""
    authorities = apps.get_model("municipalities", "Authority").objects
    for authority in authorities.all():
        latvian = authority.name_lv or ""
        for language in ("lv", "en", "ru"):
            name = getattr(authority, f"name_{language}") or latvian
            setattr(authority, f"sort_key_{language}", fold(name)[:MAX_LENGTH])
        authority.save()


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0003_localities_and_known_choices")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
