"""A label that should be a mail address is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule
from gorae.lint.rules.labels.valued import of_other_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.settings import Settings
    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope, settings: Settings) -> Iterator[Finding]:
    """At the value."""
    return of_other_kind(instruction, settings, "email")


RULE = Rule(
    "label-email-invalid",
    find,
    "instruction",
    aliases=("DL3058",),
    fixes="unsafe",
    takes_settings=True,
    keywords=frozenset({"LABEL"}),
)
