"""Memcached as the cache."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pymemcache.client.base import Client

from app.config.environment import Environment
from app.dependencies.dependency import PROBE_TIMEOUT_SECONDS, Dependency


@dataclass(frozen=True)
class Cache:
    host: str
    port: int

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        return (Dependency("cache", self.probe),)

    def probe(self) -> None:
        limits = {"timeout": PROBE_TIMEOUT_SECONDS, "connect_timeout": PROBE_TIMEOUT_SECONDS}
        client = Client((self.host, self.port), **limits)
        try:
            client.version()
        finally:
            client.close()

    @property
    def django(self) -> Mapping[str, Any]:
        return {
            "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
            "LOCATION": f"{self.host}:{self.port}",
            "OPTIONS": {
                "timeout": PROBE_TIMEOUT_SECONDS,
                "connect_timeout": PROBE_TIMEOUT_SECONDS,
            },
        }


def read_cache(environment: Environment) -> Cache:
    return Cache(
        host=environment.text("CACHE_HOST", example="127.0.0.1"),
        port=environment.integer("CACHE_PORT", default=11_211, minimum=1, maximum=65_535),
    )
