"""Cache mounts for the package managers of a RUN; as a rule they are off until selected, as a wish they are always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.caches import without_cache
from gorae.facts.packages import runs
from gorae.refactoring.model import Refactoring
from gorae.rewrites.cache_mount import cache_mounts
from gorae.shell.packages import APT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection
    from gorae.syntax import Node


def _lists_elsewhere(selection: Selection, node: Node) -> bool:
    """Whether apt's lists come from another RUN, or serve another one: one mount alone would hide them.

    Debian's images delete packages after each install, and the file that says so goes with the first mount: a second RUN
    without one would leave its packages in the image.
    """
    calls = {one.index: rows for one, _, rows in runs(selection.stage) if any(call.manager in APT for call in rows)}
    if node.index not in calls:
        return False
    actions = {call.action for call in calls[node.index] if call.manager in APT}
    return len(calls) > 1 or not {"update"} <= actions


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For the one RUN that is selected."""
    if len(selection.nodes) != 1 or selection.first.name != "RUN":
        return
    for node, scope, calls in without_cache(selection.stage):
        if _lists_elsewhere(selection, node):
            continue
        edits = cache_mounts(node, scope, calls) if node is selection.first else None
        if edits is not None:
            yield Refactoring("add-cache-mounts", "rewrite", tuple(edits), safe=False)
