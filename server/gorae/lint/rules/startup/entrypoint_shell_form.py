"""ENTRYPOINT in shell form: the program is not PID 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule
from gorae.lint.rules.startup.start_forms import shell_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """At the command."""
    return shell_form(instruction, scope)


RULE = Rule(
    "entrypoint-shell-form",
    find,
    "instruction",
    aliases=("DL3025", "JSONArgsRecommended"),
    fixes="safe",
    keywords=frozenset({"ENTRYPOINT"}),
)
