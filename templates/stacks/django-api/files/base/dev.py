"""Serves from the sources and restarts at every edit, outside containers."""

import os
import re
import socket
import sys
from pathlib import Path


def read_dotenv(file: Path) -> None:
    """Settings of a run outside containers; the environment counts before them."""
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def read_port(manifest: Path) -> None:
    """The port is the manifest's, unless the environment or .env says another."""
    if manifest.exists() and (
        found := re.search(r"(?m)^port:\s*(\d+)", manifest.read_text("utf-8"))
    ):
        os.environ.setdefault("PORT", found[1])


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def main() -> None:
    here = Path(__file__).parent
    read_dotenv(here / ".env")
    read_port(here / "service.yaml")
    if len(sys.argv) > 1:
        os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - a program, no shell
    port = int(os.environ.get("PORT", "8000"))
    project = os.environ.get("NX_TASK_TARGET_PROJECT")
    # The restarted child finds its parent's port.
    if os.environ.get("RUN_MAIN") != "true" and is_taken(port):
        again = f"PORT={port + 1}" + (f" npx nx serve {project}" if project else "")
        print(f"Port {port} is taken by another program, perhaps by this service in compose.")
        print(f"  -> end it (docker compose down), or choose another port: {again}")
        raise SystemExit(1)
    os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"])  # noqa: S606


if __name__ == "__main__":
    main()
