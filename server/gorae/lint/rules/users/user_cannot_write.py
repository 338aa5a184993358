"""A user that is not root writes where only root may."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.compilers import SYSTEM_MANAGERS
from gorae.facts.other_project import is_for_another_project
from gorae.facts.ownership import is_given_away, is_plain, user_at, workdir_below
from gorae.facts.packages import calls_of
from gorae.facts.root_only import BECOME_ROOT, root_only
from gorae.facts.scripts import script
from gorae.facts.users import user_in_force, works_as_root
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import FileRule
from gorae.rewrites.lines import line_above, line_below
from gorae.source.derived import inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Word
    from gorae.source import Span as Place
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_CHANGES = frozenset(("install", "update", "upgrade", "remove", "dist-upgrade"))
_OTHER_ROOT = ("--root", "--installroot")
_PROJECT = frozenset(("npm", "yarn", "pnpm", "bun"))
_PLAIN_NAME = re.compile(r"[\w./@+-]+")
_MAKE = frozenset(("mkdir", "touch"))


def find(build: Build) -> Iterator[Finding]:
    """Report the command that will fail, and the volume that the program cannot write to."""
    for stage in build.stages:
        for node in stage.instructions("RUN") if _has_user(stage) else ():
            user = (user_in_force(stage, node) or "").partition(":")[0]
            if works_as_root(stage, node) is not False or "$" in user or node.instruction.flag("security") is not None:
                continue
            hit = _needs_root(stage, node)
            if hit is not None:
                yield found(
                    node.to_document(hit[0]), _as_root(build, stage, node), variant="root", user=user, command=hit[1]
                )
            elif is_plain(stage) and user_at(stage, node) is not None:
                yield from _in_workdir(build, stage, node, user)
    if build.last is not None and is_plain(build.last):
        yield from _volumes(build, build.last)


@inherited
def _has_user(stage: Stage) -> bool:
    return any(scope.user for scope in stage.scopes) or works_as_root(stage, stage.nodes[0]) is False


def _needs_root(stage: Stage, node: Node) -> tuple[Place, str] | None:
    """The first call of the system's package manager, or of what else only root may run, that is not made by sudo."""
    for call in calls_of(node.instruction, stage.scope_of(node)):
        become = BECOME_ROOT & set(call.effective.wrappers)
        if (
            call.manager in SYSTEM_MANAGERS
            and call.action in _CHANGES
            and not become
            and not call.has_flag(*_OTHER_ROOT)
        ):
            return (
                call.head,
                f"{call.manager} {call.action}"
                if call.subcommand is None
                else f"{call.manager} {call.subcommand.value}",
            )
    return next(((command.effective.words[0].span, words) for command, words in root_only(stage, node)), None)


def _as_root(build: Build, stage: Stage, node: Node) -> Fix | None:
    """`USER root` above the RUN, and the user once more below it."""
    user = user_in_force(stage, node)
    if user is None:
        return None
    edits = [line_above(build.document, node, "USER", "root"), line_below(build.document, node, "USER", user)]
    return fix(edits, safe=False, variant="root", user=user)


def _in_workdir(build: Build, stage: Stage, node: Node, user: str) -> Iterator[Finding]:
    folder = stage.scope_of(node).workdir
    made = _maker(stage, node)
    if folder is None or made is None or not folder.startswith("/") or is_given_away(stage, folder, node.index):
        return
    for command in script(node.instruction, stage.scope_of(node)).commands:
        if command.effective.program in ("cd", "pushd") or BECOME_ROOT & set(command.effective.wrappers):
            return
        word = _writes_here(command)
        if word is not None:
            repair = _chown(build, stage, node, folder, user)
            yield found(node.to_document(word.span), repair, variant="folder", user=user, folder=folder)
            return


def _maker(stage: Stage, before: Node) -> Node | None:
    """The WORKDIR in force, where root has made it: BuildKit makes the folder as the USER above it."""
    above = [one for one in stage.instructions("WORKDIR") if one.index < before.index]
    same = [one for one in above if stage.scope_of(before).workdir == workdir_below(stage, one)]
    first = same[0] if same else None
    return first if first is not None and user_at(stage, first) is None else None


def _writes_here(command: Command) -> Word | None:
    """The word of a command that writes into the folder that it works in."""
    effective = command.effective
    if not effective.words or not command.runs_unconditionally:
        return None
    if effective.program in _PROJECT and not is_for_another_project(effective.program, effective.args):
        plain = [word.value for word in effective.args if not word.value.startswith("-")]
        bare = effective.program == "yarn" and not plain
        return effective.words[0] if bare or plain[:1] in (["ci"], ["install"], ["i"], ["add"]) else None
    if effective.program in _MAKE:
        names = [word for word in effective.operands(("-m", "--mode", "-d", "-t", "-r")) if word.static]
        return next((word for word in names if not word.value.startswith(("/", "~"))), None)
    return None


def _chown(build: Build, stage: Stage, node: Node, folder: str, user: str) -> Fix | None:
    """The folder is given to the user right before the USER that switches to it."""
    made = _maker(stage, node)
    users = [one for one in stage.instructions("USER") if one.index < node.index]
    if not users or made is None or made.index > users[-1].index:
        return None
    return _above_user(build, stage, users[-1], f"chown {user} {folder}", user, folder)


def _above_user(build: Build, stage: Stage, node: Node, command: str, user: str, folder: str) -> Fix | None:
    """A RUN of root's right above a USER; None where there is no shell, or root is not in force."""
    bare = stage.os_family == "distroless" or stage.root.is_scratch or not stage.scope_of(node).has_bourne_shell
    if bare or user_at(stage, node) is not None or not _PLAIN_NAME.fullmatch(folder):
        return None
    edit = line_above(build.document, node, "RUN", command)
    return fix(edit, safe=False, variant="folder", user=user, folder=folder)


def _volumes(build: Build, stage: Stage) -> Iterator[Finding]:
    """Volumes that are root's, where the program starts as another user."""
    user = user_at(stage, stage.nodes[-1])
    if stage.nodes[-1].name == "USER" or user is None:
        return
    text = " ".join(node.instruction.text for one in stage.chain for node in one.instructions("RUN", "COPY", "ADD"))
    for node in stage.instructions("VOLUME"):
        for word in node.instruction.words:
            folder = posixpath.normpath(word.value)
            if not word.is_static or not folder.startswith("/") or is_given_away(stage, folder, stage.nodes[-1].index):
                continue
            if folder in text.replace(f"mkdir -p {folder}", "").replace(f"mkdir {folder}", ""):
                continue  # something is done with it that is not understood
            if any(one.index < node.index and user_at(stage, one) for one in stage.instructions("WORKDIR")):
                continue
            last = stage.last("USER")
            command = f"mkdir -p {folder} && chown {user} {folder}"
            early = last is not None and last.index < node.index  # a volume's folder no longer changes below VOLUME
            repair = _above_user(build, stage, last, command, user, folder) if last is not None and early else None
            yield found(node.to_document(word.span), repair, variant="volume", user=user, folder=word.value)


RULE = FileRule("user-cannot-write", find, fixes="unsafe")
