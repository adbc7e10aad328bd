"""The worker's sign of life: its own loop touches the file, so that a loop that hangs does not."""

from typing import Any

from celery import bootsteps

from app.celery.heartbeat import INTERVAL_SECONDS, touch


class WorkerHeartbeat(bootsteps.StartStopStep):
    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self._entry: Any = None

    def start(self, parent: Any) -> None:
        touch("worker")
        self._entry = parent.timer.call_repeatedly(INTERVAL_SECONDS, touch, ("worker",))

    def stop(self, parent: Any) -> None:
        if self._entry is not None:
            self._entry.cancel()
