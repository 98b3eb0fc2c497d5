"""Settings of every installation, safe for production; `dev` and `test` only subtract."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.utils.translation import gettext_noop

from portal.settings.environment import ROOT, number, text, words

# Identity -----------------------------------------------------------------------------------------------------------
PORTAL_NAME = text("PORTAL_NAME", "Parole et partage")
DEPARTMENT_NAME = text("DEPARTMENT_NAME", "Département de l’Hérault")
SITE_URL = text("SITE_URL").rstrip("/")
HUMAN_PHONE = text("HUMAN_PHONE")
HUMAN_HOURS = text("HUMAN_HOURS", gettext_noop("du lundi au vendredi, de 9 h à 17 h"))
HUMAN_PLACE = text("HUMAN_PLACE", gettext_noop("dans la Maison des solidarités la plus proche de chez vous"))
PUBLICATION_DIRECTOR = text("PUBLICATION_DIRECTOR")
HOSTING_COMPANY = text("HOSTING_COMPANY")
DATA_PROTECTION_EMAIL = text("DATA_PROTECTION_EMAIL")
IS_DEMONSTRATION = False
TEST_WORLD = False

# Secrets ------------------------------------------------------------------------------------------------------------
SECRET_KEY = text("SECRET_KEY")
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
CODE_PEPPER = text("CODE_PEPPER")

# Applications -------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "home",
    "consultations",
    "network",
    "portal.accounts",
    "portal.common",
    "portal.accounts.apps.PortalUsersConfig",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "portal.common.middleware.refuse_malformed_requests",
    "portal.common.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.common.middleware.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.end_old_sessions",
    "portal.accounts.middleware.require_second_factor_in_admin",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.common.context.portal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data ---------------------------------------------------------------------------------------------------------------
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
VAR = ROOT / "var"


def database(url: str) -> dict:
    """Connection parameters of a database URL, with what an acknowledged answer needs.

    SQLite takes its write lock at BEGIN (32 writers then lose nothing to « database is locked ») and flushes at each
    commit (an acknowledged answer survives a power cut).
    """
    parameters = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    if "sqlite" in parameters["ENGINE"]:
        parameters["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    else:
        parameters["OPTIONS"] = {
            **parameters.get("OPTIONS", {}),
            "options": "-c statement_timeout=20000 -c lock_timeout=8000",
        }
    return parameters


DATABASES = {"default": database(text("DATABASE_URL"))}

CACHE_URL = text("CACHE_URL", "locmem://")


def cache(url: str) -> dict:
    """Parameters of a cache URL: `locmem://` or `redis://host:port/0`."""
    if urlsplit(url).scheme == "redis":
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


CACHES = {"default": cache(CACHE_URL)}

# Files --------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "portal" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.common.stylesheets.JoinedFilesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(text("MEDIA_ROOT", str(VAR / "media")))
PRIVATE_ROOT = Path(text("PRIVATE_ROOT", str(VAR / "private")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "private": {"BACKEND": "portal.common.files.PrivateStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# People -------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:my_space"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapter.InvitationOnly"
ACCOUNT_FORMS = {"login": "portal.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
# No one signs up alone (InvitationOnly): "mandatory" would only lock out the accounts that have no e-mail.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "portal.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TRUST_ENABLED = False
MFA_TOTP_ISSUER = PORTAL_NAME
# The demonstration alone turns this off.
ADMIN_REQUIRES_SECOND_FACTOR = True

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.common.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = "langue"

# Network ------------------------------------------------------------------------------------------------------------
ALLOWED_HOSTS = words("ALLOWED_HOSTS", urlsplit(SITE_URL).hostname or "")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

# Mail ---------------------------------------------------------------------------------------------------------------
_smtp = urlsplit(text("EMAIL_URL", "smtp://localhost:25"))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _smtp.hostname, _smtp.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _smtp.username or "", _smtp.password or ""
EMAIL_USE_TLS = _smtp.scheme == "smtp+tls"
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL")

# Languages ----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français"), ("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True

# Wagtail ------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = PORTAL_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The configuration is PostgreSQL's (migration 0002 of home); SQLite's engine takes no notice of it.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "portail"}}
WAGTAILEMBEDS_FINDERS = []

# Rules of the field; the Département confirms each (participation.md) ------------------------------------------------
PUBLIC_THRESHOLD = 11
INSIDE_THRESHOLD = 5
CLOSING_GRACE_MINUTES = 10
DRAFT_RETENTION_DAYS = 30

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.common.journal.JsonLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Two lines for each row that is indexed would hide the events of the journal.
    "loggers": {"django_tasks": {"level": "WARNING"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
