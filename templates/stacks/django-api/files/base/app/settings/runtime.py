"""Settings of Django in every environment; what differs between them comes from `app.config`."""

import os

from app.config.config import load_config
from app.observability.logs import log_settings
from app.settings.common import *  # noqa: F403
from app.settings.openapi import *  # noqa: F403

CONFIG = load_config(os.environ)

DEBUG = CONFIG.server.debug
SECRET_KEY = CONFIG.server.secret_key
ALLOWED_HOSTS = list(CONFIG.server.allowed_hosts)

DATABASES = {"default": CONFIG.database.django}
CACHES = {"default": CONFIG.cache.django}
LOGGING = log_settings(CONFIG.server.log_level)
LOGGING_CONFIG = "logging.config.dictConfig"

CORS_ALLOWED_ORIGINS = list(CONFIG.server.cors_allowed_origins)
# In development a front end runs on whatever port was free.
CORS_ALLOWED_ORIGIN_REGEXES = [r"^http://(localhost|127\.0\.0\.1):\d+$"] if DEBUG else []
CORS_EXPOSE_HEADERS = ["location", "x-request-id"]

# TLS ends at the gateway, which says so in this header; a client's own is overwritten there.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = list(CONFIG.server.cors_allowed_origins)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

if DEBUG:
    # `runserver` serves static files as they are; nothing was collected.
    MIDDLEWARE.remove(WHITENOISE)  # noqa: F405
    STORAGES["staticfiles"] = {  # noqa: F405
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
