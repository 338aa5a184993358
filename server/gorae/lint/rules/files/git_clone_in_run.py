"""RUN clones a repository that ADD could fetch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Build
    from gorae.syntax import Node

_REMOTE = re.compile(r"https?://[^\s/]+/\S+|git@[\w.-]+:\S+|ssh://\S+")
_VALUES = frozenset(
    (
        "-b",
        "--branch",
        "--depth",
        "-o",
        "--origin",
        "-c",
        "--config",
        "-j",
        "--jobs",
        "--filter",
        "-u",
        "--reference",
        "-C",
    )
)
_HARMLESS = frozenset(("--depth", "-b", "--branch", "--single-branch", "-q", "--quiet", "--no-tags", "--progress"))
_PLAIN = re.compile(r"[\w./@:+-]+")


def find(build: Build) -> Iterator[Finding]:
    """Report each `git clone` of a remote repository."""
    for stage in build.stages:
        for node in stage.instructions("RUN"):
            commands = script(node.instruction, stage.scope_of(node)).commands
            for command in commands:
                effective = command.effective
                if effective.program != "git" or "clone" not in [word.value for word in effective.args[:3]]:
                    continue
                operands = effective.operands(_VALUES)[1:]
                if operands and _REMOTE.match(operands[0].value):
                    change = _fix(node, command) if len(commands) == 1 else None
                    yield found(node.to_document(operands[0].span), change)


def _fix(node: Node, command: Command) -> Fix | None:
    """ADD of the same repository, branch and folder; None where other options or mounts have a say."""
    effective, instruction = command.effective, node.instruction
    operands = effective.operands(_VALUES)[1:]
    words = [word.value for word in operands]
    if instruction.flags or command.redirections or len(words) > 2 or effective.wrappers or effective.assignments:
        return None
    if not effective.flags <= _HARMLESS or not all(word.static and _PLAIN.fullmatch(word.value) for word in operands):
        return None
    branch = effective.option_value("-b", "--branch")
    if branch is not None and not (branch.static and _PLAIN.fullmatch(branch.value)):
        return None
    address = words[0].rstrip("/")
    folder = words[1] if len(words) == 2 else address.rsplit("/", 1)[-1].removesuffix(".git")
    source = f"{address.removesuffix('.git')}.git" + (f"#{branch.value}" if branch is not None else "")
    add = instruction.in_case("ADD")
    return fix(Edit(node.span, f"{add} {source} {folder}"), safe=False)


RULE = FileRule(
    "git-clone-in-run",
    find,
    aliases=(Alias("tally", "tally/prefer-add-git"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
