"""Stages as a hierarchy: who is built from whom, who takes files from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.navigation.stage_names import stage_uses

if TYPE_CHECKING:
    from gorae.source import Span
    from gorae.stages import Build, Stage


class Relation(NamedTuple):
    """A stage and the places where the one names the other."""

    stage: Stage
    spans: tuple[Span, ...]


def stage_around(build: Build, offset: int) -> Stage | None:
    """The stage that a name at the offset stands for, else the one that the offset stands in."""
    for _, span, stage in stage_uses(build):
        if span.holds(offset):
            return stage
    node = build.document.node_at(offset)
    return build.stage_of(node) if node is not None else None


def used_by(build: Build, stage: Stage) -> tuple[Relation, ...]:
    """The stages that are based on it or take files from it."""
    found: dict[int, list[Span]] = {}
    for node, span, target in stage_uses(build):
        user = build.stage_of(node)
        if target is stage and user is not None:
            found.setdefault(user.index, []).append(span)
    return tuple(Relation(build.stages[index], tuple(spans)) for index, spans in sorted(found.items()))


def uses_of(build: Build, stage: Stage) -> tuple[Relation, ...]:
    """The stages that it is based on or takes files from."""
    found: dict[int, list[Span]] = {}
    for node, span, target in stage_uses(build):
        if build.stage_of(node) is stage:
            found.setdefault(target.index, []).append(span)
    return tuple(Relation(build.stages[index], tuple(spans)) for index, spans in sorted(found.items()))


def parents(stage: Stage) -> tuple[Stage, ...]:
    """The stage that it is based on, if any."""
    return (stage.parent,) if stage.parent is not None else ()


def children(build: Build, stage: Stage) -> tuple[Stage, ...]:
    """The stages that are based on it."""
    return tuple(one for one in build.stages if one.parent is stage)
