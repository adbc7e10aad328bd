"""Asks every dependency at the same time, and whether the database has this version's schema."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Literal

from app.dependencies.dependency import PROBE_TIMEOUT_SECONDS, Dependency
from app.health.migrations import demand_no_pending_migrations

logger = logging.getLogger(__name__)
Result = Literal["ok", "failed"]

# A little more than the clients' own limit, whose words say more.
_LIMIT_SECONDS = PROBE_TIMEOUT_SECONDS + 0.5


def check(dependencies: Sequence[Dependency]) -> dict[str, Result]:
    """By name; why something failed is for the log, not for the outside."""
    pool = ThreadPoolExecutor(max_workers=max(1, len(dependencies)))
    try:
        asked = [(one.name, pool.submit(one.probe)) for one in dependencies]
        results = {
            name: _result(name, partial(answer.result, _LIMIT_SECONDS)) for name, answer in asked
        }
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if results.get("database", "ok") == "ok":
        results["migrations"] = _result("migrations", demand_no_pending_migrations)
    return results


def _result(name: str, ask: Callable[[], object]) -> Result:
    try:
        ask()
    except Exception as error:  # noqa: BLE001 - every client library has errors of its own
        logger.warning("not ready: %s: %s", name, " ".join(str(error).split()) or repr(error))
        return "failed"
    return "ok"
