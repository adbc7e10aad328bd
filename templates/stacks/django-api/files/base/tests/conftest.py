from collections.abc import Iterator

import pytest
from rest_framework.test import APIClient

from app.health import migrations
from tests.settings import WITH_SERVICES


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fails, and never skips, when there is nothing to test against."""
    if item.get_closest_marker("integration") and not WITH_SERVICES:
        pytest.fail("needs backing services: run compose.test.yaml, or -m 'not integration'")


@pytest.fixture
def client() -> APIClient:
    return APIClient()


@pytest.fixture(autouse=True)
def _fresh_state() -> Iterator[None]:
    yield
    migrations.forget()
