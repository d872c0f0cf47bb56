"""Settings of the site. With no environment at all: development on this machine.

`SITE_ENV=production` turns everything strict: what is missing or unsafe stops the start with one
clear line. Every variable is described in `.env.example`.
"""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from remigration_site import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))

SITE_ENV = environment.choice("SITE_ENV", "development", ("development", "production"))
PRODUCTION = SITE_ENV == "production"

# --- Safety -------------------------------------------------------------------------------------

DEBUG = environment.boolean("DEBUG", not PRODUCTION)
THROW_AWAY_KEY = "development-only-key-never-used-in-production"
SECRET_KEY = environment.text("SECRET_KEY", THROW_AWAY_KEY)
ALLOWED_HOSTS = environment.names(
    "ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS", [])

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG=1 is not allowed in production.")
    if SECRET_KEY == THROW_AWAY_KEY or len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY: set a random text of at least 50 characters.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS: name the hosts of the site, without *.")

# Letters that no request sends, such as the daily one, lead here.
SITE_ADDRESS = environment.text(
    "SITE_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://localhost:8000"
)
SECURE_SSL_REDIRECT = environment.boolean("SECURE_SSL_REDIRECT", PRODUCTION)
SECURE_HSTS_SECONDS = environment.integer("HSTS_SECONDS", 31_536_000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
BEHIND_PROXY = environment.boolean("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Under `no-referrer` Chromium sends `Origin: null` and Django refuses every POST.
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "remigration_site.errors.form_refused"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Parts --------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "remigration_site",
    "support_programs",
    "contacts",
    "municipalities",
    "editorial",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "editorial.accounts.apps.AccountsConfig",  # after those whose administration it changes
    "modeltranslation",  # before the admin, so that its forms know the language columns
    "simple_history",
    "import_export",
    "editorial.accounts.apps.AdministrationConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # static files pass the same middleware as in production
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
]

MIDDLEWARE = [
    # Outermost, so that redirects and early refusals carry these headers too.
    "csp.middleware.CSPMiddleware",
    "remigration_site.middleware.IsolationHeaders",
    "remigration_site.middleware.PublicCaching",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "remigration_site.middleware.LanguageFromAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "editorial.accounts.middleware.StaffLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "remigration_site.middleware.PageStates",
]

ROOT_URLCONF = "remigration_site.urls"
WSGI_APPLICATION = "remigration_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "remigration_site.templatetags.site",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "remigration_site.context_processors.page",
            ],
        },
    }
]

# --- Data ---------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        environment.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    # Without IMMEDIATE, writers that began by reading fail with “database is locked”.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        connect_timeout=2, options="-c statement_timeout=15000 -c jit=off"
    )

# Failed sign-ins are counted here, so every worker has to see the same numbers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "editorial.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Accounts (docs/decisions/0013-accounts.md) --------------------------------------------------

# Nobody of the staff does anything in the administration without it.
REQUIRE_SECOND_FACTOR = environment.boolean("REQUIRE_SECOND_FACTOR", PRODUCTION)

AUTHENTICATION_BACKENDS = ["editorial.accounts.backends.StaffBackend"]
LOGIN_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# A session ends with the browser, and after a working day.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
# Links of invitations and forgotten passwords.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

ACCOUNT_ADAPTER = "editorial.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; allauth checks it all the same
ACCOUNT_EMAIL_VERIFICATION = "none"  # of an account that is made; a change of it is confirmed
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Mājupceļš: "
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

MFA_ADAPTER = "editorial.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {"add_webauthn": "editorial.accounts.forms.PasskeyForm"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Mājupceļš"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # that is a new address waiting to be confirmed

# --- Mail ---------------------------------------------------------------------------------------

EMAIL_HOST = environment.text("EMAIL_HOST", "localhost" if PRODUCTION else "")
EMAIL_PORT = environment.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = environment.boolean("EMAIL_TLS", False)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("EMAIL_FROM", "majupcels@localhost")

# --- Languages and time -------------------------------------------------------------------------

LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", "Latviešu"), ("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "lv"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("lv",)
FORMAT_MODULE_PATH = "remigration_site.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Riga"

# --- Files --------------------------------------------------------------------------------------

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Answers of the site as a whole are compressed by GZipMiddleware, static files when collected.
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
