"""A label that the configuration lists has no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.settings import Settings
    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope, settings: Settings) -> Iterator[Finding]:
    """At the pair."""
    names = {name for name, _ in settings.label_schema}
    for pair in instruction.pairs:
        if pair.key.value in names and (pair.value is None or not pair.value.value):
            yield found(pair.span, name=pair.key.value)


RULE = Rule("label-empty", find, "instruction", aliases=("DL3051",), takes_settings=True, keywords=frozenset({"LABEL"}))
