"""No broker: there is no background."""

from dataclasses import dataclass

from app.config.environment import Environment
from app.dependencies.dependency import Dependency


@dataclass(frozen=True)
class Broker:
    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        return ()


def read_broker(environment: Environment) -> Broker:
    return Broker()
