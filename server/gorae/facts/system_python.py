"""The system's Python, which newer releases guard: their own pip installs into virtual environments alone (PEP 668)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.images import System

_GUARDED_SINCE = {"debian": (12,), "ubuntu": (23, 4), "alpine": (3, 19)}


def is_guarded(system: System) -> bool:
    """Whether `pip install` of the system's own pip ends with "externally-managed-environment"; False where not known."""
    return system.is_since(_GUARDED_SINCE)
