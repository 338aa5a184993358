"""Calls of programs that an install has put where PATH does not look.

A shell's start-up files, which most installers write to, are read by no RUN and no CMD.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.entrypoint import command_line, launched
from gorae.facts.home_installs import SAME_NAMED, installs_elsewhere, may_install_elsewhere
from gorae.facts.image import steps
from gorae.facts.language_programs import PYTHON_PROGRAMS
from gorae.facts.packages import calls_of
from gorae.facts.scripts import ends_run, script
from gorae.images import has_own_program
from gorae.source.derived import derived
from gorae.stages import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.home_installs import Installed
    from gorae.images import ImageReference
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node, Word


class Unfound(NamedTuple):
    """A call of a program that stands where PATH does not look."""

    node: Node
    span: Span  # of the program's name, in the document
    program: str
    is_start: bool  # CMD or ENTRYPOINT calls it
    installed: Installed


_OFFICIAL = frozenset((
    "python", "debian", "ubuntu", "alpine", "node", "golang", "ruby", "php", "rust", "openjdk", "eclipse-temurin", "buildpack-deps", "fedora",
    "rockylinux", "almalinux", "amazonlinux",
))  # fmt: skip
_OTHERS = frozenset(("docker.io/nvidia/cuda", "mcr.microsoft.com/dotnet/sdk", "ghcr.io/astral-sh/uv"))
_LOGIN_SHELL = re.compile(r"-[a-z]*[li][a-z]*")
# What changes where a RUN looks, for as long as it runs.
_SETS_UP = re.compile(
    r"PATH|\bsource\b|(?:^|[\s;&(])\.\s+\S|\.bashrc|\.profile|\.bash_profile|\bactivate\b|\bshellenv\b"
)
_ASKS = frozenset(("which", "command", "type", "hash", "echo", "printf", "test", "["))
_SCRIPT = re.compile(r"(?:^|/)[\w.-]+\.(?:sh|bash|py|mk)$|^\./")
_FOLDER = re.compile(r"/$|[*$]|(?:^|/)s?bin$|^\.$")
_IN_BIN = re.compile(r"(?:^|/)s?bin/?$|^/(?:usr(?:/local)?/?)?$")


@derived
def unfound_programs(stage: Stage) -> tuple[Unfound, ...]:
    """The stage's calls in RUN, CMD and ENTRYPOINT of programs that stand where PATH does not look, one a program.

    Only on bases that are known not to have the program, and where nothing else in the stage or those below it may bring it.
    """
    reference = stage.root.reference
    if reference is None or not may_install_elsewhere(stage.document.text.value):
        return ()
    if not _is_known(reference) or _reads_start_files(stage):
        return ()
    first: dict[str, Unfound] = {}
    for installed in _installs_of_chain(stage):
        for one in (*_called(stage, installed), *_started(stage, installed)):
            if one.program in first or has_own_program(reference, one.program):
                continue
            if not _is_looked_for(stage, one) and not _may_be_brought(stage, one):
                first[one.program] = one
    return tuple(first.values())


def _is_known(reference: ImageReference) -> bool:
    """Whether it is known what the image puts into PATH."""
    if reference.official_name is not None:
        return reference.official_name in _OFFICIAL
    return f"{reference.domain}/{reference.path}" in _OTHERS


def _reads_start_files(stage: Stage) -> bool:
    """Whether the RUNs' shell reads a file that may set PATH."""
    for one in stage.chain:
        for node in one.instructions("SHELL"):
            if any(_LOGIN_SHELL.fullmatch(word.value) for word in node.instruction.words[1:]):
                return True
    return "BASH_ENV" in stage.final_environment or "ENV" in stage.final_environment


def _installs_of_chain(stage: Stage) -> Iterator[Installed]:
    for one in reversed(stage.chain):
        yield from installs_elsewhere(one)


def _called(stage: Stage, installed: Installed) -> Iterator[Unfound]:
    for node in stage.instructions("RUN"):
        text = node.instruction.text
        if (
            node.index < installed.node.index
            or _SETS_UP.search(text)
            or not any(name in text for name in _names(installed))
        ):
            continue
        scope = stage.scope_of(node)
        body = script(node.instruction, scope)
        functions = {compound.name for compound in body.compounds if compound.kind == "function"}
        for command in body.commands:
            words = command.effective.words
            if node is installed.node and command.span.start <= installed.span.start:
                continue
            if command.kind != "simple" or not words or not words[0].static or not command.is_unguarded:
                continue
            program = _called_program(installed, [word.value for word in words[:2]])
            if program and program not in functions and ends_run(node.instruction, scope, command):
                yield Unfound(node, words[0].span.shift(node.start), program, is_start=False, installed=installed)


