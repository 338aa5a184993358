"""Where a stage's name is used, and another name for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Fix, fix
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node


def uses_in_from(build: Build, name: str) -> Iterator[tuple[Stage, Span]]:
    """The stages that are based on one of that name, and the name in their FROM."""
    text = build.document.text.value
    for other in build.stages:
        if other.parent is not None and other.parent.name == name and other.image_span.of(text).lower() == name:
            yield other, other.image_span


def uses_in_flags(build: Build, name: str) -> Iterator[tuple[Stage, Span]]:
    """The stages that copy or mount from that name, and the name in `--from` and `from=`."""
    for other in build.stages:
        for node in other.nodes:
            for span in _in_flags(node, name):
                yield other, span


def _in_flags(node: Node, name: str) -> Iterator[Span]:
    for flag in node.instruction.flags:
        if flag.name == "from" and flag.value_span is not None and (flag.value or "").lower() == name:
            yield node.to_document(flag.value_span)
        source = flag.option("from") if flag.name == "mount" else None
        if source is not None and source.value_span is not None and (source.value or "").lower() == name:
            yield node.to_document(source.value_span)


def renamed(build: Build, stage: Stage, wish: str) -> Fix | None:
    """The fix that gives a stage another name, also where later stages use it.

    None where another stage has the name as well and a `--from` above does not say which of them it means. Unsafe: the
    image is the same, but `docker build --target` has to name the new one.
    """
    if stage.name is None or stage.name_span is None:
        return None
    flags = list(uses_in_flags(build, stage.name))
    shared = [one for one in build.stages if one.name == stage.name and one is not stage]
    if shared and (shared[-1].index > stage.index or any(user.index <= stage.index for user, _ in flags)):
        return None
    taken = {one.name for one in build.stages}
    right = next(name for number in range(1, len(taken) + 2) if (name := _numbered(wish, number)) not in taken)
    bases = [span for user, span in uses_in_from(build, stage.name) if user.parent is stage]
    spans = [stage.name_span, *bases, *(span for user, span in flags if user.index > stage.index)]
    return fix([Edit(span, right) for span in spans], safe=False, right=right)


def renamed_first(build: Build, first: Stage, second: Stage) -> Fix | None:
    """The fix that gives the first of two stages of one name another one: the last is what builders take by the name.

    So `--target` and `--from` below go on to mean what they mean. None where a `--from` between them does not say which.
    """
    name = first.name
    if name is None or first.name_span is None:
        return None
    if any(user.index <= second.index for user, _ in uses_in_flags(build, name)):
        return None
    taken = {one.name for one in build.stages}
    right = next(wish for number in range(1, len(taken) + 2) if (wish := f"{name}-{number}") not in taken)
    bases = [span for user, span in uses_in_from(build, name) if user.parent is first]
    return fix([Edit(span, right) for span in (first.name_span, *bases)], safe=False, right=right)


def _numbered(wish: str, number: int) -> str:
    return wish if number == 1 else f"{wish}-{number}"
