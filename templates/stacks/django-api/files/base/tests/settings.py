"""Settings of the tests, the same whatever the environment says: Nx loads .env into every target.

Where TESTS_WITH_SERVICES is true, as in compose.test.yaml, it says where the backing services are.
"""

import os
from unittest.mock import patch

_ALONE = {
    "SECRET_KEY": "a key that signs nothing but what tests sign",
    "ADMIN_ENABLED": "true",
    "DATABASE_HOST": "127.0.0.1",
    "DATABASE_NAME": "app",
    "DATABASE_USER": "app",
    "DATABASE_PASSWORD": "app",
    "CACHE_HOST": "127.0.0.1",
    "CACHE_PASSWORD": "none",
    "BROKER_HOST": "127.0.0.1",
    "BROKER_USER": "app",
    "BROKER_PASSWORD": "none",
    "LOG_LEVEL": "warning",
}
WITH_SERVICES = os.environ.get("TESTS_WITH_SERVICES") == "true"
_SERVICES = ("DATABASE_", "CACHE_", "BROKER_")
_given = {
    name: value
    for name, value in os.environ.items()
    if WITH_SERVICES and name.startswith(_SERVICES)
}
_alone = {name: value for name, value in _ALONE.items() if f"{name}_FILE" not in _given}
# Each test has its own connection, which its transaction needs.
VARIABLES = {**_alone, **_given, "DATABASE_POOL_SIZE": "0"}

with patch.dict(os.environ, VARIABLES, clear=True):
    from app.settings.runtime import *  # noqa: F403

if not WITH_SERVICES:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE.remove(WHITENOISE)  # noqa: F405
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
