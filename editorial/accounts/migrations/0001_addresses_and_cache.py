"""Addresses of the accounts there are, and the table of the cache, if it is one."""

from django.core.management import call_command
from django.db import migrations


def copy_addresses(apps, schema_editor):
    User = apps.get_model("editorial", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    EmailAddress.objects.bulk_create(
        EmailAddress(user_id=pk, email=email, verified=True, primary=True)
        for pk, email in User.objects.values_list("pk", "email")
    )


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("editorial", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunPython(copy_addresses, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
