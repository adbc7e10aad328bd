import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from app.notes.models import Note
from app.notes.tasks import count_note

pytestmark = pytest.mark.integration
HERE = Path(__file__).parents[2]


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real one, as containers start it, on the database of the tests."""
    environment = {
        **os.environ,
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "DJANGO_SETTINGS_MODULE": "app.settings.runtime",
        "WORKER_CONCURRENCY": "1",
        "TMPDIR": str(tmp_path),
    }
    started = subprocess.Popen(
        [sys.executable, "-m", "app.celery", "worker"], cwd=HERE, env=environment
    )
    yield started
    started.kill()
    started.wait()


def test_does_what_was_sent_shows_that_it_lives_and_stops_when_told(
    worker: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    note = Note.objects.create(text="one two three")
    count_note.delay(str(note.id))
    end = time.monotonic() + 40
    while note.word_count is None and time.monotonic() < end:
        time.sleep(0.1)
        note.refresh_from_db()
    assert note.word_count == 3
    assert (tmp_path / "worker-heartbeat").exists()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
