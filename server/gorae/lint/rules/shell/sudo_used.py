"""sudo in a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.images import default_user, parse_reference
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_USER = re.compile(r"-[A-Za-z]*u")  # -u, -Hu, -nu


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """At the first of the words, once a RUN; its fix takes them all out. Not where the base may run as another user."""
    is_root = _is_root(scope)
    if is_root is None:
        return
    cuts: list[Span | None] = []
    first: Span | None = None
    for command in script(instruction, scope).commands:
        name = command.name
        if name is None or command.program != "sudo" or _becomes_another(command):
            continue
        first = first or name.span
        plain = len(command.words) > 1 and not command.words[1].is_option and "=" not in command.words[1].text
        cuts.append(Span(name.span.start, command.words[1].span.start) if plain else None)
    if first is not None:
        edits = [Edit(cut, "") for cut in cuts if cut is not None]
        yield found(first, fix(edits, safe=False) if is_root and len(edits) == len(cuts) else None)


def _is_root(scope: Scope) -> bool | None:
    """Whether RUN works as root; None where the base image decides and is not known to leave it so."""
    if scope.user is not None:
        return scope.user.partition(":")[0] in ("root", "0")
    reference = parse_reference(scope.base) if scope.base is not None else None
    return True if reference is not None and default_user(reference) == "root" else None


def _becomes_another(command: Command) -> bool:
    """Whether it is `sudo -u NAME`: root goes down to another user."""
    args = command.args
    for index, word in enumerate(args):
        long = word.value.startswith("--user")
        if long or _USER.fullmatch(word.value):
            joined = word.value.partition("=")[2] if long else ""
            name = joined or (args[index + 1].value if index + 1 < len(args) else "")
            return name not in ("", "root", "0", "#0")
        if not word.is_option:
            break
    return False


RULE = InstructionRule(
    "sudo-used",
    find,
    aliases=(Alias("hadolint", "DL3004"), Alias("trivy", "DS-0010")),
    fixes="unsafe",
    instructions=frozenset({"RUN"}),
)
