"""The files of the build context that a COPY or ADD takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.stages import evaluate

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.stages import Build
    from gorae.syntax import Node


def copied_files(build: Build, node: Node, context: BuildContext) -> dict[str, int] | None:
    """The files' bytes by their paths; None where something else is taken, or not all of it is known."""
    instruction = node.instruction
    if instruction.flag("from") is not None or len(instruction.words) < 2 or instruction.heredocs:
        return None
    values = {name: value.value for name, value in build.environment_at(node).items()}
    files: dict[str, int] = {}
    for word in instruction.words[:-1]:
        path = evaluate(word, values, build.document.escape)
        if path is None or "://" in path:
            return None
        for match in context.matches(path):
            files |= {file.path: file.bytes for file in context.under(match)}
    return files
