"""What got slower: the ratios to docker-langserver of this run, beside those that were written down.

Times differ from machine to machine; the ratio of two servers that were measured in turns, in one run, hardly does.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

BASELINE = Path(__file__).parent / "baseline.json"
# Ratios of one run differ by a sixth from those of the next; more than this is a change.
_MOST_GROWTH = 1.3


def ratios(rows: dict[str, dict[str, float]], name: str, reference: str) -> dict[str, float]:
    """Return each row's value of a server over that of the reference, where both have one."""
    found = {}
    for row, values in rows.items():
        ours, theirs = values.get(name, math.nan), values.get(reference, math.nan)
        if math.isfinite(ours) and math.isfinite(theirs) and theirs > 0:
            found[row] = round(ours / theirs, 3)
    return found


def compared(now: dict[str, float], before: dict[str, float]) -> list[str]:
    """Return a line for each row that got slower."""
    return [
        f"slower: {row}: {now[row]:.2f} x, {before[row]:.2f} x before"
        for row in now
        if row in before and now[row] > _MOST_GROWTH * before[row]
    ]


def read() -> dict[str, float]:
    """Return the ratios that were written down."""
    found: dict[str, float] = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    return found


def write(now: dict[str, float]) -> None:
    """Write the ratios down; rows that were not measured stay."""
    BASELINE.write_text(json.dumps({**read(), **now}, indent=2) + "\n", encoding="utf-8")
