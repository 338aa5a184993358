"""Sizes as people read them."""

from __future__ import annotations


def shown(number: int) -> str:
    """A number of bytes in the unit that fits it, of thousands."""
    for limit, unit in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB")):
        if number >= limit:
            return f"{number / limit:.1f} {unit}"
    return f"{number} B"
