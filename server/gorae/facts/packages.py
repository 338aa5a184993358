"""What a stage installs and removes: the calls of package managers, mounts on their caches, what is set before them."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.shell.packages import APT, RPM, calls
from gorae.source.derived import derived, derived_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.shell import Script, Word
    from gorae.shell.packages import Call, Package
    from gorae.source import Span
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Instruction, Node

# apt's lists, in the ways in which `rm` and `find` name them.
APT_LISTS = re.compile(r"/var/lib/apt|/var/lib/(?:\*|\{[^}]*\bapt\b)|/var/\{[^}]*lib/(?:apt|\*)|/var/lib/?$|/var/\*$")
_APT_INSTALLS = frozenset(
    ("install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "reinstall", "source", "download")
)
# They need the lists, but what later RUNs install needs them just as much.
_UPGRADES = frozenset(("upgrade", "dist-upgrade", "full-upgrade"))
# Commands that do not install: a RUN of these and an update has no use of its own for the lists.
_HARMLESS = frozenset((
    "set", "echo", "printf", "cat", "tee", "rm", "mkdir", "cp", "mv", "sed", "true", ":", "sleep", "export", "dpkg",
    "add-apt-repository", "apt-add-repository", "apt-key", "ln", "touch", "chmod", "test", "[",
))  # fmt: skip
# What the managers of the RPM world ask before, and the options with which they do nothing.
_RPM_ASKS = frozenset((
    "install", "upgrade", "dist-upgrade", "distro-sync", "remove", "autoremove", "downgrade", "swap", "builddep",
    "patch", "upgrade-minimal", "update-minimal", "system-upgrade",
))  # fmt: skip
_RPM_DOES_NOTHING = ("--assumeno", "--downloadonly", "--dry-run", "-D", "--help", "-h")
_GROUPS = ("groupinstall", "group", "groups")
_OF_SYSTEMS = frozenset((*APT, *RPM, "apk", "zypper", "pacman"))
_OWN_ARCHIVE = re.compile(
    r"archive\.debian\.org|old-releases\.ubuntu|vault\.centos|sources\.list|\.repo\b|snapshot\.debian|yum\.repos\.d/"
)
_MOST_NAMES = 3  # that a message lists
_REMOVERS = frozenset(("rm", "find", "rmdir", "unlink"))


@derived_by(attrgetter("dialect"))
def calls_of(instruction: Instruction, scope: Scope) -> tuple[Call, ...]:
    """The calls of package managers in a RUN (or one behind ONBUILD); remembered with the instruction."""
    return calls(script(instruction, scope)) if (instruction.trigger or instruction).name == "RUN" else ()


@derived
def runs(stage: Stage) -> tuple[tuple[Node, Scope, tuple[Call, ...]], ...]:
    """The stage's own RUN instructions that call a package manager."""
    each = ((node, stage.scope_of(node)) for node in stage.instructions("RUN"))
    rows = ((node, scope, calls_of(node.instruction, scope)) for node, scope in each)
    return tuple(row for row in rows if row[2])


def names_own_archive(stage: Stage) -> bool:
    """Whether the stage's RUNs say where its system's packages come from: an archive of old releases, a list of its own."""
    return any(_OWN_ARCHIVE.search(node.instruction.text) for node in stage.instructions("RUN"))


def pins_system_packages(stage: Stage) -> bool:
    """Whether the stage's own RUNs install packages of the system by their versions, which only one release has."""
    return any(
        package.version is not None and not package.local
        for _, _, found in runs(stage)
        for call in found
        if call.manager in _OF_SYSTEMS and call.action == "install"
        for package in call.packages
    )


def mounted(instruction: Instruction, *folders: str) -> bool:
    """Whether a cache or tmpfs mount lies on one of the folders, above it or in it; `~` is any home."""
    run = instruction.trigger or instruction
    for flag in run.flags_named("mount"):
        kind = flag.option("type")
        if kind is None or kind.value not in {"cache", "tmpfs"}:
            continue
        target = flag.option("target", "dst", "destination")
        path = (target.value or "").strip("\"'").rstrip("/") if target else ""
        if any(_meet(path, folder) for folder in folders):
            return True
    return False


def _meet(path: str, folder: str) -> bool:
    if folder.startswith("~"):
        tail = folder[1:]
        return tail in path or any(
            path.endswith(tail[:offset]) for offset in range(2, len(tail)) if tail[offset] == "/"
        )
    return path == folder or path.startswith(folder + "/") or (path != "" and folder.startswith(path + "/"))


def removes(read: Script, after: int, wanted: re.Pattern[str]) -> bool:
    """Whether a command that begins at or after the offset removes what the pattern finds among its words."""
    for command in read.commands:
        effective = command.effective
        if command.span.start < after or effective.program not in _REMOVERS:
            continue
        folder = _folder_before(read, command.span.start)
        if any(
            wanted.search(word.value) or (folder and wanted.search(f"{folder}/{word.value}")) for word in effective.args
        ):
            return True
    return False


def _folder_before(read: Script, before: int) -> str:
    folder = ""
    for command in read.commands:
        if command.span.start >= before:
            break
        if command.program == "cd" and command.args:
            folder = command.args[0].value.rstrip("/")
    return folder


