"""Publishers on Docker Hub that are known: companies, foundations, projects."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache


@lru_cache(maxsize=1)
def known_publishers() -> frozenset[str]:
    """Their names on Docker Hub, from the packaged list."""
    text = (importlib.resources.files("gorae.images") / "data" / "publishers.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))
