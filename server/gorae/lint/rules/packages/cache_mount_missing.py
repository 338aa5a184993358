"""A package manager without a cache mount downloads everything again whenever its layer is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.caches import are_lists_elsewhere, without_cache
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.cache_mount import cache_mounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """One finding for each RUN whose managers have none of their folders in a mount."""
    for node, _, calls in without_cache(stage):
        manager = calls[0].manager
        edits = None if are_lists_elsewhere(stage, node) else cache_mounts(stage, node, calls)
        repair = fix(edits, safe=False, manager=manager) if edits is not None else None
        yield found(node.to_document(calls[0].head), repair, manager=manager)


RULE = StageRule("cache-mount-missing", find, aliases=(Alias("tally", "tally/prefer-package-cache-mounts"),), severity="information", default=False, fixes="unsafe")  # fmt: skip
