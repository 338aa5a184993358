"""apt-key trusts a key for every repository; Debian 13 no longer has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.image import step_of
from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_ADDS = frozenset(("add", "adv"))


def find(stage: Stage) -> Iterator[Finding]:
    """Calls of `apt-key` that bring in a key; an error where the image has no such command and the RUN ends there."""
    for node, command in commands_of(stage, "apt-key"):
        effective = command.effective
        if effective.program != "apt-key" or effective.name is None:
            continue
        verb = next((word for word in effective.args if word.value in _ADDS), None)
        if verb is None:
            continue
        span = node.to_document(effective.name.span | verb.span)
        if command.is_unguarded and step_of(stage, node).during.has("apt-key") is False:
            yield found(span, variant="absent", severity="error")
        else:
            yield found(span)


RULE = StageRule("apt-key-deprecated", find, severity="warning")
