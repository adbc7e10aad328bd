import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from app.dependencies.dependency import Dependency
from app.health import readiness
from app.health.stopping import clear_stopping, mark_stopping

OK = Dependency("database", lambda: None)


def _refused() -> None:
    raise OSError("connection refused to 10.0.0.7")


@pytest.fixture
def needed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Dependency]]:
    dependencies = [OK]
    monkeypatch.setattr(type(settings.CONFIG), "needed_to_serve", dependencies)
    yield dependencies
    clear_stopping()


def test_is_live_while_a_dependency_fails(client: APIClient, needed: list[Dependency]) -> None:
    needed[:] = [Dependency("database", _refused)]
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_is_ready_when_all_answer(client: APIClient, needed: list[Dependency]) -> None:
    response = client.get("/health/ready")
    checks = {"database": "ok", "migrations": "ok"}
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": checks})


def test_is_not_ready_when_one_fails_and_keeps_the_reason(
    client: APIClient, needed: list[Dependency], caplog: pytest.LogCaptureFixture
) -> None:
    needed[:] = [Dependency("database", _refused)]
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "failed", "checks": {"database": "failed"}}
    assert caplog.messages == ["not ready: database: connection refused to 10.0.0.7"]


def test_is_not_ready_when_one_does_not_answer_in_time(
    client: APIClient, needed: list[Dependency], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_LIMIT_SECONDS", 0.01)
    needed[:] = [Dependency("cache", lambda: time.sleep(0.2)), Dependency("database", _refused)]
    assert client.get("/health/ready").json()["checks"]["cache"] == "failed"


@pytest.mark.django_db
def test_is_not_ready_while_migrations_are_missing(
    client: APIClient, needed: list[Dependency], caplog: pytest.LogCaptureFixture
) -> None:
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    MigrationRecorder.Migration.objects.filter(app="notes").delete()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == "failed"
    assert "1 pending, first notes.0001_initial: run" in caplog.text


def test_is_not_ready_once_stopping(client: APIClient, needed: list[Dependency]) -> None:
    mark_stopping()
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (503, {"status": "stopping", "checks": {}})
