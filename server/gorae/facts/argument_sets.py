"""The values that a Dockerfile's build arguments have where it is built: those of the compose and bake files that build it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.stages import build as understand

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.stages import Build
    from gorae.syntax import Document

# Each set is a whole check of the file: of more callers than these the first are looked at.
MOST_SETS = 4


def argument_sets(document: Document, context: BuildContext | None) -> tuple[dict[str, str], ...]:
    """The different arguments that callers give and the file declares, nearest caller first; at least one set.

    What no caller gives has its default. Without a caller nothing is given.
    """
    if context is None or not context.callers:
        return ({},)
    declared = {
        pair.key.value for node in document.nodes if node.instruction.name == "ARG" for pair in node.instruction.pairs
    }
    found: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    for caller in context.callers:
        given = {name: value for name, value in caller.arguments if name in declared}
        found.setdefault(tuple(sorted(given.items())), given)
    return tuple(found.values())[:MOST_SETS]


def build_as_called(document: Document, context: BuildContext | None) -> Build:
    """The build graph with the arguments of the nearest caller: what hover and completion reckon with."""
    return understand(document, argument_sets(document, context)[0])
