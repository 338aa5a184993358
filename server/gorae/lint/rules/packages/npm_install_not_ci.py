"""npm install may change what the lock file says; npm ci installs just that."""

from __future__ import annotations

import posixpath
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gorae.context import has_wildcards
from gorae.facts.packages import runs
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.rewrites.edit_command import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.shell.packages import Call
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

LOCKS = ("package-lock.json", "npm-shrinkwrap.json")
_REMOVED = re.compile(r"(?:^|[&|;])(?=([^&|;]*?\brm\b))\1[^&|;]*(?:package-lock|package\*|npm-shrinkwrap)")
_ELSEWHERE = (
    "-g",
    "--global",
    "--no-package-lock",
    "--package-lock-only",
    "--location",
    "--dry-run",
    "--no-lockfile",
    "--version",
    "-v",
)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """`npm install` of the whole project after a lock file was copied by name; a folder may have none, so it is no proof.

    Nor is a pattern one where the build context has no such file: `npm ci` fails without.
    """
    for stage in build.stages:
        for node, _, calls in runs(stage):
            for call in calls:
                if not _installs_project(call) or call.subcommand is None:
                    continue
                lock = _lock_before(stage, node, inputs.context)
                # `if [ -f package-lock.json ]; then npm ci; else npm install; fi` has thought of both.
                if lock is None or any(one.subcommand is not None and one.subcommand.value == "ci" for one in calls):
                    continue
                edit = replaced(node.instruction, call.subcommand.span, "ci").shift(node.start)
                yield found(
                    node.to_document(call.head),
                    fix(edit, safe=False),
                    lock=lock,
                    command=f"npm {call.subcommand.value}",
                )


def _installs_project(call: Call) -> bool:
    return (
        call.manager == "npm"
        and call.action == "install"
        and call.subcommand is not None
        and call.subcommand.value != "add"
        and not call.operands
        and not call.has_flag(*_ELSEWHERE)
        and not any(word.variables for word in call.args)
    )


def _lock_before(stage: Stage, node: Node, context: BuildContext | None) -> str | None:
    """The lock file that an earlier COPY or ADD, or a mount of the RUN, names; None where a command removed it."""
    if _REMOVED.search(node.instruction.text):
        return None
    lock = None
    for flag in node.instruction.flags_named("mount"):
        source = flag.option("source", "src")
        lock = lock or (_lock(source.value) if source and source.value else None)
    for one in reversed(stage.chain):
        for other in one.nodes:
            if other.index >= node.index:
                break
            if other.name in {"COPY", "ADD"}:
                outside = other.instruction.flag("from") is not None
                for word in other.instruction.words[:-1]:
                    lock = _lock_of(word.value, None if outside else context) or lock
            elif other.name == "RUN" and _REMOVED.search(other.instruction.text):
                lock = None
    return lock


def _lock_of(path: str, context: BuildContext | None) -> str | None:
    """The lock file that a source of a COPY brings."""
    lock = _lock(path)
    if lock is None or context is None or not has_wildcards(path):
        return lock
    names = {posixpath.basename(name) for name in context.matches(path)}
    return next((one for one in LOCKS if one in names), None)


def _lock(path: str) -> str | None:
    """The lock file that a path names; one that only a pattern for more names (`*`) may hold is no proof."""
    name = path.rpartition("/")[2]
    if not name.startswith(("package", "npm-s")):
        return None
    return next((lock for lock in LOCKS if fnmatchcase(lock, name)), None)


RULE = FileRule(
    "npm-install-not-ci",
    find_with=find,
    severity="information",
    fixes="unsafe",
    report="once_per_message",
    reads={"RUN": ("npm",), "COPY": (), "ADD": ()},
    shipped_only=True,
)