def _names(installed: Installed) -> Iterator[str]:
    return (name.removeprefix("dotnet-") if installed.tool == "dotnet tool" else name for name in installed.programs)


def _called_program(installed: Installed, words: list[str]) -> str:
    if words[0] in installed.programs:
        return words[0]
    if (
        installed.tool == "dotnet tool"
        and len(words) > 1
        and words[0] == "dotnet"
        and f"dotnet-{words[1]}" in installed.programs
    ):
        return f"dotnet-{words[1]}"
    return ""


def _started(stage: Stage, installed: Installed) -> Iterator[Unfound]:
    words = launched(command_line(stage))
    if words and words[0].node in stage.nodes and words[0].value in installed.programs:
        yield Unfound(words[0].node, words[0].span, words[0].value, is_start=True, installed=installed)


def _is_looked_for(stage: Stage, one: Unfound) -> bool:
    """Whether an ENV of PATH that is in force at the call may name the folder."""
    tail = "/".join(one.installed.folder.split("/")[-2:])
    for below in stage.chain:
        for node in below.instructions("ENV"):
            if not one.is_start and node.index > one.node.index:
                continue
            for pair in node.instruction.pairs:
                if pair.key.value != "PATH" or pair.value is None:
                    continue
                text = pair.value.value
                if not tail or tail in text or re.search(r"venv|versions/node|nvm", text):
                    return True
                if re.search(r"\$(?!\{?PATH\b)", text) and _is_open(below, node, pair.value, one.installed.folder):
                    return True
    return False


def _is_open(stage: Stage, node: Node, value: Word, folder: str) -> bool:
    """Whether a part of PATH is the folder, or not known, its variables replaced."""
    known = {name: found.value for name, found in stage.environment_at(node).items()} | {"PATH": ""}
    if any(known.get(use.name) is None for use in value.variables):
        return True
    text = evaluate(value, known, stage.document.escape) or ""
    return folder in (part.rstrip("/") for part in text.split(":"))


def _may_be_brought(stage: Stage, one: Unfound) -> bool:
    """Whether the base or another instruction may bring the program too."""
    row = steps(stage.root)
    if row and row[0].before.has(one.program) is True:
        return True
    names = {one.program, PYTHON_PROGRAMS.get(one.program, one.program)}
    is_python = one.program in PYTHON_PROGRAMS or one.program in SAME_NAMED
    for below in stage.chain:
        for node in below.instructions("RUN", "COPY", "ADD"):
            if node.name == "RUN":
                if _run_may_bring(below, node, one, names, is_python=is_python):
                    return True
            elif node is not one.installed.node and _copy_may_bring(node, names):
                return True
    return False


def _copy_may_bring(node: Node, names: set[str]) -> bool:
    words = [word.value for word in node.instruction.words]
    return bool(words) and (
        any(posixpath.basename(word.rstrip("/")) in names for word in words)
        or (_IN_BIN.search(words[-1]) is not None and any(_FOLDER.search(word) for word in words[:-1]))
        or any("site-packages" in word or word in ("/usr/local", "/usr") for word in words)
    )


def _run_may_bring(stage: Stage, node: Node, one: Unfound, names: set[str], *, is_python: bool) -> bool:
    scope = stage.scope_of(node)
    if is_python:
        for call in calls_of(node.instruction, scope):
            is_other = call.manager in ("pip", "uv", "conda", "mamba") and call.action == "install"
            if is_other and not (node is one.installed.node and call.command.span == one.installed.span):
                lists = call.has_flag("-r", "--requirement", "--requirements", "-e", "--editable", "--group")
                if lists or any(package.local or not package.word.static for package in call.packages):
                    return True
    for command in script(node.instruction, scope).commands:
        effective = command.effective
        if (
            command.kind != "simple"
            or not effective.words
            or (node is one.installed.node and one.installed.span.covers(command.span))
        ):
            continue
        program, args = effective.program, [word.value for word in effective.args]
        if _SCRIPT.search(effective.words[0].value) or program in ("make", "ansible-playbook", "eval"):
            return True
        if program.endswith("sh") and any(_SCRIPT.search(word) for word in args):
            return True
        if program in names or program in _ASKS or program in one.installed.programs:
            continue
        if any(
            name in re.split(r"[^\w.-]|(?<=\w)[=<>!~\[@]", word) or (name in word and "/" not in word)
            for word in args
            for name in names
        ):
            return True
    return False
