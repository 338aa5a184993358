"""What an instruction does to layers and to the cache, and what is built again after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.hover.stages import label
from gorae.reference.cards import code
from gorae.reference.phrases import listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.hover.cursor import Cursor
    from gorae.syntax import Node
    from gorae.texts import Language

MAKES_LAYER = frozenset(("RUN", "COPY", "ADD", "WORKDIR"))
# BuildKit: these go into what a later RUN is remembered by (its environment, user, folder, shell); the rest is kept
# beside the layers (frontend/dockerfile/dockerfile2llb/convert.go).
_FOR_RUNS = frozenset(("ENV", "ARG", "USER", "SHELL"))
_NEVER = frozenset(("FROM", "ONBUILD"))


def about(cursor: Cursor) -> list[str]:
    """Whether it makes a layer, what makes the builder run it again, and what follows from that."""
    name, language = cursor.instruction.name, cursor.language
    if name in _NEVER or cursor.instruction is not cursor.node.instruction:
        return []
    if cursor.stage is None:
        return [say("layer-header", language)] if name == "ARG" else []
    kind = {"WORKDIR": "layer-workdir", "ARG": "layer-arg"}.get(
        name, "layer-yes" if name in MAKES_LAYER else "layer-no"
    )
    lines = [say(kind, language)]
    if name in ("RUN", "COPY", "ADD"):
        lines.append(_remembered(cursor))
    lines.append(_after(cursor))
    return [line for line in lines if line]


def _remembered(cursor: Cursor) -> str:
    instruction, language = cursor.instruction, cursor.language
    if instruction.name == "RUN":
        mounted = any(
            (kind := flag.option("type")) is None or kind.value in (None, "bind")
            for flag in instruction.flags_named("mount")
        )
        return say("cache-run-mount" if mounted else "cache-run", language)
    if instruction.flag("link") is not None:
        return say("cache-copy-link", language)
    if instruction.flag("from") is not None:
        return say("cache-copy-from", language)
    if any("://" in word.value or word.value.startswith("git@") for word in instruction.words[:-1]):
        return say("cache-add-url", language)
    return say("cache-copy", language)


def _after(cursor: Cursor) -> str:
    stage, language, name = cursor.stage, cursor.language, cursor.instruction.name
    if stage is None or name not in MAKES_LAYER | _FOR_RUNS:
        return ""
    wanted = frozenset(("RUN",)) if name in _FOR_RUNS else MAKES_LAYER
    again = [
        node
        for node in stage.nodes
        if node.index > cursor.node.index and node.name in wanted and node.instruction.flag("link") is None
    ]
    dependent = [other for other in cursor.build.stages if other.parent is stage]
    names = listed([label(other, language) for other in dependent], language)
    if not again:
        if dependent:
            return say("cache-after-stages", language, stages=names)
        return say("cache-after-nothing", language) if name in MAKES_LAYER else ""
    sentence = say("cache-after", language, count=_counted(again, language), lines=_lines(cursor, again, language))
    return f"{sentence} {say('cache-after-also', language, stages=names)}" if dependent else sentence


def _counted(again: Sequence[Node], language: Language) -> str:
    counts: dict[str, int] = {}
    for node in again:
        counts[node.name] = counts.get(node.name, 0) + 1
    return ", ".join(say("cache-counted", language, name=code(name), count=count) for name, count in counts.items())


def _lines(cursor: Cursor, again: Sequence[Node], language: Language) -> str:
    first, last = cursor.line_of(again[0]), cursor.line_of(again[-1])
    if first == last:
        return say("line", language, line=first)
    return say("lines", language, first=first, last=last)
