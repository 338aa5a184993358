"""What only building needs: compilers among installed packages, and commands that compile."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.source.derived import derived_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.shell import Command
    from gorae.shell.packages import Call
    from gorae.source import Span
    from gorae.stages import Scope, Stage
    from gorae.syntax import Instruction, Node

SYSTEM_MANAGERS = frozenset(("apt-get", "apt", "aptitude", "apk", "dnf", "yum", "microdnf", "tdnf", "zypper"))
# Packages that no program needs when it runs. `make`, `git`, `pkg-config` are too small, or too useful, to be judged.
_TOOLS = re.compile(
    r"build-essential|build-base|alpine-sdk|base-devel|(?:gcc|g\+\+|clang|gfortran)(?:-\d[\d.]*)?|gcc-c\+\+|gcc-gfortran"
    r"|cmake3?|automake|autoconf|ninja-build|meson|golang(?:-\d[\d.]*)?(?:-go)?|rustc|cargo|maven|gradle"
    r"|(?:default|openjdk-\d+)-jdk(?:-headless)?|java-[\d.]+-openjdk-devel|openjdk\d+(?:-jdk)?|python3?(?:\.\d+)?-dev(?:el)?"
    r"|@?[\"']?development[ -]tools[\"']?|valac|bazel|bison|flex",
    re.IGNORECASE,
)
_JAVA_GOALS = frozenset(("package", "install", "verify", "deploy"))
_GRADLE_TASKS = frozenset(
    ("build", "assemble", "jar", "bootJar", "shadowJar", "installDist", "war", "bootWar", "distTar")
)


class Building(NamedTuple):
    """A command that builds a program, and what it builds with."""

    kind: str  # go, rust, java, node, dotnet, c
    node: Node
    command: Command
    span: Span  # in the document


def tools(call: Call) -> list[Span]:
    """The words of an installation that name build tools."""
    if call.manager not in SYSTEM_MANAGERS or call.action not in ("install", "group", "groupinstall"):
        return []
    return [one.word.span for one in call.packages if not one.local and _TOOLS.fullmatch(one.name)]


def kept_tools(node: Node, calls: Iterable[Call]) -> list[tuple[str, Span]]:
    """The build tools that a RUN installs and does not remove again: names, and where they stand in the document."""
    found: list[tuple[str, Span]] = []
    removers = [call for call in calls if call.action in ("remove", "purge", "autoremove", "erase")]
    for call in calls:
        if any(one.command.span.start > call.command.span.start for one in removers):
            continue  # what is removed may be all of it, by the name of a group or a variable
        found += [(node.instruction.slice(span).strip("\"'"), node.to_document(span)) for span in tools(call)]
    return found


def installs(stage: Stage) -> Iterator[tuple[Node, list[tuple[str, Span]]]]:
    """The stage's RUNs that leave build tools behind, with what they install."""
    for node in stage.instructions("RUN"):
        left = kept_tools(node, calls_of(node.instruction, stage.scope_of(node)))
        if left:
            yield node, left


def buildings(stage: Stage) -> Iterator[Building]:
    """The commands of the stage that build a program."""
    for node in stage.instructions("RUN"):
        for kind, command in _commands(node.instruction, stage.scope_of(node)):
            yield Building(kind, node, command, node.to_document(command.effective.span))


@derived_by(attrgetter("dialect"))
def _commands(instruction: Instruction, scope: Scope) -> tuple[tuple[str, Command], ...]:
    """The commands of a RUN that build, with what they build."""
    commands = script(instruction, scope).commands
    found = ((_kind(command), command) for command in commands)
    return tuple((kind, command) for kind, command in found if kind)


def _kind(command: Command) -> str | None:
    effective = command.effective
    program = effective.program
    words = [word.value for word in effective.args]
    if not words:
        return None
    first = effective.subcommand
    if program == "go":
        return "go" if first == "build" else None
    if program == "cargo":
        return "rust" if first == "build" or (first == "install" and "--path" in words) else None
    if program in ("mvn", "mvnw"):
        return "java" if _JAVA_GOALS & set(words) else None
    if program in ("gradle", "gradlew"):
        return "java" if _GRADLE_TASKS & {word.rpartition(":")[2] for word in words} else None
    if program == "dotnet":
        return "dotnet" if first == "publish" else None
    if program in ("npm", "pnpm", "yarn", "bun"):
        return "node" if _runs_build(program, words) else None
    if program == "cmake":
        return "c" if "--build" in words else None
    return None


def _runs_build(program: str, words: list[str]) -> bool:
    plain = [word for word in words if not word.startswith("-")]
    if plain[:1] in (["run"], ["run-script"]):
        return plain[1:2] == ["build"] or (len(plain) > 1 and plain[1].startswith("build:"))
    return program in ("yarn", "pnpm") and plain[:1] == ["build"]
