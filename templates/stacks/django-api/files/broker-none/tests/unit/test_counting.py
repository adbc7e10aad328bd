import pytest
from rest_framework.test import APIClient


@pytest.mark.django_db
def test_counts_the_words_at_once(client: APIClient) -> None:
    created = client.post("/v1/notes", {"text": "one two  three"}, format="json")
    assert created.json()["wordCount"] == 3
