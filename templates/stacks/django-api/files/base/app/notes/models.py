"""The example resource: replace it with yours."""

from django.db import models

from app.notes.uuid7 import uuid7


class Note(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    text = models.CharField(max_length=2_000)
    created_at = models.DateTimeField(auto_now_add=True)
    word_count = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.id)
