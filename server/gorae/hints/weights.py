"""What a RUN or COPY adds to its stage's image, behind its keyword."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.image import final_image, steps
from gorae.facts.image_tools import bytes_of_tools_in
from gorae.hints.copied import copied_files
from gorae.hints.hint import Hint
from gorae.hints.phrases import say
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.image import Step
    from gorae.stages import Build, Stage
    from gorae.texts import Language

_LEAST = 100_000  # bytes that are worth a hint


def weights(build: Build, language: Language, context: BuildContext | None) -> Iterator[Hint]:
    """A hint for each RUN, COPY and ADD whose bytes are known: how many, and which share of the stage's image."""
    kept = build.last.chain if build.last is not None else ()
    for stage in build.stages:
        yield from _of_stage(build, stage, language, context, is_kept=any(stage is one for one in kept))


def _of_stage(
    build: Build, stage: Stage, language: Language, context: BuildContext | None, *, is_kept: bool
) -> Iterator[Hint]:
    adds: list[tuple[Step, int]] = []
    copied = 0
    for step in steps(stage)[1:]:
        added = step.size if step.node.name == "RUN" else None
        if step.node.name in ("COPY", "ADD") and context is not None:
            files = copied_files(build, step.node, context)
            added = sum(files.values()) if files is not None else None
            copied += added or 0
        if added is not None and added >= _LEAST:
            adds.append((step, added))
    whole = final_image(stage).size
    total = whole + copied if whole is not None else None
    for step, added in adds:
        label = say("adds", language, size=size(added))
        lines = []
        if total:
            share = max(1, round(100 * added / total))
            label = say("adds-share", language, size=size(added), percent=share)
            lines.append(say("adds-of", language, total=size(total), size=size(added)))
        packages = [name for install in step.installs for name in install.answer.new] or list(step.apks)
        if packages:
            lines.append(say("adds-packages", language, count=len(packages)))
        tools = bytes_of_tools_in(step)
        if tools:
            lines.append(say("adds-tools", language, size=size(tools)))
        if not is_kept:
            lines.append(say("adds-not-kept", language))
        if step.node.name == "RUN":
            lines.append(say("adds-estimate", language))
        yield Hint(step.node.keyword.end, label, " ".join(lines))
