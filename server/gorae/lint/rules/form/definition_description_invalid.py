"""A comment above ARG or FROM that does not begin with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Node


def find(build: Build) -> Iterator[Finding]:
    """Report the comment right above, like BuildKit's experimental check; the fix inserts an empty comment line.

    Docker Engine 28.5.2 warns across blank lines, too (tests/engine): who writes one sets the comment apart, so only
    BuildKit's own name for the check says it there.
    """
    document = build.document
    text = document.text
    comments = {text.line_of(comment.span.start): comment for comment in document.comments}
    for node in document.nodes:
        name = _name(node)
        comment = comments.get(text.line_of(node.start) - 1) if name else None
        words = comment.text.lstrip("#").split() if comment is not None else []
        if comment is None or not words or words[0] == name:
            continue  # an empty `#` is a frame's, and describes nothing
        line = text.start_of_line(node.start)
        yield found(comment.span, fix(Edit(Span(line, line), "#" + document.newline), safe=True), name=name)


def _name(node: Node) -> str:
    instruction = node.instruction
    if instruction.name == "ARG" and instruction.pairs:
        return instruction.pairs[0].key.value
    if instruction.name == "FROM" and len(instruction.words) > 2:
        return instruction.words[2].value
    return ""


RULE = FileRule(
    "definition-description-invalid",
    find,
    aliases=(Alias("buildkit", "InvalidDefinitionDescription"),),
    severity="hint",
    default=False,
    fixes="safe",
)
