"""How many processors a container may use, which is not how many the machine has."""

import math
import os
from pathlib import Path


def available_cpus(limit: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """At least one; the quota of the control group where it has one."""
    machine = os.cpu_count() or 1
    try:
        quota, period = limit.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return machine
    if not quota.isdigit():
        return machine
    return max(1, min(machine, math.ceil(int(quota) / int(period))))
