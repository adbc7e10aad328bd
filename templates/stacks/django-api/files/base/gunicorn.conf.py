"""How gunicorn serves. It reads this file from the folder that it is started in."""

import signal
import threading
from types import FrameType
from typing import Any

from app.config.start import config_or_exit
from app.dependencies.wait import wait_or_exit
from app.health.stopping import clear_stopping, mark_stopping
from app.observability.logs import log_settings
from app.observability.multiprocess import prepare

# `config` is a setting of gunicorn itself.
checked = config_or_exit()
prepare()

bind = f"{checked.server.host}:{checked.server.port}"
wsgi_app = "app.wsgi:application"
workers = checked.server.workers
worker_class = "gthread"
threads = checked.server.threads
# Loaded once: its memory is shared, and what is wrong with it ends the start.
preload_app = True
# A worker that hangs is ended, and one that leaks is replaced, not all of them at the same time.
timeout = 30
max_requests = 10_000
max_requests_jitter = 1_000
# Longer than load balancers keep idle connections is not needed: they open new ones.
keepalive = 5
# Less than the grace period of the container.
graceful_timeout = 20
# The root file system is read-only, and a heartbeat in memory never waits for a disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108
control_socket_disable = True
# The application logs its requests itself, with their ids.
accesslog = None
logconfig_dict = log_settings(checked.server.log_level)


def on_starting(server: Any) -> None:
    clear_stopping()
    wait_or_exit(checked.needed_to_start, checked.server.start_timeout_seconds)


def when_ready(server: Any) -> None:
    """Readiness goes off first. Only then, and after the drain, the sockets are closed."""
    stop = signal.getsignal(signal.SIGTERM)

    def stop_after_drain(number: int, frame: FrameType | None) -> None:
        mark_stopping()
        if callable(stop):
            threading.Timer(checked.server.drain_seconds, stop, [number, None]).start()

    signal.signal(signal.SIGTERM, stop_after_drain)


def child_exit(server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess  # noqa: PLC0415 - after `prepare`, which it depends on

    multiprocess.mark_process_dead(worker.pid)
