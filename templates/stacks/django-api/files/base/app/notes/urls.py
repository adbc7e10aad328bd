"""Addresses below /v1/notes."""

from django.urls import path

from app.notes.views import NotesView, NoteView

urlpatterns = [
    path("", NotesView.as_view()),
    path("/<str:id>", NoteView.as_view()),
]
