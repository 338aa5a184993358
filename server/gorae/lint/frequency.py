"""How often each rule speaks in Dockerfiles that others wrote: what it costs to have it on."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def _measured() -> dict[str, Any]:
    """What `scripts/measure_rules.py` wrote."""
    measured: dict[str, Any] = json.loads(files("gorae.lint").joinpath("frequency.json").read_text(encoding="utf-8"))
    return measured


def findings_in_1000_files(rule: str) -> str | None:
    """How many findings a rule has in 1,000 public Dockerfiles, written out; None for one that was not measured."""
    number = _measured()["findings_in_1000_files"].get(rule)
    if number is None:
        return None
    return "< 1" if 0 < number < 1 else f"{number:.0f}"
