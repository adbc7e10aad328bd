import os
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from app.celery import heartbeat
from app.celery.__main__ import arguments_of, main
from app.celery.app import celery_app
from app.celery.beat_heartbeat import HeartbeatScheduler
from app.celery.worker_heartbeat import WorkerHeartbeat


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_is_alive_while_the_file_is_young() -> None:
    assert heartbeat.main(["worker"]) == 1
    heartbeat.touch("worker")
    assert heartbeat.main(["worker"]) == 0
    assert heartbeat.is_alive("worker", time.time() + heartbeat.MAX_AGE_SECONDS - 1)
    assert not heartbeat.is_alive("worker", time.time() + heartbeat.MAX_AGE_SECONDS + 1)
    assert heartbeat.main([]) == heartbeat.main(["beat"]) == 1


def test_the_workers_own_loop_shows_that_it_lives() -> None:
    called: list[Any] = []

    def call_repeatedly(*call: Any) -> Any:
        called.append(call)
        return SimpleNamespace(cancel=lambda: called.append("cancelled"))

    parent = SimpleNamespace(timer=SimpleNamespace(call_repeatedly=call_repeatedly))
    step = WorkerHeartbeat(parent)
    step.start(parent)
    step.stop(parent)
    assert heartbeat.is_alive("worker")
    assert called == [(heartbeat.INTERVAL_SECONDS, heartbeat.touch, ("worker",)), "cancelled"]


def test_each_round_of_beat_shows_that_it_lives(tmp_path: Path) -> None:
    celery_app.conf.beat_schedule = {}
    scheduler = HeartbeatScheduler(celery_app, schedule_filename=str(tmp_path / "schedule"))
    assert scheduler.tick() <= heartbeat.MAX_AGE_SECONDS / 2
    scheduler.close()
    assert heartbeat.is_alive("beat")


def test_tasks_are_confirmed_late_limited_and_json() -> None:
    conf = celery_app.conf
    assert conf.task_acks_late
    assert conf.accept_content == ["json"]
    assert conf.task_soft_time_limit < conf.task_time_limit < 30


def test_the_schedule_names_tasks_that_exist() -> None:
    from app.celery.schedule import SCHEDULE  # noqa: PLC0415

    celery_app.loader.import_default_modules()
    assert {entry["task"] for entry in SCHEDULE.values()} <= set(celery_app.tasks)


def test_the_command_line_of_celery() -> None:
    worker = arguments_of("worker", settings.CONFIG)
    assert worker[:2] == ["--quiet", "worker"]
    assert f"--concurrency={settings.CONFIG.broker.concurrency}" in worker
    beat = arguments_of("beat", settings.CONFIG)
    assert f"--schedule={tempfile.gettempdir()}/beat-schedule" in beat
    with pytest.raises(SystemExit, match=r"usage: python -m app\.celery"):
        main(["flower"])
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "tests.settings"
