"""Words of django-simple-history and django-import-export, which speak no Latvian, and those of
Django's own administration that join a name in the wrong case: named here so that `make messages`
puts them into our catalogues.
"""

from django.utils.translation import gettext_noop

SIMPLE_HISTORY = [
    gettext_noop("Change history: %s"),
    gettext_noop("View history: %s"),
    gettext_noop("Revert %s"),
    gettext_noop("Created"),
    gettext_noop("Changed"),
    gettext_noop("Deleted"),
    gettext_noop(
        "Choose a date from the list below to revert to a previous version of this object."
    ),
    gettext_noop("This object doesn't have a change history."),
    gettext_noop("Press the 'Revert' button below to revert to this version of the object."),
    gettext_noop("Revert"),
]

# Titles and links; the rest of its pages is in our own templates.
IMPORT_EXPORT = [
    gettext_noop("Import"),
    gettext_noop("Export"),
]

# Neither in Latvian nor in Russian does the name of a kind follow a verb as it stands.
DJANGO = [
    gettext_noop("Add %s"),
    gettext_noop("Change %s"),
    gettext_noop("View %s"),
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
    gettext_noop("Add %(name)s"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop(" By %(filter_title)s "),
]
