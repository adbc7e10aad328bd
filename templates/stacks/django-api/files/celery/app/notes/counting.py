"""Has the words of a new note counted in the background."""

from django.db import transaction

from app.notes.models import Note
from app.notes.tasks import count_note


def request_count(note: Note) -> None:
    """Sent after the commit, before which a worker would not find the note."""

    def send() -> None:
        count_note.delay(str(note.id))

    # Robust: the note is kept where the broker is away, and beat finds what was not counted.
    transaction.on_commit(send, robust=True)
