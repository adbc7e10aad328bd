"""Create, list by cursor, read, delete."""

from django.db import transaction
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from app.http.cursor import format_cursor, parse_cursor
from app.http.parameters import parse_id, parse_query
from app.http.problem import HttpProblem
from app.notes.counting import request_count
from app.notes.models import Note
from app.notes.note_cache import find_note, forget_note
from app.notes.serializers import (
    NewNoteSerializer,
    NotePageQuery,
    NotePageSerializer,
    NoteSerializer,
)

_ID = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH)
_NO_NOTE = "There is no note with this id."


class NotesView(APIView):
    @extend_schema(
        operation_id="notes_create",
        tags=["notes"],
        request=NewNoteSerializer,
        responses={201: NoteSerializer},
    )
    def post(self, request: Request) -> Response:
        body = NewNoteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        with transaction.atomic():
            note = Note.objects.create(text=body.validated_data["text"])
            request_count(note)
        headers = {"Location": f"/v1/notes/{note.id}"}
        return Response(NoteSerializer(note).data, 201, headers=headers)

    @extend_schema(
        operation_id="notes_list",
        tags=["notes"],
        parameters=[NotePageQuery],
        responses={200: NotePageSerializer},
    )
    def get(self, request: Request) -> Response:
        query = parse_query(NotePageQuery, request)
        notes = Note.objects.all()
        if "cursor" in query:
            notes = notes.filter(id__gt=parse_cursor(query["cursor"]))
        # One more than asked for tells whether a next page exists.
        found = list(notes[: query["limit"] + 1])
        items = found[: query["limit"]]
        more = len(found) > len(items)
        page = {"items": items, "nextCursor": format_cursor(items[-1].id) if more else None}
        return Response(NotePageSerializer(page).data)


class NoteView(APIView):
    @extend_schema(
        operation_id="notes_retrieve",
        tags=["notes"],
        parameters=[_ID],
        responses={200: NoteSerializer},
    )
    def get(self, request: Request, id: str) -> Response:
        note = find_note(parse_id(id))
        if note is None:
            raise HttpProblem(404, _NO_NOTE)
        return Response(note)

    @extend_schema(
        operation_id="notes_destroy", tags=["notes"], parameters=[_ID], responses={204: None}
    )
    def delete(self, request: Request, id: str) -> Response:
        found = parse_id(id)
        deleted, _ = Note.objects.filter(id=found).delete()
        forget_note(found)
        if not deleted:
            raise HttpProblem(404, _NO_NOTE)
        return Response(status=204)
