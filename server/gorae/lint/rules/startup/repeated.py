"""Instructions of which a stage keeps only the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Node


def overridden(build: Build, name: str) -> Iterator[Finding]:
    """Each instruction of that name but the last of its stage; the fix takes its lines out."""
    text = build.document.text
    for stage in build.stages:
        all_ = stage.instructions(name)
        for node in all_[:-1]:
            line = text.line_of(all_[-1].start) + 1
            yield found(node.span, fix(Edit(_lines(text.value, node), ""), safe=True), line=line)


def _lines(text: str, node: Node) -> Span:
    """The instruction's whole lines, with the last line end."""
    end = text.find("\n", node.span.end)
    return Span(text.rfind("\n", 0, node.start) + 1, len(text) if end < 0 else end + 1)
