"""RabbitMQ as the broker."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from kombu import Connection

from app.config.cpus import available_cpus
from app.config.environment import Environment
from app.dependencies.dependency import PROBE_TIMEOUT_SECONDS, Dependency


@dataclass(frozen=True)
class Broker:
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    concurrency: int
    """Tasks that one worker does at the same time."""

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        return (Dependency("broker", self.probe),)

    def probe(self) -> None:
        with Connection(self.url, connect_timeout=PROBE_TIMEOUT_SECONDS) as connection:
            connection.connect()

    @property
    def url(self) -> str:
        user, password = quote(self.user, safe=""), quote(self.password, safe="")
        return f"amqp://{user}:{password}@{self.host}:{self.port}//"

    @property
    def transport(self) -> dict[str, Any]:
        # The API must not hang where the server took a task and never said so.
        return {"confirm_publish": True}


def read_broker(environment: Environment) -> Broker:
    return Broker(
        host=environment.text("BROKER_HOST", example="127.0.0.1"),
        port=environment.integer("BROKER_PORT", default=5672, minimum=1, maximum=65_535),
        user=environment.text("BROKER_USER", example="app"),
        password=environment.secret("BROKER_PASSWORD"),
        concurrency=environment.integer(
            "WORKER_CONCURRENCY", default=min(available_cpus(), 4), minimum=1, maximum=64
        ),
    )
