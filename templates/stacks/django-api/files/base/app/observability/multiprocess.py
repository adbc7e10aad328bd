"""Where the processes of a server leave their measurements for whichever of them is asked."""

import os
import shutil
import tempfile
from pathlib import Path

_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def folder() -> str | None:
    """None where one process is alone, as in development."""
    return os.environ.get(_VARIABLE)


def prepare() -> None:
    """Once, before anything is measured: the library reads the variable when it is imported."""
    place = Path(tempfile.gettempdir()) / "metrics"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    os.environ[_VARIABLE] = str(place)
