"""A world of its own for builds: mounts and processes that end with this program, however it ends."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

HOME = Path(os.environ.get("GORAE_BUILDS_HOME", Path.home() / ".cache" / "gorae-builds"))
ROOT = HOME / "builder"  # the Debian that buildah is installed in
WORK = ROOT / "work"  # /work for buildah; gone when the program ends
_NEW_MOUNTS, _NEW_PROCESSES, _DIE_WITH_PARENT = 0x00020000, 0x20000000, 1  # CLONE_NEWNS, CLONE_NEWPID, PR_SET_PDEATHSIG
_BYTES_WANTED = 4 << 30


def enter() -> None:
    """Goes on in a child process, the first of its namespace; this one waits and ends with the child's status.

    A signal, or this process's end, ends the child, with it all processes of the namespace, and with these its mounts.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_MOUNTS | _NEW_PROCESSES):
        raise OSError(ctypes.get_errno(), "unshare")
    child = os.fork()
    if child:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: os.kill(child, signal.SIGKILL))
        _, status = os.waitpid(child, 0)
        sys.stdout.flush()
        os._exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status))
    libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    _mount()


def _mount() -> None:
    def mount(*words: object) -> None:
        subprocess.run(["mount", *map(str, words)], check=True)

    mount("--make-rprivate", "/")
    mount("-t", "proc", "proc", "/proc")
    mount("--rbind", ROOT, ROOT)  # so that the root that buildah sees is a mount
    for name in ("proc", "dev", "sys"):
        mount("--rbind", f"/{name}", ROOT / name)
    if _bytes_free() > _BYTES_WANTED:  # twice as fast as a disk, and forgotten by itself
        mount("-t", "tmpfs", "builds", WORK)
    else:
        subprocess.run(["find", WORK, "-mindepth", "1", "-delete"], check=True)


def _bytes_free() -> int:
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))


def inside(path: Path) -> str:
    """Where buildah sees a path below WORK."""
    return f"/work/{path.relative_to(WORK)}"
