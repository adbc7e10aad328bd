"""No cache that processes share: each keeps a few entries in its own memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.config.environment import Environment
from app.dependencies.dependency import Dependency


@dataclass(frozen=True)
class Cache:
    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        return ()

    @property
    def django(self) -> Mapping[str, Any]:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


def read_cache(environment: Environment) -> Cache:
    return Cache()
