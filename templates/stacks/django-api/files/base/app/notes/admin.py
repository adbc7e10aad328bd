"""Notes for people inside, at /admin/ where ADMIN_ENABLED says so."""

from django.contrib import admin

from app.notes.models import Note


@admin.register(Note)
class NoteAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("id", "created_at", "word_count")
    readonly_fields = ("id", "created_at", "word_count")
