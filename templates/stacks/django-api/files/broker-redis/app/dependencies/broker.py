"""Redis as the broker."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import redis

from app.config.cpus import available_cpus
from app.config.environment import Environment
from app.dependencies.dependency import PROBE_TIMEOUT_SECONDS, Dependency


@dataclass(frozen=True)
class Broker:
    host: str
    port: int
    password: str = field(repr=False)
    database: int
    concurrency: int
    """Tasks that one worker does at the same time."""

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        return (Dependency("broker", self.probe),)

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
    def url(self) -> str:
        return f"redis://:{quote(self.password, safe='')}@{self.host}:{self.port}/{self.database}"

    @property
    def transport(self) -> dict[str, Any]:
        # A task that nobody confirmed within this time is given to another worker.
        return {"visibility_timeout": 300, "socket_connect_timeout": 5, "socket_keepalive": True}


def read_broker(environment: Environment) -> Broker:
    return Broker(
        host=environment.text("BROKER_HOST", example="127.0.0.1"),
        port=environment.integer("BROKER_PORT", default=6379, minimum=1, maximum=65_535),
        password=environment.secret("BROKER_PASSWORD", may_be_empty=True),
        database=environment.integer("BROKER_DATABASE", default=0, minimum=0, maximum=15),
        concurrency=environment.integer(
            "WORKER_CONCURRENCY", default=min(available_cpus(), 4), minimum=1, maximum=64
        ),
    )
