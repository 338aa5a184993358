"""Programs that are ended with all that they have started: a wrapper's child would else live on, and hold its output."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def start_group(
    command: Sequence[str], folder: Path, *, out: Any, errors: Any, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Starts a program without input in a group of its own, which Ctrl+C does not reach. Raises OSError.

    `out` and `errors` are what `subprocess` takes: a file, PIPE, DEVNULL.
    """
    return subprocess.Popen(  # noqa: S603  # callers find the program on PATH, the words are theirs
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=errors,
        start_new_session=os.name != "nt",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and all of its group, and waits for it: nothing of it is left."""
    if os.name == "nt":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # all of it has ended; macOS says the second of what is a zombie
            process.kill()
    process.wait()
