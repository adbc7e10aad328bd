"""The server never migrates: it says what is missing."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

_seen_complete = False


class PendingMigrationsError(Exception):
    """The database is behind this version of the service."""


def demand_no_pending_migrations() -> None:
    """A database that is ahead, as after a rollback of the service, is accepted."""
    global _seen_complete  # noqa: PLW0603 - migrations are not taken back while a service runs
    if _seen_complete:
        return
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        first, _ = plan[0]
        message = f"{len(plan)} pending, first {first.app_label}.{first.name}"
        raise PendingMigrationsError(f"{message}: run python manage.py migrate")
    _seen_complete = True


def forget() -> None:
    """For tests, each of which has a database of its own."""
    global _seen_complete  # noqa: PLW0603
    _seen_complete = False
