from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from rest_framework.test import APIClient

from app.notes.models import Note
from app.notes.tasks import count_missed, count_note

pytestmark = pytest.mark.django_db


def test_sends_the_task_after_the_commit(
    client: APIClient, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with patch.object(count_note, "delay") as delay:
        with django_capture_on_commit_callbacks(execute=True):
            note = client.post("/v1/notes", {"text": "one two"}, format="json").json()
            delay.assert_not_called()
        delay.assert_called_once_with(note["id"])
    assert note["wordCount"] is None


def test_keeps_the_note_when_the_broker_is_away(
    client: APIClient, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with (
        patch.object(count_note, "delay", side_effect=OSError("away")),
        django_capture_on_commit_callbacks(execute=True),
    ):
        created = client.post("/v1/notes", {"text": "one two"}, format="json")
    assert created.status_code == 201


def test_counts_and_bears_to_run_twice(client: APIClient) -> None:
    note = Note.objects.create(text="one two  three")
    count_note(str(note.id))
    count_note(str(note.id))
    assert client.get(f"/v1/notes/{note.id}").json()["wordCount"] == 3


def test_bears_that_the_note_is_gone() -> None:
    count_note("01890000-0000-7000-8000-000000000000")
    assert Note.objects.count() == 0


def test_finds_what_was_missed() -> None:
    old = timezone.now() - timedelta(minutes=5)
    missed, counted, fresh = (Note.objects.create(text=text) for text in "abc")
    Note.objects.filter(id__in=[missed.id, counted.id]).update(created_at=old)
    Note.objects.filter(id=counted.id).update(word_count=1)
    with patch.object(count_note, "delay") as delay:
        count_missed()
    delay.assert_called_once_with(str(missed.id))
    assert fresh.word_count is None
