"""PostgreSQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg

from app.config.environment import Environment
from app.dependencies.dependency import PROBE_TIMEOUT_SECONDS, Dependency


@dataclass(frozen=True)
class Database:
    host: str
    port: int
    name: str
    user: str
    password: str = field(repr=False)
    sslmode: str
    pool_size: int
    """Connections that one process keeps at most; 0 opens one for each request or task."""

    @property
    def dependency(self) -> Dependency:
        return Dependency("database", self.probe)

    def probe(self) -> None:
        with psycopg.connect(
            host=self.host,
            port=self.port,
            dbname=self.name,
            user=self.user,
            password=self.password,
            sslmode=self.sslmode,
            connect_timeout=PROBE_TIMEOUT_SECONDS,
        ) as connection:
            connection.execute("SELECT 1")

    @property
    def django(self) -> Mapping[str, Any]:
        pool = (
            {"min_size": 1, "max_size": self.pool_size, "timeout": 5} if self.pool_size else False
        )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": self.port,
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "OPTIONS": {"sslmode": self.sslmode, "connect_timeout": 5, "pool": pool},
        }


def read_database(environment: Environment) -> Database:
    modes = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
    return Database(
        host=environment.text("DATABASE_HOST", example="127.0.0.1"),
        port=environment.integer("DATABASE_PORT", default=5432, minimum=1, maximum=65_535),
        name=environment.text("DATABASE_NAME", example="app"),
        user=environment.text("DATABASE_USER", example="app"),
        password=environment.secret("DATABASE_PASSWORD"),
        sslmode=environment.choice("DATABASE_SSLMODE", modes, "prefer"),
        pool_size=environment.integer("DATABASE_POOL_SIZE", default=4, minimum=0, maximum=100),
    )
