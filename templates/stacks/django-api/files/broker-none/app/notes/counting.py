"""Counts the words of a new note at once: nothing works in the background."""

from app.notes.models import Note
from app.notes.words import count_words


def request_count(note: Note) -> None:
    note.word_count = count_words(note.text)
    note.save(update_fields=["word_count"])
