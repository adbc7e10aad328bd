"""Something outside the process that the service needs."""

from collections.abc import Callable
from dataclasses import dataclass

PROBE_TIMEOUT_SECONDS = 2


@dataclass(frozen=True)
class Dependency:
    name: str
    probe: Callable[[], None]
    """Raises when the dependency does not answer. Uses a connection of its own, never a pool."""
