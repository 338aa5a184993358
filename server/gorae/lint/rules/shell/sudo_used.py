"""sudo in a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.lint.script import script
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """At the word."""
    is_root = scope.user is None or scope.user.partition(":")[0] in ("root", "0")
    for command in script(instruction, scope).commands:
        name = command.name
        if name is None or command.program != "sudo":
            continue
        plain = len(command.words) > 1 and not command.words[1].is_option and "=" not in command.words[1].text
        cut = Span(name.span.start, command.words[1].span.start) if plain else None
        repair = fix(Edit(cut, ""), safe=False) if cut is not None and is_root else None
        yield found(name.span, repair)


RULE = Rule(
    "sudo-used", find, "instruction", aliases=("DL3004", "DS-0010"), fixes="unsafe", keywords=frozenset({"RUN"})
)
