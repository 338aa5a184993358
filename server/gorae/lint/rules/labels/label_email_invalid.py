"""A label that should be a mail address is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.labels import of_other_kind
from gorae.lint.fixes.label_value import repairs
from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.settings import Settings
    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope, settings: Settings) -> Iterator[Finding]:
    """At the value."""
    for name, value in of_other_kind(instruction, settings.label_schema, "email"):
        yield found(value.span, *repairs(value, "email"), name=name, value=value.value)


RULE = Rule(
    "label-email-invalid",
    find,
    "instruction",
    aliases=("DL3058",),
    fixes="unsafe",
    takes_settings=True,
    keywords=frozenset({"LABEL"}),
)
