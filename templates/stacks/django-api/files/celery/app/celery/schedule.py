"""What beat sends, and when."""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {
    "count-missed-notes": {
        "task": "notes.count_missed",
        "schedule": 60.0,
        # Without a worker they must not pile up.
        "options": {"expires": 50},
    },
}
