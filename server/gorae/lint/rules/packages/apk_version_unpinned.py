"""Packages of apk without a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import unpinned
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_MANAGERS = frozenset(("apk",))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Installs that name packages without a version."""
    for row in unpinned(instruction, scope, _MANAGERS):
        yield found(row.span, names=row.names, count=len(row.packages))


RULE = InstructionRule("apk-version-unpinned", find, aliases=(Alias("hadolint", "DL3018"), Alias("gorae", "version-pin-missing")), severity="information", default=False, instructions=frozenset({"RUN"}))  # fmt: skip
