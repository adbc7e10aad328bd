"""The Celery application: who sends a task and who does it share these settings."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

from app.celery.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app.settings.runtime")

celery_app = Celery("app", fixups=["celery.fixups.django:fixup"])
celery_app.conf.update(
    broker_url=settings.CONFIG.broker.url,
    broker_transport_options=settings.CONFIG.broker.transport,
    broker_connection_retry_on_startup=True,
    # Nobody reads results: what a task made is in the database.
    task_ignore_result=True,
    # JSON alone: other formats run what they are sent.
    accept_content=["json"],
    task_serializer="json",
    # Confirmed when it is done: a worker that vanishes loses no task, and tasks may run twice.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    # Less than the grace period of the container, so that a stop never cuts a task off.
    task_soft_time_limit=20,
    task_time_limit=25,
    # The API answers an error in seconds where the broker is away.
    task_publish_retry_policy={"max_retries": 2, "interval_start": 0.2, "interval_max": 1},
    worker_max_tasks_per_child=1_000,
    worker_redirect_stdouts=False,
    beat_schedule=SCHEDULE,
    # How often beat shows that it lives, whatever its schedule.
    beat_max_loop_interval=10,
    timezone="UTC",
)
celery_app.autodiscover_tasks(["app.notes"])


@setup_logging.connect
def keep_logging(**_: Any) -> None:
    """Django has configured logging; Celery would replace it."""
