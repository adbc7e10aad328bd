import dataclasses
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from rest_framework.test import APIClient

from app.operations.lock import migration_lock

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def test_the_database_is_postgresql() -> None:
    assert connection.vendor == "postgresql"


def test_all_dependencies_answer(client: APIClient) -> None:
    for dependency in settings.CONFIG.needed_to_start:
        dependency.probe()
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert set(response.json()["checks"].values()) == {"ok"}


def test_a_database_that_is_away_is_noticed() -> None:
    away = dataclasses.replace(settings.CONFIG.database, port=1)
    with pytest.raises(psycopg.OperationalError):
        away.probe()


def test_one_migration_at_a_time() -> None:
    database = settings.CONFIG.database
    seen: list[bool] = []

    def try_lock() -> None:
        other = psycopg.connect(
            host=database.host,
            port=database.port,
            user=database.user,
            password=database.password,
            # Advisory locks belong to one database: that of the tests.
            dbname=connection.settings_dict["NAME"],
            autocommit=True,
        )
        with other:
            key = int.from_bytes(b"django")
            row = other.execute("SELECT pg_try_advisory_lock(%s)", [key]).fetchone()
            seen.append(bool(row and row[0]))

    with ThreadPoolExecutor() as pool:
        with migration_lock(connection):
            pool.submit(try_lock).result()
        pool.submit(try_lock).result()
    assert seen == [False, True]


def test_a_note_comes_back_from_the_cache(client: APIClient) -> None:
    from app.notes.models import Note  # noqa: PLC0415

    note = Note.objects.create(text="two words", word_count=2)
    address = f"/v1/notes/{note.id}"
    first = client.get(address).json()
    Note.objects.filter(id=note.id).update(text="changed below")
    assert client.get(address).json() == first
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
