"""The site's own settings in development, made quick, with an error for a query in a loop."""

import os

from remigration_site.settings import *  # noqa: F403
from remigration_site.settings import INSTALLED_APPS, MIDDLEWARE, VAR_DIR

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Letters of a server that a browser test runs lie where the test can read them.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "letters"

# Static files straight from where they are written: nothing is collected first.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# Looked up twice in one request, though in no loop: an address while it changes, a session that is
# refused and begins anew.
ZEAL_ALLOWLIST = [{"model": "account.EmailAddress"}, {"model": "sessions.Session"}]
# A form on which two people wrote is built three times, which looks like a loop.
ZEAL_RAISE = os.environ.get("ZEAL_RAISE") != "0"
