"""What stands above a FROM: which stages use it, and that it can be built."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.hints.phrases import say
from gorae.navigation import used_by

if TYPE_CHECKING:
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.texts import Language


class Lens(NamedTuple):
    """A line above a stage. `places` are where it is used; none: it is the offer to build it."""

    stage: Stage
    title: str
    places: tuple[Span, ...] = ()


def lenses(build: Build, language: Language, *, builds: bool) -> tuple[Lens, ...]:
    """The lines above all stages; with `builds`, the offers to build each one too."""
    found: list[Lens] = []
    for stage in build.stages:
        relations = used_by(build, stage)
        if relations:
            names = ", ".join(_name(relation.stage, stage, language) for relation in relations)
            places = tuple(span for relation in relations for span in relation.spans)
            found.append(Lens(stage, say("used-by", language, stages=names), places))
        if builds:
            found.append(Lens(stage, say("build", language)))
    return tuple(found)


def _name(user: Stage, used: Stage, language: Language) -> str:
    name = user.name or f"#{user.index}"
    return say("based-on", language, stage=name) if user.parent is used else say("takes-files", language, stage=name)
