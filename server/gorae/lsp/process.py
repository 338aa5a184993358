"""The server as a process: it ends when its client does, whatever it is doing, and takes its children along."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

_POLL_SECONDS = 0.4
_at_end: set[Callable[[], None]] = set()


def at_end(stop: Callable[[], None]) -> None:
    """Has a function called when the process ends, once: one that ends child processes."""
    _at_end.add(stop)


def end(code: int) -> NoReturn:
    """Ends the process now, from any thread: nothing that still runs is waited for."""
    while _at_end:
        with contextlib.suppress(Exception):  # the others must end too
            _at_end.pop()()
    sys.stderr.flush()
    os._exit(code)


def end_on_signals() -> None:
    """Ends the process at Ctrl+C and at a request to terminate, also while it waits for a client that does not read."""

    def stop(number: int, _: Any) -> None:
        end(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)


def end_with(process: int) -> None:
    """Ends this process when another one has ended (LSP 3.17, `InitializeParams.processId`)."""
    if process > 0 and process != os.getpid():
        threading.Thread(target=_wait_for, args=(process,), name="parent", daemon=True).start()


def _wait_for(process: int) -> None:
    try:
        handle = os.pidfd_open(process) if hasattr(os, "pidfd_open") else None
    except ProcessLookupError:
        end(1)
    except OSError:  # an old kernel
        handle = None
    if handle is not None:
        select.select([handle], [], [])
    else:
        while is_running(process):
            time.sleep(_POLL_SECONDS)
    end(1)


def is_running(process: int) -> bool:
    """Whether there is a process of that number."""
    if sys.platform == "win32":
        return _is_running_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _is_running_on_windows(process: int) -> bool:
    import ctypes

    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined]  # there on Windows alone
    query_limited_information, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query_limited_information, False, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
