"""`python -m app.celery worker` and `python -m app.celery beat`."""

import os
import sys
import tempfile

import django

from app.config.config import Config
from app.config.start import config_or_exit
from app.dependencies.wait import wait_or_exit

_BEAT = "app.celery.beat_heartbeat:HeartbeatScheduler"


def arguments_of(process: str, config: Config) -> list[str]:
    """Of Celery's own command line."""
    level = f"--loglevel={config.server.log_level.upper()}"
    if process == "beat":
        # A new beat needs no old schedule: what is due is due again.
        schedule = f"--schedule={tempfile.gettempdir()}/beat-schedule"
        return ["--quiet", "beat", level, f"--scheduler={_BEAT}", schedule, "--pidfile="]
    concurrency = f"--concurrency={config.broker.concurrency}"
    return ["--quiet", "worker", level, concurrency, "--without-gossip", "--without-mingle"]


def main(arguments: list[str]) -> None:
    if arguments not in (["worker"], ["beat"]):
        raise SystemExit("usage: python -m app.celery worker|beat")
    # Each task has its connection: a pool would be one more set of threads in every process.
    os.environ.setdefault("DATABASE_POOL_SIZE", "0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app.settings.runtime")
    config = config_or_exit()
    django.setup()
    wait_or_exit(config.needed_to_start, config.server.start_timeout_seconds)
    # Only now: what they import needs Django.
    from app.celery.app import celery_app  # noqa: PLC0415
    from app.celery.worker_heartbeat import WorkerHeartbeat  # noqa: PLC0415

    celery_app.steps["worker"].add(WorkerHeartbeat)
    celery_app.start(arguments_of(arguments[0], config))


if __name__ == "__main__":
    main(sys.argv[1:])
