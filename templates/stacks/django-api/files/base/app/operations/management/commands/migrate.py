"""`migrate` of Django, one at a time."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from app.dependencies.wait import wait_or_exit
from app.operations.lock import migration_lock


class Command(migrate.Command):
    """Any number of replicas may run it: one works, the others wait and then find nothing to do."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor != "postgresql":
            super().handle(*args, **options)
            return
        config = settings.CONFIG
        wait_or_exit([config.database.dependency], config.server.start_timeout_seconds)
        with migration_lock(connection):
            super().handle(*args, **options)
