"""The site as a WSGI application."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remigration_site.settings")
application = get_wsgi_application()

if settings.PRODUCTION:
    from editorial.management.commands.example_accounts import EMAIL
    from editorial.models import User

    if User.objects.filter(email=EMAIL, is_active=True).exists():
        raise ImproperlyConfigured(f"{EMAIL} has a public password: delete it before going live.")
