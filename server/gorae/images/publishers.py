"""Publishers on Docker Hub that are known: companies, foundations, projects."""

from __future__ import annotations

from functools import lru_cache

from gorae.source.packaged import folder_of


@lru_cache(maxsize=1)
def known_publishers() -> frozenset[str]:
    """Their names on Docker Hub, from the packaged list."""
    text = (folder_of("gorae.images") / "data" / "publishers.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))
