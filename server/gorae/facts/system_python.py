"""The system's Python, which newer releases guard: their own pip installs into virtual environments alone (PEP 668)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.images import System

_GUARDED_SINCE = {"debian": (12,), "ubuntu": (23, 4), "alpine": (3, 19)}


def is_guarded(system: System) -> bool:
    """Whether `pip install` of the system's own pip ends with "externally-managed-environment"; False where not known."""
    since = _GUARDED_SINCE.get(system.name)
    number = re.match(r"\d+(?:\.\d+)?", system.release)
    return since is not None and number is not None and version(number[0]) >= since


def version(text: str) -> tuple[int, ...]:
    """A release's numbers: `24.04` is (24, 4)."""
    return tuple(int(part) for part in text.split("."))
