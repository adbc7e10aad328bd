"""Single notes, as they are answered, out of the cache."""

import uuid
from typing import Any

from django.core.cache import cache

from app.notes.models import Note
from app.notes.serializers import NoteSerializer

_SECONDS = 60


def _key(note_id: uuid.UUID) -> str:
    return f"note:{note_id}"


def find_note(note_id: uuid.UUID) -> dict[str, Any] | None:
    """Only what changes no more is kept: a note whose words are counted."""
    known: dict[str, Any] | None = cache.get(_key(note_id))
    if known is not None:
        return known
    note = Note.objects.filter(id=note_id).first()
    if note is None:
        return None
    body = dict(NoteSerializer(note).data)
    if note.word_count is not None:
        cache.set(_key(note_id), body, _SECONDS)
    return body


def forget_note(note_id: uuid.UUID) -> None:
    cache.delete(_key(note_id))
