"""What workers do with notes. Each may run twice, and must bear it."""

import logging
from datetime import timedelta

from django.utils import timezone

from app.celery.app import celery_app
from app.notes.models import Note
from app.notes.words import count_words

logger = logging.getLogger(__name__)
_MISSED_AFTER = timedelta(minutes=1)
_AT_ONCE = 100


@celery_app.task(name="notes.count")
def count_note(note_id: str) -> None:
    note = Note.objects.filter(id=note_id).first()
    if note is None:
        logger.info("note is gone", extra={"noteId": note_id})
        return
    note.word_count = count_words(note.text)
    note.save(update_fields=["word_count"])
    logger.info("words counted", extra={"noteId": note_id, "words": note.word_count})


@celery_app.task(name="notes.count_missed")
def count_missed() -> None:
    """Finds what was created while the broker was away."""
    before = timezone.now() - _MISSED_AFTER
    missed = Note.objects.filter(word_count=None, created_at__lt=before)[:_AT_ONCE]
    ids = [str(note.id) for note in missed]
    for note_id in ids:
        count_note.delay(note_id)
    logger.info("looked for notes that are not counted", extra={"found": len(ids)})
