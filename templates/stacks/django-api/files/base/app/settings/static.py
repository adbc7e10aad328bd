"""What `collectstatic` needs while an image is built: no environment, no secret, no database."""

from app.settings.common import *  # noqa: F403

SECRET_KEY = "static files are signed by nothing"  # noqa: S105
