"""RUN instructions in a row each make a layer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.copies import SYSTEM_FOLDERS
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.join_runs import merge, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.stages import Stage
    from gorae.syntax import Node

_LONG = 4  # commands
_MANY = 3  # RUNs
_SMALL = ("set", "cd", "echo", "printf", "true", ":", "exit")


_SYSTEM = frozenset(("apt-get", "apt", "aptitude", "apk", "dnf", "yum", "microdnf", "tdnf", "zypper", "pacman"))
_WITH_SUBCOMMANDS = _SYSTEM | {
    "npm",
    "yarn",
    "pnpm",
    "pip",
    "pip3",
    "uv",
    "poetry",
    "go",
    "cargo",
    "git",
    "composer",
    "gem",
    "python",
    "python3",
    "make",
    "npx",
}
# They store a file once more, or leave it in the layer below while it is gone above.
_REWRITES = frozenset(("rm", "mv", "chmod", "chown", "chgrp", "sed", "strip", "upx", "unlink"))
# They change a few lines of text, or what another instruction brought, which `chown-after-copy` speaks of.
_BRING_NOTHING = frozenset((
    "sed", "dos2unix", "unix2dos", "echo", "printf", "touch", "cd", "set", "chmod", "chown", "chgrp", "ln",
))  # fmt: skip
# What is done to a script that was copied, of some kilobytes.
_TOUCHES = frozenset(("sed", "dos2unix", "unix2dos", "chmod", "chown", "chgrp"))
_DOWNLOADS = frozenset(("curl", "wget", "git", "aria2c"))
_CLEANED = re.compile(r"/var/lib/apt/|/var/cache/|\bclean\b|--no-cache\b|-[a-z]*cc\b")


def find(stage: Stage) -> Iterator[Finding]:
    """Report rows of RUN in stages whose layers reach an image, on the first keyword; the others are related.

    Only where one RUN saves something: a file that a later one rewrites or deletes, the lists and caches of a package
    manager that two of them call, or two layers and more. A row whose RUNs are all long is let be: who wrote them apart
    wants the cache to keep the one while the other changes; and so are RUNs that install or download, among the layers.
    Selected by name, the rule reports each row of short RUNs.
    """
    for row in rows(stage) if stage.reaches_image else ():
        if stage.scope_of(row[0]).dialect == "powershell":
            continue  # Windows PowerShell has no `&&`, and goes on after a failure
        if all(_is_long(stage, node) for node in row):
            continue
        saved = _saved(stage, row)
        joined = merge(stage, row)
        yield found(
            row[0].keyword,
            joined and fix(joined, safe=True, count=len(row)),
            variant=saved or "",
            related=[node.span for node in row[1:]],
            opt_in=saved is None
            and (_only_touches(stage, row) or not (_is_many(stage, row) or _is_one_command(stage, row))),
            count=len(row),
        )


def _saved(stage: Stage, row: Sequence[Node]) -> str | None:
    """What one RUN of the row saves: `rewritten`, a file stored twice; `packages`, lists and caches; None: layers alone.

    Nothing, "", where a later RUN changes a folder that an earlier one makes: no file is stored twice, but the two belong
    together.
    """
    written: set[str] = set()
    folders: set[str] = set()
    managers: set[str] = set()
    saved: str | None = None
    for node in row:
        scope = stage.scope_of(node)
        called = {call.manager for call in calls_of(node.instruction, scope)} & _SYSTEM
        if called & managers:
            return "packages"
        managers |= set() if _CLEANED.search(node.instruction.text) else called
        paths: set[str] = set()
        own: set[str] = set()
        commands = script(node.instruction, scope).commands
        for command in commands:
            words = {word.value.rstrip("/*") for word in command.effective.operands() if "/" in word.value}
            paths |= words | {one.target.value for one in command.redirections if one.target is not None}
            if command.effective.program in _REWRITES:
                # What the same RUN has brought, it stores once.
                old = [word for word in words if word not in own]
                if any(_meets(word, path) for word in old for path in written):
                    return "rewritten"
                if any(_meets(word, path) for word in old for path in folders):
                    saved = ""
            else:
                own |= words
        if all(command.effective.program == "mkdir" for command in commands):
            folders |= paths
        elif not all(command.effective.program in _BRING_NOTHING for command in commands):
            written |= {path for path in paths if len(path) > 1 and path not in SYSTEM_FOLDERS}
    return saved


def _number_of_short(stage: Stage, row: Sequence[Node]) -> int:
    """How many RUNs of the row neither install nor download: what does has a reason to be a step of its own."""
    number = 0
    for node in row:
        scope = stage.scope_of(node)
        programs = {command.effective.program for command in script(node.instruction, scope).commands}
        installs = any(call.action == "install" for call in calls_of(node.instruction, scope))
        number += not installs and not programs & _DOWNLOADS
    return number


def _is_many(stage: Stage, row: Sequence[Node]) -> bool:
    return _number_of_short(stage, row) >= _MANY


def _only_touches(stage: Stage, row: Sequence[Node]) -> bool:
    """Whether the row makes a script that was copied ready to run: its line ends, its mode, its owner."""
    return all(
        command.effective.program in _TOUCHES
        and not command.redirections
        and not command.effective.has_flag("-R", "--recursive")
        for node in row
        for command in script(node.instruction, stage.scope_of(node)).commands
    )


def _is_one_command(stage: Stage, row: Sequence[Node]) -> bool:
    """Whether each RUN of the row is the same command, given other words: `mkdir a`, `mkdir b`."""
    calls: set[tuple[str, str]] = set()
    for node in row:
        commands = script(node.instruction, stage.scope_of(node)).commands
        if len(commands) != 1:
            return False
        effective = commands[0].effective
        # What comes first after these is what they do; for other programs it is what they do it to.
        verb = effective.subcommand if effective.program in _WITH_SUBCOMMANDS else ""
        calls.add((effective.program, verb))
    return len(calls) == 1


def _meets(path: str, other: str) -> bool:
    return len(path) > 1 and (path == other or other.startswith(f"{path}/") or path.startswith(f"{other}/"))


def _is_long(stage: Stage, node: Node) -> bool:
    commands = script(node.instruction, stage.scope_of(node)).commands
    return sum(command.kind == "simple" and command.program not in _SMALL for command in commands) >= _LONG


RULE = StageRule(
    "run-consecutive",
    find,
    aliases=(Alias("hadolint", "DL3059"),),
    severity="information",
    fixes="safe",
    report="once_per_file",
    shipped_only=True,
)
