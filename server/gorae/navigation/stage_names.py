"""Where stages are named: after AS, in FROM, `COPY --from`, the `from` of mounts; by name or by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.navigation.model import Mention, Named
from gorae.navigation.pieces import pieces
from gorae.stages import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.navigation.model import Role
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node


def stage_mentions(build: Build) -> Iterator[Named]:
    """The stages that have a name or are called by their number, each with the places that name it."""
    found: dict[int, list[Mention]] = {}
    for stage in build.stages:
        if stage.name_span is not None:
            found.setdefault(stage.index, []).append(_mention(stage.from_instruction, stage.name_span, "declaration"))
    for stage, span, target in stage_uses(build):
        node = build.document.node_at(span.start) or stage.from_instruction
        found.setdefault(target.index, []).append(_mention(node, span, "read"))
    for index, mentions in found.items():
        yield Named("stage", build.stages[index].name or str(index), tuple(sorted(mentions)))


def image_mentions(build: Build) -> Iterator[Named]:
    """The images that FROM, `COPY --from` and mounts name, each with all places of the same text.

    In a part of a Dockerfile, without FROM, they may be stages that stand elsewhere.
    """
    found: dict[str, list[Mention]] = {}
    for node in build.header:
        for text, span in sources(node):
            if not text.isdecimal():
                mention = _mention(node, span, "read")
                found.setdefault(mention.written, []).append(mention)
    for stage in build.stages:
        words = stage.from_instruction.instruction.words
        if stage.parent is None and words:
            mention = _mention(stage.from_instruction, stage.image_span, "read")
            found.setdefault(mention.written, []).append(mention)
        for node, text, span in _taken(stage):
            if source_stage(build, stage, text) is None and not text.isdecimal():
                mention = _mention(node, span, "read")
                found.setdefault(mention.written, []).append(mention)
    for name, mentions in found.items():
        yield Named("image", name, tuple(sorted(mentions)))


def stage_uses(build: Build) -> Iterator[tuple[Stage, Span, Stage]]:
    """The places that name a stage: the stage that it stands in, where in the document, the stage that it refers to."""
    for stage in build.stages:
        parent = stage.parent
        if parent is not None and not stage.from_instruction.instruction.words[0].variables:
            yield stage, stage.image_span, parent
        for _, text, span in _taken(stage):
            target = source_stage(build, stage, text)
            if target is not None:
                yield stage, span, target


def _taken(stage: Stage) -> Iterator[tuple[Node, str, Span]]:
    """What a stage's instructions take files from."""
    for node in stage.nodes:
        if node.instruction.flags or node.instruction.trigger is not None:
            for text, span in sources(node):
                yield node, text, span


def source_stage(build: Build, stage: Stage, text: str) -> Stage | None:
    """The stage that `COPY --from` or a mount in a stage means by a name or number; None for an image.

    An earlier stage of the name wins over a later one, a name before a number (BuildKit, dispatchCopy).
    """
    wanted = text.lower()
    earlier = [one for one in build.stages[: stage.index] if one.name == wanted]
    later = [one for one in build.stages[stage.index + 1 :] if one.name == wanted]
    if earlier or later:
        return earlier[-1] if earlier else later[-1]
    if wanted.isdecimal() and int(wanted) < len(build.stages) and int(wanted) != stage.index:
        return build.stages[int(wanted)]
    return None


def _mention(node: Node, span: Span, role: Role) -> Mention:
    inner = span.shift(-node.start)
    parts = pieces(node.instruction.text, inner, node.instruction.escape)
    written = "".join(part.of(node.instruction.text) for part in parts)
    return Mention(span, tuple(node.to_document(part) for part in parts), role, written)
