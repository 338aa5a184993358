"""A label that a strict configuration does not list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.settings import Settings
    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope, settings: Settings) -> Iterator[Finding]:
    """At the key; only with `strict-labels`."""
    names = {name for name, _ in settings.label_schema}
    for pair in instruction.pairs if settings.strict_labels else ():
        if pair.key.value not in names:
            yield found(pair.key.span, name=pair.key.value)


RULE = Rule(
    "label-not-listed",
    find,
    "instruction",
    aliases=("DL3050",),
    severity="information",
    takes_settings=True,
    keywords=frozenset({"LABEL"}),
)
