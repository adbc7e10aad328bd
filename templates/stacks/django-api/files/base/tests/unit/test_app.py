import json
import logging
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import override_settings
from rest_framework.test import APIClient

from app.observability.logs import LogFormatter, request_id


@pytest.mark.parametrize("debug", [False, True])
def test_answers_an_unknown_address_with_problem_details(client: APIClient, debug: bool) -> None:
    with override_settings(DEBUG=debug):
        response = client.get("/nowhere?token=1")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "instance": "/nowhere",
        "detail": "There is nothing at this address.",
    }


def test_answers_malformed_json_and_a_wrong_method_with_problem_details(client: APIClient) -> None:
    malformed = client.post("/v1/notes", "{", content_type="application/json")
    assert (malformed.status_code, malformed.json()["title"]) == (400, "Bad Request")
    wrong = client.put("/v1/notes")
    assert (wrong.status_code, wrong.json()["title"]) == (405, "Method Not Allowed")


def test_keeps_the_reason_of_an_unexpected_error_to_itself(
    client: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    with patch("app.notes.views.find_note", side_effect=OSError("password of the database")):
        response = client.get("/v1/notes/01890000-0000-7000-8000-000000000000")
    assert response.status_code == 500
    assert set(response.json()) == {"type", "title", "status", "instance"}
    assert "password of the database" in caplog.text


def test_describes_its_addresses_in_openapi(
    client: APIClient, capfd: pytest.CaptureFixture[str]
) -> None:
    document = client.get("/openapi.json").json()
    assert capfd.readouterr().err == "", "what drf-spectacular warns of, at every request"
    assert document["openapi"].startswith("3.1")
    assert sorted(document["paths"]) == [
        "/health/live",
        "/health/ready",
        "/v1/config",
        "/v1/notes",
        "/v1/notes/{id}",
    ]
    parameters = document["paths"]["/v1/notes"]["get"]["parameters"]
    names = [(one["name"], one.get("required", False)) for one in parameters]
    assert sorted(names) == [("cursor", False), ("limit", False)]


def test_tells_front_ends_their_configuration(client: APIClient) -> None:
    response = client.get("/v1/config")
    assert response.headers["cache-control"] == "no-cache"
    assert response.json() == {
        "features": {"wordCount": True},
        "ui": {"title": "Notes", "notesPerPage": 20},
    }


def test_lets_only_listed_origins_in(client: APIClient) -> None:
    def allowed(origin: str) -> str | None:
        return client.get("/health/live", headers={"origin": origin}).headers.get(
            "access-control-allow-origin"
        )

    with patch.object(settings, "CORS_ALLOWED_ORIGINS", ["https://shop.example.com"]):
        assert allowed("https://shop.example.com") == "https://shop.example.com"
        assert allowed("https://evil.example.com") is None
        assert allowed("http://localhost:5173") is None


def test_measures_unknown_addresses_as_one(client: APIClient) -> None:
    client.get("/nowhere/1")
    client.get("/nowhere/2")
    body = client.get("/metrics").content.decode()
    assert 'method="GET",route="/unmatched",status="404"' in body
    assert "nowhere" not in body


def test_measures_requests_by_pattern(client: APIClient) -> None:
    client.get("/v1/notes/nope")
    body = client.get("/metrics").content.decode()
    labels = 'method="GET",route="/v1/notes/<str:id>",status="400"'
    assert f"http_request_duration_seconds_count{{{labels}}}" in body


def test_keeps_the_id_of_a_request(client: APIClient) -> None:
    given = client.get("/health/live", headers={"x-request-id": "gateway-1234"})
    assert given.headers["x-request-id"] == "gateway-1234"
    made = client.get("/health/live", headers={"x-request-id": "no\nid"})
    assert len(made.headers["x-request-id"]) == 36


def test_logs_each_record_once() -> None:
    for name in ("django", "django.request", "django.server"):
        assert logging.getLogger(name).handlers == [], f"{name} prints what the root prints too"
        assert logging.getLogger(name).propagate


def test_logs_what_a_plain_view_raised(client: APIClient, caplog: pytest.LogCaptureFixture) -> None:
    client.raise_request_exception = False
    with patch("app.observability.metrics.generate_latest", side_effect=OSError("no disk")):
        assert client.get("/metrics").status_code == 500
    assert "no disk" in caplog.text
    caplog.clear()
    with patch("app.health.views.is_stopping", return_value=True):
        assert client.get("/health/ready").status_code == 503
    assert caplog.text == ""


def test_logs_json() -> None:
    token = request_id.set("abc")
    record = logging.LogRecord("a.b", logging.WARNING, "f", 1, "hello %s", ("you",), None)
    record.path = "/x"
    line = json.loads(LogFormatter().format(record))
    request_id.reset(token)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "warning",
        "logger": "a.b",
        "msg": "hello you",
        "path": "/x",
        "requestId": "abc",
    }


@pytest.mark.django_db
def test_serves_the_admin_where_it_is_asked_for(client: APIClient) -> None:
    assert client.get("/admin/login/").status_code == 200
