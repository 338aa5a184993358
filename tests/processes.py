"""What is left of programs that were started."""

from __future__ import annotations

import subprocess
import time


def is_left(group: int) -> bool:
    """Whether a process of the group still runs. One that was just killed has a moment; what waits for init does not count."""
    for _ in range(50):
        states = subprocess.run(["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False)
        if all(state.startswith("Z") for state in states.stdout.split()):
            return False
        time.sleep(0.1)
    return True
