"""sudo in a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.image import step_of
from gorae.facts.scripts import script
from gorae.facts.users import user_in_force, works_as_root
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Stage
    from gorae.syntax import Node

_USER = re.compile(r"-[A-Za-z]*u")  # -u, -Hu, -nu


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first `sudo` of a RUN; the fix removes them all. Not where the base image may run as another user.

    Where the image has no sudo, the RUN fails with 127, and the finding is an error that says so. Under another USER sudo
    does something: the finding says how to do without it, and there is no fix.
    """
    for node in stage.instructions("RUN"):
        if "sudo" not in node.instruction.text:
            continue
        is_root = works_as_root(stage, node)
        if is_root is None:
            continue
        cuts: list[Span | None] = []
        first: Command | None = None
        for command in script(node.instruction, stage.scope_of(node)).commands:
            name = command.name
            if name is None or command.program != "sudo" or _becomes_another(command):
                continue
            first = first or command
            plain = len(command.words) > 1 and not command.words[1].is_option and "=" not in command.words[1].text
            cuts.append(Span(name.span.start, command.words[1].span.start) if plain else None)
        if first is None or first.name is None:
            continue
        edits = [Edit(cut, "").shift(node.start) for cut in cuts if cut is not None]
        removes = fix(edits, safe=False) if is_root and len(edits) == len(cuts) else None
        is_absent = _is_absent(stage, node, first)
        span = node.to_document(first.name.span)
        if is_absent:
            yield found(span, removes, variant="absent", severity="error")
        elif is_root:
            yield found(span, removes)
        else:
            yield found(span, variant="user", user=user_in_force(stage, node))


def _is_absent(stage: Stage, node: Node, command: Command) -> bool:
    """Whether the image surely has no sudo when it is called, and the RUN ends there."""
    return command.is_unguarded and step_of(stage, node).during.has("sudo") is False


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


RULE = StageRule(
    "sudo-used",
    find,
    aliases=(Alias("hadolint", "DL3004"), Alias("trivy", "DS-0010"), Alias("checkov", "CKV2_DOCKER_1")),
    fixes="unsafe",
)
