"""Stages that need one another: the Engine refuses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source.derived import derived
from gorae.stages import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage


@derived
def stages_in_circles(build: Build) -> frozenset[int]:
    """The numbers of the stages that are reached again from themselves, by FROM, COPY or a mount."""
    needs = {
        stage.index: {*_copied(build, stage), *([stage.parent.index] if stage.parent is not None else [])}
        - {stage.index}
        for stage in build.stages
        if stage.copies_from or stage.parent is not None
    }
    return frozenset(_in_circles(needs))


def _copied(build: Build, stage: Stage) -> Iterator[int]:
    """The stages that it takes files from itself, not where ONBUILD does."""
    for node in stage.nodes if stage.copies_from else ():
        for name, _ in sources(node) if node.name != "ONBUILD" else ():
            named = build.stage(name)
            if named is not None:
                yield named.index


def _in_circles(needs: dict[int, set[int]]) -> set[int]:
    """The numbers that are reached again from themselves: those of components with more than one (Kosaraju)."""
    order: list[int] = []  # each behind all that it needs
    seen: set[int] = set()
    for first in needs:
        waiting = [(first, False)]
        while waiting:
            index, is_done = waiting.pop()
            if is_done:
                order.append(index)
            elif index not in seen:
                seen.add(index)
                waiting.append((index, True))
                waiting += [(one, False) for one in needs.get(index, ()) if one not in seen]
    users: dict[int, list[int]] = {}
    for index, needed in needs.items():
        for one in needed:
            users.setdefault(one, []).append(index)
    circles: set[int] = set()
    placed: set[int] = set()
    for first in reversed(order):
        component: list[int] = []
        left = [first]
        while left:
            index = left.pop()
            if index not in placed:
                placed.add(index)
                component.append(index)
                left += users.get(index, ())
        if len(component) > 1:
            circles.update(component)
    return circles
