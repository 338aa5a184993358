"""The scripts of `package.json` that an image calls, and the file of the build context that has to list them.

npm 11, Yarn 1.22, pnpm 10 (2026-11-30): `npm run NAME` without that script ends with status 1 and `Missing script`; so do `npm start`,
but where there is a `server.js`, which it starts then, and `npm test`.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.entrypoint import command_line, launched
from gorae.facts.project_files import json_of
from gorae.facts.scripts import commands_of, ends_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.context import BuildContext
    from gorae.facts.copies import Landing
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_MANAGERS = ("npm", "yarn", "pnpm")
_QUIET = re.compile(r"-s|--silent|-q|--quiet|-d|--verbose|--loglevel=\w+|--no-(?:fund|audit|update-notifier)")
_BY_NAME = ("start", "test")
# Yarn and pnpm look among the programs of `node_modules` too: these are none of them.
_NO_PROGRAMS = re.compile(r"(?:start|build|dev|serve|test|lint|prod|production|develop|preview)(?::[\w:.-]+)?")
_NAME = re.compile(r"\w[\w.:-]*")
# RUNs that may write the file, or put another one in its place.
_WRITES = re.compile(
    r"package\.json|\bnpm\s+(?:init|pkg|create)|\b(?:turbo|pnpm)\s+(?:prune|deploy)|\b(?:yarn|pnpm)\s+(?:init|create)|\bnx\b"
)
_DEPTH = 4  # of stages that a file is copied through


class ScriptCall(NamedTuple):
    """A script that an instruction calls by its name."""

    node: Node
    span: Span  # of the name, in the document
    manager: str
    name: str
    folder: str  # where it runs, as an absolute path of the image
    is_start: bool


def script_calls(stage: Stage, *, starts: bool) -> Iterator[ScriptCall]:
    """The scripts that the stage's RUNs call and cannot do without, and, if asked for, those of CMD and ENTRYPOINT."""
    for node, command in commands_of(stage, *_MANAGERS):
        effective = command.effective
        if effective.program not in _MANAGERS or not command.runs_unconditionally or command.operator_after == "||":
            continue
        folder = stage.scope_of(node).workdir
        if folder is None or "$" in folder or re.search(r"\b(?:cd|pushd)\b", node.instruction.text):
            continue
        index = _name_at(effective.program, [word.value for word in effective.args])
        if index is None or not ends_run(node.instruction, stage.scope_of(node), command):
            continue
        word = effective.args[index]
        yield ScriptCall(node, node.to_document(word.span), effective.program, word.value, folder, is_start=False)
    words = launched(command_line(stage)) if starts else ()
    program = posixpath.basename(words[0].value) if words else ""
    folder = stage.final_state.workdir
    if program in _MANAGERS and folder is not None and "$" not in folder:
        index = _name_at(program, [word.value for word in words[1:]])
        if index is not None:
            name = words[1:][index]
            yield ScriptCall(name.node, name.span, program, name.value, folder, is_start=True)


def _name_at(program: str, args: Sequence[str]) -> int | None:
    """The index of the script's name; None where the call is another one, or is about another folder."""
    if any(arg in ("--if-present", "-r", "--recursive", "-ws", "--workspaces") for arg in args):
        return None
    rest = [(index, arg) for index, arg in enumerate(args) if not _QUIET.fullmatch(arg)]
    if not rest:
        return None
    index, first = rest[0]
    if first in ("run", "run-script"):
        if len(rest) < 2:
            return None
        index, first = rest[1]
        if first == "env" or (program == "yarn" and not _NO_PROGRAMS.fullmatch(first)):
            return None
    elif first not in _BY_NAME and (program == "npm" or not _NO_PROGRAMS.fullmatch(first)):
        return None
    behind = [arg for at, arg in rest if at > index]
    if "--" in behind:
        behind = behind[: behind.index("--")]
    elsewhere = any(re.match(r"-w\b|--workspace\b|--prefix\b|-C\b|--filter\b|--dir\b|--cwd\b", arg) for arg in behind)
    return index if _NAME.fullmatch(first) and not elsewhere else None


def manifest_of(build: Build, stage: Stage, call: ScriptCall, context: BuildContext) -> str | None:
    """The `package.json` of the context that is in the folder where the script is called; None where that is not sure."""
    path = posixpath.join(call.folder, "package.json")
    return _brought(build, stage, path, context, before=call.node.index if not call.is_start else None, depth=_DEPTH)


def _brought(
    build: Build, stage: Stage, path: str, context: BuildContext, *, before: int | None, depth: int
) -> str | None:
    nodes = [
        node
        for one in stage.chain
        for node in one.instructions("RUN", "COPY", "ADD")
        if before is None or node.index < before
    ]
    if depth == 0 or any(node.name == "RUN" and _WRITES.search(node.instruction.text) for node in nodes):
        return None
    rows = [one for one in landings_of_chain(stage) if before is None or one.node.index < before]
    if {one.node.index for one in rows} != {node.index for node in nodes if node.name != "RUN"}:
        return None  # where one of them puts its files is not known
    for landing in reversed(rows):
        if landing.is_local:
            hit = source_of(path, [landing], context)
            if hit is not None:
                return hit[1]
            continue
        if landing.heredoc is not None or landing.is_remote:
            if landing.path == path:
                return None
            continue
        origin = _origin(landing, path)
        flag = landing.node.instruction.flag("from")
        other = build.stage(flag.value or "") if flag is not None else None
        if origin is not None:
            return _brought(build, other, origin, context, before=None, depth=depth - 1) if other is not None else None
    return None


def _origin(landing: Landing, path: str) -> str | None:
    """Where a file stands in the stage that it is copied from; None where this COPY does not bring it."""
    if landing.path == path and posixpath.basename(landing.source) == posixpath.basename(path):
        return posixpath.normpath("/" + landing.source.lstrip("/"))
    folder = landing.target.rstrip("/") + "/"
    source = landing.source.rstrip("/")
    if not path.startswith(folder) or posixpath.basename(source).endswith((".json", ".js", ".lock")):
        return None
    return posixpath.normpath(posixpath.join("/" + source.lstrip("/"), path[len(folder) :]))


def listed(context: BuildContext, file: str) -> tuple[str, ...] | None:
    """The names of a `package.json`'s scripts; None where it cannot be read."""
    content = json_of(context, file)
    scripts = content.get("scripts", {}) if content is not None else None
    return tuple(scripts) if isinstance(scripts, dict) else None
