"""Stages as a hierarchy: who is built from whom, who takes files from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.navigation.stage_names import stage_uses
from gorae.source.derived import derived

if TYPE_CHECKING:
    from gorae.source import Span
    from gorae.stages import Build, Stage


class Relation(NamedTuple):
    """A stage and the places where the one names the other."""

    stage: Stage
    spans: tuple[Span, ...]


@derived
def _relations(build: Build) -> tuple[tuple[Stage, Span, Stage], ...]:
    """All places where a stage names another: the stage, the place, the other one."""
    return tuple(stage_uses(build))


def stage_around(build: Build, offset: int) -> Stage | None:
    """The stage that a name at the offset stands for, else the one that the offset stands in."""
    for _, span, stage in _relations(build):
        if span.holds(offset):
            return stage
    node = build.document.node_at(offset)
    return build.stage_of(node) if node is not None else None


def used_by(build: Build, stage: Stage) -> tuple[Relation, ...]:
    """The stages that are based on it or take files from it."""
    return _by_stage(build, [(user, span) for user, span, target in _relations(build) if target is stage])


def uses_of(build: Build, stage: Stage) -> tuple[Relation, ...]:
    """The stages that it is based on or takes files from."""
    return _by_stage(build, [(target, span) for user, span, target in _relations(build) if user is stage])


def _by_stage(build: Build, rows: list[tuple[Stage, Span]]) -> tuple[Relation, ...]:
    found: dict[int, list[Span]] = {}
    for stage, span in rows:
        found.setdefault(stage.index, []).append(span)
    return tuple(Relation(build.stages[index], tuple(spans)) for index, spans in sorted(found.items()))


def parents(stage: Stage) -> tuple[Stage, ...]:
    """The stage that it is based on, if any."""
    return (stage.parent,) if stage.parent is not None else ()


def children(build: Build, stage: Stage) -> tuple[Stage, ...]:
    """The stages that are based on it."""
    return tuple(one for one in build.stages if one.parent is stage)
