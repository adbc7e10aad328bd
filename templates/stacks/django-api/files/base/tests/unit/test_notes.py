from typing import Any

import pytest
from rest_framework.test import APIClient

from app.notes.models import Note
from app.notes.uuid7 import uuid7

pytestmark = pytest.mark.django_db
UNKNOWN = "01890000-0000-7000-8000-000000000000"


def post(client: APIClient, body: Any) -> Any:
    return client.post("/v1/notes", body, format="json")


def test_stores_a_note_and_serves_it_at_its_location(client: APIClient) -> None:
    created = post(client, {"text": "hello"})
    note = created.json()
    assert created.status_code == 201
    assert set(note) == {"id", "text", "createdAt", "wordCount"}
    assert created.headers["location"] == f"/v1/notes/{note['id']}"
    read = client.get(created.headers["location"])
    assert read.status_code == 200
    assert read.json()["text"] == "hello"


def test_removes_a_note_once(client: APIClient) -> None:
    address = post(client, {"text": "hello"}).headers["location"]
    assert client.get(address).status_code == 200
    assert client.delete(address).status_code == 204
    assert client.delete(address).status_code == 404
    assert client.get(address).status_code == 404


def test_pages_through_all_notes_oldest_first(client: APIClient) -> None:
    for text in "abcde":
        post(client, {"text": text})
    pages: list[list[str]] = []
    query: dict[str, str] = {"limit": "2"}
    while query:
        page = client.get("/v1/notes", query).json()
        pages.append([note["text"] for note in page["items"]])
        query = {"limit": "2", "cursor": page["nextCursor"]} if page["nextCursor"] else {}
    assert pages == [["a", "b"], ["c", "d"], ["e"]]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/body"),
        ({"text": "  "}, "#/body/text"),
        ({"text": "a\0b"}, "#/body/text"),
        ({"text": "x" * 2_001}, "#/body/text"),
        ({"text": "a", "admin": True}, "#/body"),
        ([], "#/body"),
    ],
)
def test_refuses_what_is_no_note(client: APIClient, body: Any, pointer: str) -> None:
    response = post(client, body)
    problem = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert (problem["status"], problem["title"]) == (400, "Bad Request")
    assert problem["instance"] == "/v1/notes"
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert Note.objects.count() == 0


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "cursor=bm9wZQ", "cursor=é"])
def test_refuses_the_page(client: APIClient, query: str) -> None:
    assert client.get(f"/v1/notes?{query}").status_code == 400


def test_knows_a_malformed_id_from_an_unknown_one(client: APIClient) -> None:
    assert client.get("/v1/notes/nope").status_code == 400
    assert client.get(f"/v1/notes/{UNKNOWN}").status_code == 404


def test_ids_are_in_the_order_of_time() -> None:
    ids = [uuid7() for _ in range(100)]
    assert sorted(ids) == ids
    assert {one.version for one in ids} == {7}
    assert {one.variant for one in ids} == {"specified in RFC 4122"}
