"""The working folder is one of the operating system's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

# Mounted again when the container starts, or read by the system itself.
_SYSTEM = re.compile(r"/(?:proc|sys|dev|boot)(?:/.*)?|/(?:bin|sbin|lib|lib64)/?")


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a WORKDIR in a folder of the system, on the path."""
    for word in instruction.words[:1]:
        if scope.os_family != "windows" and _SYSTEM.fullmatch(word.value):
            yield found(word.span, path=word.value)


RULE = InstructionRule(
    "workdir-system-folder", find, aliases=(Alias("trivy", "DS-0030"),), instructions=frozenset({"WORKDIR"})
)