def said_before(stage: Stage, node: Node, wanted: re.Pattern[str]) -> bool:
    """Whether the text of an earlier RUN, COPY or ADD of the stage, or of those it is based on, says something."""
    for one in stage.chain:
        for other in one.nodes:
            if other.index >= node.index:
                break
            if other.name in {"RUN", "COPY", "ADD", "ENV", "ARG"} and wanted.search(other.instruction.text):
                return True
    return False


def is_set(stage: Stage, node: Node, calls: Iterable[Call], *names: str) -> bool:
    """Whether one of the variables has a value at the instruction: by ENV, ARG, in its script or before its calls."""
    environment = stage.environment_at(node)
    if any(name in environment and environment[name].value != "" for name in names):
        return True
    read = script(node.instruction, stage.scope_of(node))
    if any(name in read.assigned for name in names):
        return True
    return any(one.name in names for call in calls for one in call.effective.assignments)


def only_updates(node: Node, scope: Scope) -> bool:
    """Whether a RUN refreshes the index of apt and neither installs nor runs anything that might."""
    calls = calls_of(node.instruction, scope)
    if not any(call.manager in APT and call.action == "update" for call in calls):
        return False
    ours = {id(call.command): call for call in calls}
    for command in script(node.instruction, scope).commands:
        call = ours.get(id(command))
        if call is not None and (call.manager not in APT or call.action in _APT_INSTALLS - _UPGRADES):
            return False
        if call is None and command.effective.program not in _HARMLESS:
            return False
    return True


def installs_after_update(build: Build, stage: Stage, node: Node) -> list[tuple[Node, Scope, Call]]:
    """The later RUNs, of the stage and those based on it, that install without an update of their own; each with its
    first such call."""
    found_calls = []
    for other in build.stages:
        if stage not in other.chain:
            continue
        for later, scope, found in runs(other):
            if later.index <= node.index:
                continue
            first = next(
                (call for call in found if call.manager in APT and call.action in _APT_INSTALLS | {"update"}), None
            )
            if first is not None and first.action == "update":
                if other is stage:
                    break  # what comes after it has newer lists
                continue
            if first is not None and not all(package.local for package in first.packages or ()):
                found_calls.append((later, scope, first))
    return found_calls


class Unpinned(NamedTuple):
    """The packages of one installation that are named without a version."""

    packages: tuple[Package, ...]

    @property
    def span(self) -> Span:
        """From the first to the last, relative to the instruction."""
        return self.packages[0].span | self.packages[-1].span

    @property
    def names(self) -> str:
        """The first of them, for a message."""
        more = ", …" if len(self.packages) > _MOST_NAMES else ""
        return ", ".join(package.name for package in self.packages[:_MOST_NAMES]) + more


def unpinned(
    instruction: Instruction, scope: Scope, managers: frozenset[str], spared_by: tuple[str, ...] = ()
) -> Iterator[Unpinned]:
    """The installations of these managers that name packages without a version; variables are not judged."""
    for call in calls_of(instruction, scope):
        if call.manager not in managers or call.action != "install" or call.has_flag(*spared_by):
            continue
        if _installs_groups(call):
            continue
        loose = tuple(package for package in call.packages if _is_loose(call.manager, package))
        if loose:
            yield Unpinned(loose)


def _installs_groups(call: Call) -> bool:
    """Whether dnf or yum installs groups, which have no version: `yum groupinstall "Development Tools"`, `dnf group install`."""
    subcommand = call.subcommand
    if call.manager not in RPM or subcommand is None:
        return False
    return any(word.value in _GROUPS and word.span.end <= subcommand.span.end for word in call.args)


def _is_loose(manager: str, package: Package) -> bool:
    if package.local or package.version is not None or not package.word.static or package.word.globs:
        return False
    if package.name.startswith((".", "@", "$")) and manager != "npm":
        return False  # apk's `.virtual` and dnf's `@group` have no versions
    return manager != "go" or "." in package.name.partition("/")[0]  # those of the standard library have no dot


def unconfirmed(
    stage: Stage, managers: frozenset[str], yes: tuple[str, ...], configured: re.Pattern[str]
) -> Iterator[tuple[Node, Call]]:
    """Calls of RPM's managers that would ask, and nobody answers in a build.

    None of the options says yes, nor `yes |`, nor a setting before them.
    """
    for node, _, found in runs(stage):
        for call in found:
            if call.manager not in managers or call.action not in _RPM_ASKS:
                continue
            if call.has_flag(*yes) or call.has_flag(*_RPM_DOES_NOTHING) or call.command.operator_before in {"|", "|&"}:
                continue
            if any(one.operator.startswith("<") for one in call.command.redirections) or _from_variable(call.args):
                continue
            if configured.search(node.instruction.text) or said_before(stage, node, configured):
                continue
            yield node, call


def _from_variable(args: tuple[Word, ...]) -> bool:
    """Whether options may come from a variable: `$YUM_OPTS`."""
    return any(word.variables and "opt" in word.text.lower() for word in args)
