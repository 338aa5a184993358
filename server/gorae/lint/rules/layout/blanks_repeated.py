"""Several blanks in a row between words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.equivalence import keeps_meaning, within
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_REPEATED = re.compile(r"(?<=[^\s])[ \t]{2,}(?=[^\s])")  # neither indentation nor the end of a line
_SHELL = frozenset(("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report each such row; not within words, quotes, comments and heredocs."""
    if "  " not in instruction.text and "\t" not in instruction.text:
        return
    kept = _untouchable(instruction, scope)
    rows = [Span(*match.span()) for match in _REPEATED.finditer(instruction.text)]
    edits = [Edit(span, " ") for span in rows if not within(span.start, kept)]
    if edits and keeps_meaning(instruction, scope, edits):
        for edit in edits:
            yield found(edit.span, fix(edit, safe=True))


def _untouchable(instruction: Instruction, scope: Scope) -> list[Span]:
    inner = instruction.trigger or instruction
    spans = [*instruction.comments, *inner.comments]
    spans += [flag.span for one in (instruction, inner) for flag in one.flags]
    spans += [
        pair.span if pair.legacy else part.span for pair in inner.pairs for part in (pair.key, pair.value) if part
    ]
    heredocs = instruction.heredocs or inner.heredocs
    spans += [Span(one.body.start, one.end.end if one.end else len(instruction.text)) for one in heredocs]
    if inner.name not in _SHELL or inner.form == "exec":
        return [*spans, *(word.span for word in inner.words)]
    read = script(instruction, scope)
    if not read.complete or read.errors or not scope.has_bourne_shell:
        return [*spans, inner.arguments]
    spans += read.comments
    spans += [word.span for word in read.other_words]
    for command in read.commands:
        spans += [word.span for word in command.words]
        spans += [one.span for one in command.assignments]
        spans += [one.target.span for one in command.redirections if one.target is not None]
    return spans


RULE = InstructionRule(
    "blanks-repeated",
    find,
    aliases=(Alias("tally", "tally/no-multi-spaces"),),
    severity="hint",
    default=False,
    fixes="safe",
    behind_onbuild=False,
)
