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
    """At the first of the words, once a RUN; its fix takes them all out."""
    is_root = scope.user is None or scope.user.partition(":")[0] in ("root", "0")
    cuts: list[Span | None] = []
    first: Span | None = None
    for command in script(instruction, scope).commands:
        name = command.name
        if name is None or command.program != "sudo":
            continue
        first = first or name.span
        plain = len(command.words) > 1 and not command.words[1].is_option and "=" not in command.words[1].text
        cuts.append(Span(name.span.start, command.words[1].span.start) if plain else None)
    if first is not None:
        edits = [Edit(cut, "") for cut in cuts if cut is not None]
        yield found(first, fix(edits, safe=False) if is_root and len(edits) == len(cuts) else None)


RULE = Rule(
    "sudo-used", find, "instruction", aliases=("DL3004", "DS-0010"), fixes="unsafe", keywords=frozenset({"RUN"})
)
