"""Every setting of the service, checked as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.config.environment import Environment
from app.config.front_end import FrontEndSettings, read_front_end
from app.config.server import ServerSettings, read_server
from app.dependencies.broker import Broker, read_broker
from app.dependencies.cache import Cache, read_cache
from app.dependencies.database import Database, read_database
from app.dependencies.dependency import Dependency


@dataclass(frozen=True)
class Config:
    server: ServerSettings
    database: Database
    cache: Cache
    broker: Broker
    front_end: FrontEndSettings

    @property
    def needed_to_serve(self) -> tuple[Dependency, ...]:
        """What the readiness probe asks. A broker that is away must not take reading away too."""
        return (self.database.dependency, *self.cache.dependencies)

    @property
    def needed_to_start(self) -> tuple[Dependency, ...]:
        return (*self.needed_to_serve, *self.broker.dependencies)


def load_config(variables: Mapping[str, str]) -> Config:
    """Raises ConfigError with every problem at once."""
    environment = Environment(variables)
    config = Config(
        server=read_server(environment),
        database=read_database(environment),
        cache=read_cache(environment),
        broker=read_broker(environment),
        front_end=read_front_end(environment),
    )
    environment.demand_no_problems()
    return config
