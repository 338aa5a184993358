"""SSH in a container."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """At port 22."""
    for word in instruction.words:
        if word.value.partition("/")[0] == "22":
            yield found(word.span)


RULE = Rule(
    "expose-ssh",
    find,
    "instruction",
    aliases=("DS-0004",),
    severity="information",
    default=False,
    keywords=frozenset({"EXPOSE"}),
)
