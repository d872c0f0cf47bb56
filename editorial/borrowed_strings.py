"""Words of django-simple-history and django-import-export, which speak no Latvian: named here so
that `make messages` puts them into our catalogues.
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
