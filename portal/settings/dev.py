"""The demonstration and development on one machine: SQLite, mails in a folder, no HTTPS."""

import os
from pathlib import Path

_VAR = Path(__file__).resolve().parents[2] / "var"
_VAR.mkdir(exist_ok=True)
_DEFAULTS = {
    "SITE_URL": "http://127.0.0.1:8000",
    "SECRET_KEY": "demonstration-seulement-cette-cle-ne-protege-rien-du-tout",
    "CODE_PEPPER": "demonstration-seulement-ce-poivre-ne-protege-rien",
    "DATABASE_URL": f"sqlite:///{_VAR / 'portail.sqlite3'}",
    "HUMAN_PHONE": "04 67 00 00 00",
    "PUBLICATION_DIRECTOR": "La présidente fictive du Département",
    "HOSTING_COMPANY": "Hébergeur fictif, 1 rue de l’Exemple, 34000 Montpellier",
    "DATA_PROTECTION_EMAIL": "dpo@demo.example",
    "DEFAULT_FROM_EMAIL": "portail@demo.example",
}
for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)

from portal.settings.base import *  # noqa: E402, F403 - the defaults above must be set first

IS_DEMONSTRATION = True
DEBUG = os.environ.get("DEBUG") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
ADMIN_REQUIRES_SECOND_FACTOR = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = _VAR / "mails"
# Static files come straight from where they are written: no `collectstatic` before a first look.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
AUTH_PASSWORD_VALIDATORS = []  # the demonstration's password is public
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}
