"""The test world: fast hashes, mails in memory, nothing outside the machine."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from portal.settings.dev import *  # noqa: F403 - the database above must be set first

DEBUG = False
IS_DEMONSTRATION = False
TEST_WORLD = True
ADMIN_REQUIRES_SECOND_FACTOR = True
_FILES = Path(tempfile.mkdtemp(prefix="portail-tests-"))
MEDIA_ROOT, PRIVATE_ROOT = _FILES / "media", _FILES / "private"
STATIC_ROOT = _FILES / "static"
STATIC_ROOT.mkdir()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF;"
LOGGING_CONFIG = None
