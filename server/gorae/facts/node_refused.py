"""Tools that end with an error under a Node.js that is too old for them, where the Dockerfile installs that version of the tool.

Each was run on Node.js 16.20, 18.20 and 20.20 (2026-11-30): pnpm 9 and 10 end under 16, pnpm 11 under 16 and 18; under 20 pnpm
11.28 only warns and then ends as well (`No such built-in module: node:sqlite`), of which installs alone are judged, since no older
11 was run. pnpm 12 is a program of its own, which no Node.js stops. `ng` names the versions that it wants and ends with 3. The
lowest versions are those of `engines.node` of each tool's releases.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.official_image import tag_version
from gorae.facts.packages import runs
from gorae.facts.project_files import inner, json_of
from gorae.facts.scripts import commands_of, ends_run
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.official_image import Version
    from gorae.shell import Word
    from gorae.stages import Stage
    from gorae.syntax import Node


class Refused(NamedTuple):
    """A tool's version that does not run here. The span and the edit are the document's."""

    span: Span
    tool: str  # with its version: `pnpm 11`
    wanted: str  # the Node.js that it needs
    edit: Edit | None = None
    file: str = ""  # of the context, that names the version


class _Tool(NamedTuple):
    """What a package's command needs, by major version: the lowest of each line of Node.js that will do."""

    command: str
    needs: dict[int, tuple[Version, ...]]
    newest: int  # what is installed without a version; 0: nothing is said of it


_ANGULAR = ((20, 19), (22, 12), (24,))
_TOOLS = {
    "pnpm": _Tool("pnpm", {7: ((14, 6),), 8: ((16, 14),), 9: ((18, 12),), 10: ((18, 12),), 11: ((22, 13),)}, 0),
    "@angular/cli": _Tool(
        "ng",
        {
            16: ((16, 14), (18, 10)), 17: ((18, 13), (20, 9)), 18: ((18, 19), (20, 11), (22,)), 19: ((18, 19), (20, 11), (22,)),
            20: _ANGULAR, 21: _ANGULAR, 22: ((22, 22), (24, 15), (26,)),
        },
        22,
    ),
}  # fmt: skip
_MAJOR = re.compile(r"[\^~]?(\d+)(?:\.|$)")
# With these pnpm 11 reads what Node.js 20 does not have.
_INSTALLS = frozenset(("install", "i", "add", "ci", "fetch", "deploy", "update", "up"))
_HALF_WAY = (20, 21)


def refused(stage: Stage) -> Iterator[Refused]:
    """The tools that the stage installs itself, by `npm install -g` and corepack, and that end with an error when they are called."""
    version = tag_version(stage, "node")
    if version is None:
        return
    for node, scope, calls in runs(stage):
        for call in calls:
            if call.manager not in ("npm", "yarn") or not call.command.is_unguarded:
                continue
            if call.has_flag("-g", "--global", "--location=global") or any(
                word.value == "global" for word in call.args
            ):
                for package in call.packages:
                    if package.word.static and ends_run(node.instruction, scope, call.command):
                        yield from _judged(stage, node, package.word, package.name, package.version, version)
    for node, command in commands_of(stage, "corepack"):
        effective = command.effective
        if effective.program == "corepack" and effective.subcommand in ("prepare", "use", "install"):
            for word in effective.args[1:]:
                name, sign, wanted = word.value.partition("@")
                if name == "pnpm" and sign and word.static:
                    yield from _judged(stage, node, word, name, wanted, version)


def refused_in_files(stage: Stage, context: BuildContext) -> Iterator[Refused]:
    """The same of the version that `package.json` names for corepack."""
    version = tag_version(stage, "node")
    if version is None or "corepack" not in stage.document.text.value:
        return
    named = re.match(r"pnpm@(\d[\w.-]*)", str(inner(json_of(context, "package.json"), "packageManager") or ""))
    if named is None or any(
        command.effective.subcommand in ("prepare", "use") for _, command in commands_of(stage, "corepack")
    ):
        return  # fmt: skip
    call = _call(stage, "pnpm", _lines("pnpm", named[1]), version)
    if call is not None:
        node, word = call
        major = _MAJOR.match(named[1])
        lines = _lines("pnpm", named[1])
        if major is not None and lines is not None:
            yield Refused(node.to_document(word.span), f"pnpm {major[1]}", _text(min(lines)), file="package.json")


def _judged(stage: Stage, node: Node, word: Word, name: str, wanted: str | None, version: Version) -> Iterator[Refused]:
    lines = _lines(name, (wanted or "").removeprefix("@"))
    if lines is None or _call(stage, name, lines, version) is None:
        return
    major = _major(name, (wanted or "").removeprefix("@"))
    fitting = max((one for one, needs in _TOOLS[name].needs.items() if _will_do(needs, version)), default=None)
    span = node.to_document(word.span)
    is_plain = word.text == word.value and fitting is not None
    edit = Edit(span, f"{name}@{fitting}") if is_plain else None
    yield Refused(span, f"{name} {major}", _text(min(lines)), edit)


def _major(name: str, wanted: str) -> int:
    match = _MAJOR.match(wanted)
    if match is not None:
        return int(match[1])
    return _TOOLS[name].newest if wanted in ("", "latest") else 0


def _lines(name: str, wanted: str) -> tuple[Version, ...] | None:
    """What a version of a tool needs; None where that is not known."""
    return _TOOLS[name].needs.get(_major(name, wanted)) if name in _TOOLS else None


def _call(stage: Stage, name: str, lines: tuple[Version, ...] | None, version: Version) -> tuple[Node, Word] | None:
    """The first call of the tool that ends with an error under that Node.js; None where there is none."""
    if lines is None or _will_do(lines, version):
        return None
    command_name = _TOOLS[name].command
    for node, command in commands_of(stage, command_name):
        effective = command.effective
        if effective.program != command_name or not command.is_unguarded:
            continue
        if name == "pnpm" and version[0] in _HALF_WAY and effective.subcommand not in _INSTALLS:
            continue
        if ends_run(node.instruction, stage.scope_of(node), command):
            return node, effective.words[0]
    return None


def _will_do(lines: tuple[Version, ...], version: Version) -> bool:
    """Whether a Node.js, as far as its tag says the version, may be one that the tool takes."""
    if version[0] > lines[-1][0]:
        return True
    same = next((line for line in lines if line[0] == version[0]), None)
    if same is None:
        return len(lines) == 1 and version[0] > lines[0][0]
    return version >= same[: len(version)]


def _text(version: Version) -> str:
    return ".".join(map(str, version))
