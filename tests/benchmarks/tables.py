"""Samples of several servers as one table: the ratio to the reference beside each value."""

from __future__ import annotations

import math


def percentile(samples: list[float], q: float) -> float:
    ordered = sorted(samples)
    if not ordered:
        return math.nan
    return ordered[min(len(ordered) - 1, math.ceil(q * len(ordered)) - 1)]


def show(rows: dict[str, dict[str, float]], names: list[str], reference: str) -> str:
    out = [f"{'ms (rss: MiB)':<30}" + "".join(f"{n:>22}" for n in names)]
    for row, values in rows.items():
        line = f"{row:<30}"
        base = values.get(reference)
        for name in names:
            v = values.get(name)
            if v is None or math.isnan(v):
                cell = "-"
            elif math.isinf(v):
                cell = "t/o"
            else:
                cell = f"{v:.2f}" if v < 100 else f"{v:.0f}"
                if name != reference and base and not math.isinf(base) and "growth" not in row:
                    cell += f" ({v / base:5.2f}x)"
            line += f"{cell:>22}"
        out.append(line)
    return "\n".join(out)
