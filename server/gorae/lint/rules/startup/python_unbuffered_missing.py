"""Python that keeps its output to itself until a buffer is full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import has_variable, program_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.rewrites.lines import line_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_PYTHON = re.compile(r"python(?:3(?:\.\d+)?)?")
_UNBUFFERED = re.compile(r"-[A-Za-z]*u[A-Za-z]*")


def find(build: Build) -> Iterator[Finding]:
    """Report the program that starts, where neither PYTHONUNBUFFERED nor `-u` is set."""
    stage = build.last
    start = program_of(stage) if stage is not None else None
    if stage is None or start is None or not _PYTHON.fullmatch(start.program):
        return
    if has_variable(stage, "PYTHONUNBUFFERED") or any(_UNBUFFERED.fullmatch(word) for word in start.arguments[:1]):
        return
    yield found(start.span, fix(line_above(build.document, start.node, "ENV", "PYTHONUNBUFFERED=1"), safe=False))


RULE = FileRule(
    "python-unbuffered-missing", find, severity="hint", default=False, fixes="unsafe", shipped_only=True, last_only=True
)
