"""Packages of go without a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import unpinned
from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_MANAGERS = frozenset(("go",))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Installs that name packages without a version."""
    for row in unpinned(instruction, scope, _MANAGERS):
        yield found(row.span, names=row.names, count=len(row.packages))


RULE = Rule(
    "go-version-unpinned", find, "instruction", aliases=("DL3062", "version-pin-missing"), severity="information", default=False,
    keywords=frozenset(("RUN", "ONBUILD")),
)  # fmt: skip
