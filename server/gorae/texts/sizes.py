"""Numbers as people read them."""

from __future__ import annotations


def size(number: int) -> str:
    """Bytes with a unit of a thousand: `512 B`, `1.5 KB`, `240 MB`."""
    amount = float(number)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"
        amount /= 1000
    return str(number)
