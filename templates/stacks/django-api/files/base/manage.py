"""Django's commands: `migrate`, `makemigrations`, `createsuperuser`, ..."""

import os
import sys

from django.core.management import execute_from_command_line

from app.config.start import config_or_exit


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app.settings.runtime")
    if os.environ["DJANGO_SETTINGS_MODULE"] == "app.settings.runtime":
        config_or_exit()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
