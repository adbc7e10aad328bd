"""Tells every process of the server that it is on its way out."""

import tempfile
from pathlib import Path


def _flag() -> Path:
    return Path(tempfile.gettempdir()) / "server-stopping"


def mark_stopping() -> None:
    _flag().touch()


def clear_stopping() -> None:
    """What an earlier run in the same container left must not count."""
    _flag().unlink(missing_ok=True)


def is_stopping() -> bool:
    return _flag().exists()
