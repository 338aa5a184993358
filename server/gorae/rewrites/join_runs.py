"""Makes one RUN of RUNs in a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.shell.joining import Body, wrapped
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.stages import Stage
    from gorae.syntax import Comment, Document, Node

_INDENT = "    "
# Comments that tools obey: inside of a joined instruction they would be lost.
_PRAGMAS = ("gorae:", "gorae ignore", "hadolint", "check=", "shellcheck", "tally")
# A service that runs beside the commands below; in a RUN of its own it ends with it.
_STARTS_SERVICE = re.compile(
    r"\bservice[ \t]+[\w-]+[ \t]+(?:re)?start\b|/init\.d/[\w-]+[ \t]+(?:re)?start\b|\bpg_ctl(?:cluster)?\b"
)


def rows(stage: Stage) -> Iterator[list[Node]]:
    """The RUNs of a stage that follow one another with equal flags, at least two each."""
    row: list[Node] = []
    for node in stage.nodes:
        if row and not (
            not _STARTS_SERVICE.search(row[-1].instruction.text)
            and _is_plain(node)
            and _flags(node) == _flags(row[0])
            and not _pragma(stage.document, row[-1], node)
        ):
            if len(row) > 1:
                yield row
            row = []
        if _is_plain(node):
            row.append(node)
    if len(row) > 1:
        yield row


def _is_plain(node: Node) -> bool:
    instruction = node.instruction
    return instruction.name == "RUN" and instruction.form == "shell" and not instruction.heredocs


def _flags(node: Node) -> tuple[tuple[str, str | None], ...]:
    return tuple((flag.name, flag.value) for flag in node.instruction.flags)


def _between(document: Document, before: Node, after: Node) -> list[Comment]:
    first = bisect_left(document.comments, before.span.end, key=lambda one: one.span.start)
    last = bisect_left(document.comments, after.start, first, key=lambda one: one.span.start)
    return [one for one in document.comments[first:last] if one.span.end <= after.start]


def _pragma(document: Document, before: Node, after: Node) -> bool:
    comments = _between(document, before, after)
    return any(comment.text.lstrip("# \t").lower().startswith(_PRAGMAS) for comment in comments)


def merge(stage: Stage, row: Sequence[Node]) -> Edit | None:
    """The edit (of the document) that makes one RUN of a row; None where it would not do the same."""
    bodies = [_body(stage, node) for node in row]
    errexit = any(word.startswith("-") and "e" in word.partition("o")[0] for word in stage.scope_of(row[0]).shell[1:])
    texts = wrapped([body for body in bodies if body is not None], errexit=errexit)
    if texts is None or None in bodies:
        return None
    if any("\n" in text and text not in (body.text for body in bodies if body) for text in texts):
        return None  # brackets around many lines: nobody would write that
    document = stage.document
    newline, escape, indent = document.newline, document.escape, _indent(bodies)
    edits = []
    for before, node, text in zip(row, row[1:], texts[1:], strict=False):
        comments = "".join(f"{indent}{comment.text}{newline}" for comment in _between(document, before, node))
        edits.append(Edit(Span(_end(stage, before), node.span.end), f" {escape}{newline}{comments}{indent}&& {text}"))
    # One edit each: where the first body is wrapped, or where an end was cut off, it is rewritten as well.
    first = row[0]
    start = first.start + first.instruction.arguments.start
    whole = "".join(edit.text for edit in edits)
    return Edit(Span(start, row[-1].span.end), texts[0] + whole)


def _indent(bodies: Sequence[Body | None]) -> str:
    """The indentation of the lines that begin with `&&`, else of all further lines, as the row has them already."""
    lines = [line for body in bodies if body for line in body.text.split("\n")[1:] if line.strip()]
    leading = [line for line in lines if line.lstrip().startswith("&&")]
    indents = [line[: len(line) - len(line.lstrip())] for line in leading or lines if not line.lstrip().startswith("#")]
    return min(indents, key=len, default=_INDENT) if leading or all(indents) else _INDENT


def _end(stage: Stage, node: Node) -> int:
    body = _body(stage, node)
    return node.start + node.instruction.arguments.start + len(body.text if body else "")


def _body(stage: Stage, node: Node) -> Body | None:
    instruction = node.instruction
    text = instruction.text[instruction.arguments.start :]
    last = text.rsplit("\n", 1)[-1].strip()
    if not last or last.startswith("#") or last.endswith(instruction.escape):
        return None  # nothing, or a last line that goes on into nothing
    return Body(text.rstrip(), script(instruction, stage.scope_of(node)))
