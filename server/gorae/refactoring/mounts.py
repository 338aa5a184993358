"""Cache mounts for the package managers of a RUN; as a rule they are off until selected, as a wish they are always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.caches import without_cache
from gorae.lint.fixes.cache_mount import cache_mounts
from gorae.refactoring.model import Refactoring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For the one RUN that is selected."""
    if len(selection.nodes) != 1 or selection.first.name != "RUN":
        return
    for node, scope, calls in without_cache(selection.stage):
        fix = cache_mounts(node, scope, calls) if node is selection.first else None
        if fix is not None:
            yield Refactoring("add-cache-mounts", "rewrite", fix.edits, fix.safe)
