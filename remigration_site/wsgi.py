"""The site as a WSGI application."""

import logging
import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remigration_site.settings")
application = get_wsgi_application()


def refuse_examples() -> None:
    """With the database away the site starts all the same: it has a page that says so."""
    from editorial.management.commands.example_accounts import EMAILS
    from editorial.models import User
    from support_programs.example_listings import has_example_listings

    try:
        accounts = User.objects.filter(email__in=EMAILS, is_active=True).order_by("email")
        public = ", ".join(accounts.values_list("email", flat=True))
        has_listings = has_example_listings()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        logging.getLogger(__name__).error("Examples were not looked for: %s", reason)
        return
    finally:
        # Workers are forked from here: none may inherit an open connection.
        connections.close_all()
    if public:
        raise ImproperlyConfigured(f"Public passwords: delete {public} before going live.")
    if has_listings:
        raise ImproperlyConfigured("There are example listings: delete them before going live.")


if settings.PRODUCTION:
    refuse_examples()
