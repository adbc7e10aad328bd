"""Redis as the cache."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import redis

from app.config.environment import Environment
from app.dependencies.dependency import PROBE_TIMEOUT_SECONDS, Dependency


@dataclass(frozen=True)
class Cache:
    host: str
    port: int
    password: str = field(repr=False)
    database: int

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        return (Dependency("cache", self.probe),)

    def probe(self) -> None:
        with redis.Redis(
            host=self.host,
            port=self.port,
            password=self.password,
            db=self.database,
            socket_timeout=PROBE_TIMEOUT_SECONDS,
            socket_connect_timeout=PROBE_TIMEOUT_SECONDS,
        ) as client:
            client.ping()

    @property
    def django(self) -> Mapping[str, Any]:
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://{self.host}:{self.port}/{self.database}",
            "OPTIONS": {
                "password": self.password,
                "socket_timeout": PROBE_TIMEOUT_SECONDS,
                "socket_connect_timeout": PROBE_TIMEOUT_SECONDS,
            },
        }


def read_cache(environment: Environment) -> Cache:
    return Cache(
        host=environment.text("CACHE_HOST", example="127.0.0.1"),
        port=environment.integer("CACHE_PORT", default=6379, minimum=1, maximum=65_535),
        password=environment.secret("CACHE_PASSWORD", may_be_empty=True),
        # Database 0 is the broker's.
        database=environment.integer("CACHE_DATABASE", default=1, minimum=0, maximum=15),
    )
