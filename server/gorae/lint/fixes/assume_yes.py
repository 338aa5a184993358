"""Answers a package manager's question beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import unconfirmed
from gorae.lint.model import Finding, Fix, fix, found
from gorae.rewrites.edit_command import with_option

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node


def assume_yes(node: Node, call: Call) -> Fix:
    """The fix that adds `-y` behind the subcommand of a call in a RUN."""
    return fix(with_option(node.instruction, call, "-y").shift(node.start), safe=True)


def unanswered(
    stage: Stage, managers: frozenset[str], yes: tuple[str, ...], configured: re.Pattern[str]
) -> Iterator[Finding]:
    """The calls that would wait for an answer, each with the option that gives it."""
    for node, call in unconfirmed(stage, managers, yes, configured):
        word = call.subcommand.value if call.subcommand else ""
        yield found(node.to_document(call.head), assume_yes(node, call), command=f"{call.manager} {word}")
