"""WORKDIR that depends on the base image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """At a relative path before any absolute one: nobody sees in the file where that is."""
    if not instruction.words or scope.workdir is not None:
        return
    word = instruction.words[0]
    value = word.value
    if not value or value[0] in "/$\\%" or value[1:2] == ":" or not word.is_static:
        return
    path = "/" + value.removeprefix("./")
    repair = None if scope.os_family == "windows" else fix(Edit(word.span, path), safe=False, path=path)
    yield found(word.span, repair, path=value)


RULE = InstructionRule(
    "workdir-relative",
    find,
    aliases=(Alias("hadolint", "DL3000"), Alias("buildkit", "WorkdirRelativePath"), Alias("trivy", "DS-0009")),
    fixes="unsafe",
    instructions=frozenset({"WORKDIR"}),
)
