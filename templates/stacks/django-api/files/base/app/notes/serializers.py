"""Notes as JSON."""

from typing import Any

from rest_framework import serializers

from app.http.strict_serializer import StrictSerializer

DEFAULT_LIMIT = 20


class NoteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    createdAt = serializers.DateTimeField(source="created_at")  # noqa: N815 - its name in JSON
    wordCount = serializers.IntegerField(  # noqa: N815
        source="word_count", allow_null=True, help_text="Null until the words are counted."
    )


class NewNoteSerializer(StrictSerializer):
    # Text is kept as it came. Django refuses U+0000, which PostgreSQL cannot store.
    text = serializers.CharField(max_length=2_000, trim_whitespace=False)

    def validate_text(self, text: str) -> str:
        if not text.strip():
            raise serializers.ValidationError("Must have more than white space.", "blank")
        return text


class NotePageQuery(serializers.Serializer[Any]):
    limit = serializers.IntegerField(default=DEFAULT_LIMIT, min_value=1, max_value=100)
    cursor = serializers.CharField(required=False, max_length=200)


class NotePageSerializer(serializers.Serializer[Any]):
    items = NoteSerializer(many=True)
    nextCursor = serializers.CharField(allow_null=True)  # noqa: N815
