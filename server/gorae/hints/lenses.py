"""What stands above a FROM: which stages use it, and that it can be built."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.image import final_image
from gorae.facts.image_missing import installs_by_apt
from gorae.facts.image_tools import bytes_of_tools
from gorae.hints.phrases import say
from gorae.navigation import used_by
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from gorae.navigation import Relation
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.texts import Language

_MISSED = ("curl", "git", "gcc")


class Lens(NamedTuple):
    """A line above a stage. `places` are where it is used; none: it is the offer to build it."""

    stage: Stage
    title: str
    places: tuple[Span, ...] = ()
    is_text: bool = False  # nothing to press: what the stage holds


_LEAST_TOOLS = 5_000_000  # bytes of build tools that are worth a word


def lenses(build: Build, language: Language, *, builds: bool) -> tuple[Lens, ...]:
    """The lines above all stages; with `builds`, the offers to build each one too."""
    found: list[Lens] = []
    installs = any(installs_by_apt(stage) or _installs_by_apk(stage) for stage in build.stages)
    for stage in build.stages:
        if installs and (title := _holds(stage, language, is_last=stage is build.last)):
            found.append(Lens(stage, title, is_text=True))
        relations = used_by(build, stage)
        if relations:
            names = ", ".join(_name(build, relation, language) for relation in relations)
            places = tuple(span for relation in relations for span in relation.spans)
            found.append(Lens(stage, say("used-by", language, stages=names), places))
        if builds:
            found.append(Lens(stage, say("build", language)))
    return tuple(found)


def _holds(stage: Stage, language: Language, *, is_last: bool) -> str:
    """Size, system and number of packages at the stage's end; nothing where they are not known."""
    image = final_image(stage)
    if image.system is None or (image.release is None and (image.apk is None or image.size is None)):
        return ""
    missing = [one for one in _MISSED if image.has(one) is False]
    system, weighs = f"{image.system.name.capitalize()} {image.system.release}", size(image.size or 0)
    if image.release is None or image.packages is None:
        title = say("holds-alpine", language, system=system, size=weighs)
    else:
        key = "holds" if image.size is not None else "holds-unsized"
        title = say(key, language, system=system, count=len(image.packages), size=weighs)
    tools = bytes_of_tools(stage) if is_last else None
    if tools is not None and tools >= _LEAST_TOOLS:
        title += say("tools", language, size=size(tools))
    return title + (say("lacks", language, programs="·".join(missing)) if missing else "")


def _installs_by_apk(stage: Stage) -> bool:
    return any("apk" in node.instruction.text for node in stage.instructions("RUN"))


def _name(build: Build, relation: Relation, language: Language) -> str:
    """A stage with the instructions by which it uses the other one."""
    nodes = [build.document.node_at(span.start) for span in relation.spans]
    names = dict.fromkeys((node.instruction.trigger or node.instruction).name for node in nodes if node is not None)
    stage = relation.stage.name or f"#{relation.stage.index}"
    return say("used-in", language, stage=stage, instructions=", ".join(names))
