"""Waits at start for what the service needs."""

import logging
import sys
import time
from collections.abc import Callable, Sequence

from app.dependencies.dependency import Dependency

logger = logging.getLogger(__name__)


class DependencyTimeoutError(Exception):
    """Something needed did not answer in time."""


def wait_for(
    dependencies: Sequence[Dependency],
    limit_seconds: float,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Raises DependencyTimeoutError past the limit, which all of them share."""
    end = clock() + limit_seconds
    for dependency in dependencies:
        pause = 0.25
        while (reason := _reason(dependency)) is not None:
            if clock() >= end:
                message = f"{dependency.name} did not answer within {limit_seconds:g} s: {reason}"
                raise DependencyTimeoutError(message)
            logger.warning("waiting for the %s: %s", dependency.name, reason)
            sleep(min(pause, max(0.0, end - clock())))
            pause = min(pause * 2, 4)


def wait_or_exit(dependencies: Sequence[Dependency], limit_seconds: float) -> None:
    """The same, and past the limit the end with code 1 and one readable line."""
    try:
        wait_for(dependencies, limit_seconds)
    except DependencyTimeoutError as error:
        print(f"cannot start: the {error}", file=sys.stderr, flush=True)
        raise SystemExit(1) from None


def _reason(dependency: Dependency) -> str | None:
    try:
        dependency.probe()
    except Exception as error:  # noqa: BLE001 - every client library has errors of its own
        return " ".join(str(error).split()) or type(error).__name__
    return None
