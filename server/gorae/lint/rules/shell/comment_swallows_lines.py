"""A comment of the shell on a line that goes on: the builder joins the lines, so the comment takes in all those below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the first such comment, up to the end of its line."""
    inner = instruction.trigger or instruction
    if inner.form != "shell" or instruction.heredocs or "\n" not in instruction.text or not scope.has_bourne_shell:
        return
    text = instruction.text
    for comment in script(instruction, scope).comments:
        end = text.find("\n", comment.start)
        line = text[comment.start : end].rstrip()
        if end < 0 or not line.endswith(scope.escape) or not _has_words(text[end:]):
            continue
        comment_text = line.removesuffix(scope.escape).rstrip()
        span = Span(comment.start, comment.start + len(comment_text))
        yield found(span, _moved(instruction, scope, span, comment_text))
        return


def _has_words(lines: str) -> bool:
    """Whether lines hold more than comments of the Dockerfile's own, which the builder drops."""
    return any(line and not line.startswith("#") for line in (one.strip() for one in lines.split("\n")))


def _moved(instruction: Instruction, scope: Scope, span: Span, comment: str) -> Fix:
    """The comment on a line of its own above, where it is the Dockerfile's."""
    text = instruction.text
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    newline = "\r\n" if text[end - 1] == "\r" else "\n"
    end -= len(newline) - 1
    indent = text[begin : len(text[: span.start]) - len(text[begin : span.start].lstrip())] if begin else ""
    kept = len(text[: span.start].rstrip())
    return fix(
        [Edit(Span(begin, begin), f"{indent}{comment}{newline}"), Edit(Span(kept, end), f" {scope.escape}")], safe=False
    )


RULE = InstructionRule(
    "comment-swallows-lines",
    find,
    severity="warning",
    fixes="unsafe",
    instructions=frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"}),
    supersedes=frozenset({"shell-syntax-error"}),
)
