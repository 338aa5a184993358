"""Signals as STOPSIGNAL takes them: a number, or Linux' name with or without `SIG` (moby/sys, signal)."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?\d+", re.ASCII)
_NAMES = frozenset((
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
    "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1",
    "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    *(f"RTMIN+{number}" for number in range(1, 16)), *(f"RTMAX-{number}" for number in range(1, 15)),
))  # fmt: skip


def is_signal(text: str) -> bool:
    """Whether the Engine knows the signal; any number but 0 will do."""
    if _NUMBER.fullmatch(text):
        return int(text) != 0
    return text.upper().removeprefix("SIG") in _NAMES


def signal_names() -> frozenset[str]:
    """The names without `SIG`."""
    return _NAMES
