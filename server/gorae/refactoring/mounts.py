"""Cache mounts for the package managers of a RUN; as a rule they are off until selected, as a wish they are always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.rules.packages.cache_mount_missing import find
from gorae.refactoring.model import Refactoring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For the one RUN that is selected."""
    if len(selection.nodes) != 1 or selection.first.name != "RUN":
        return
    for finding in find(selection.stage):
        if selection.first.span.start <= finding.span.start < selection.first.span.end:
            for fix in finding.fixes:
                yield Refactoring("add-cache-mounts", "rewrite", tuple(fix.edits), fix.safe)
