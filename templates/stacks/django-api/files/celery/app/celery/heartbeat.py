"""A file that a living process touches. `python -m app.celery.heartbeat worker` is the probe."""

import sys
import tempfile
import time
from pathlib import Path

INTERVAL_SECONDS = 5.0
MAX_AGE_SECONDS = 45.0


def _file(process: str) -> Path:
    return Path(tempfile.gettempdir()) / f"{process}-heartbeat"


def touch(process: str) -> None:
    _file(process).touch()


def is_alive(process: str, now: float | None = None) -> bool:
    try:
        last = _file(process).stat().st_mtime
    except FileNotFoundError:
        return False
    return (time.time() if now is None else now) - last <= MAX_AGE_SECONDS


def main(arguments: list[str]) -> int:
    """Exits with 0 when the process has shown a sign of life, and 1 when it has not."""
    return 0 if len(arguments) == 1 and is_alive(arguments[0]) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
