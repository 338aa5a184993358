"""Cache mounts for the package managers of a RUN; as a rule they are off until selected, as a wish they are always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.caches import are_lists_elsewhere, without_cache
from gorae.facts.packages import runs
from gorae.refactoring.model import Refactoring
from gorae.rewrites.cache_mount import cache_mounts
from gorae.shell.packages import APT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection
    from gorae.syntax import Node


def _serves_another(selection: Selection, node: Node) -> bool:
    """Whether another RUN calls apt as well.

    Debian's images delete packages after each install, and the file that says so goes with the first mount: a second RUN
    without one would leave its packages in the image.
    """
    apt = [one for one, _, calls in runs(selection.stage) if any(call.manager in APT for call in calls)]
    return node in apt and len(apt) > 1


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For the one RUN that is selected."""
    if len(selection.nodes) != 1 or selection.first.name != "RUN":
        return
    for node, _, calls in without_cache(selection.stage):
        if (
            node is not selection.first
            or _serves_another(selection, node)
            or are_lists_elsewhere(selection.stage, node)
        ):
            continue
        if (edits := cache_mounts(selection.stage, node, calls)) is not None:
            yield Refactoring("add-cache-mounts", "rewrite", tuple(edits), safe=False)
