"""The packages of PyPI that a project's `pyproject.toml` depends on, where a RUN installs the project."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.build_libraries import RequirementLine, pip_calls
from gorae.facts.copies import file_named, landings
from gorae.facts.project_files import inner, toml_of
from gorae.facts.scripts import commands_of, ends_run
from gorae.source.toml import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

_FILE = "pyproject.toml"
_DEPENDENCY = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?P<version>[=<>!~][^;]*)?")
# Where a project names another index than PyPI, of which nothing is known here.
_INDEXES = (
    ("tool", "uv", "index"), ("tool", "uv", "index-url"), ("tool", "uv", "extra-index-url"), ("tool", "uv", "find-links"),
    ("tool", "uv", "pip"), ("tool", "poetry", "source"), ("tool", "pdm", "source"),
)  # fmt: skip
_HERE = re.compile(r"\./?|\.\[[\w,-]+\]")


def project_lines(stage: Stage, context: BuildContext) -> Iterator[RequirementLine]:
    """The dependencies of the project that `pip install .`, `uv sync` or `poetry install` installs."""
    for node, span in _installs(stage):
        file = _file(stage, node, context)
        if file is not None:
            for place, text, name, version in _dependencies(context, file):
                yield RequirementLine(node, span, file, place, text, name=name, version=version)


def _dependencies(context: BuildContext, file: str) -> Iterator[tuple[int, str, str, str | None]]:
    """The project's dependencies of PyPI on every system: line from 1, as written, name, version with its sign."""
    data, text = toml_of(context, file), context.read_text(file) or ""
    if data is None or any(inner(data, *index) for index in _INDEXES):
        return
    rows = inner(data, "project", "dependencies")
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        match = _DEPENDENCY.fullmatch(row.strip()) if isinstance(row, str) else None
        if match is not None:
            line = _line(text, ("project", "dependencies", number))
            yield line, row.strip(), match["name"], match["version"]
    rows = inner(data, "tool", "poetry", "dependencies")
    for name, wanted in rows.items() if isinstance(rows, dict) else ():
        # A table with more than a version and extras: for some systems only, optional, or from elsewhere.
        if name != "python" and (isinstance(wanted, str) or _is_plain(wanted)):
            yield _line(text, ("tool", "poetry", "dependencies", name)), name, name, None


def _is_plain(wanted: object) -> bool:
    return isinstance(wanted, dict) and "version" in wanted and wanted.keys() <= {"version", "extras"}


def _line(text: str, path: tuple[str | int, ...]) -> int:
    """The line from 1 of what stands at a path; the first where the grammar is not here."""
    place = places(text).get(path)
    return text.count("\n", 0, place.key.start) + 1 if place is not None else 1


def _installs(stage: Stage) -> Iterator[tuple[Node, Span]]:
    for node in stage.instructions("RUN"):
        for call in pip_calls(stage, node):
            for package in call.packages:
                if _HERE.fullmatch(package.word.value):
                    yield node, node.to_document(package.span)
    for node, command in commands_of(stage, "uv", "poetry"):
        effective = command.effective
        if (effective.program, effective.subcommand) not in (("uv", "sync"), ("poetry", "install")):
            continue
        only = any(word.value.startswith(("--only", "--no-build", "--without")) and word.value != "--only=main" for word in effective.args)  # fmt: skip
        if command.is_unguarded and not only and ends_run(node.instruction, stage.scope_of(node), command):
            yield node, node.to_document(effective.words[0].span | effective.args[0].span)


def _file(stage: Stage, node: Node, context: BuildContext) -> str | None:
    """The file of the context that is there when the RUN runs: copied, or mounted."""
    for flag in node.instruction.flags_named("mount"):
        fields = dict(part.partition("=")[::2] for part in (flag.value or "").split(","))
        source = fields.get("source", fields.get("src", ""))
        if "from" not in fields and posixpath.basename(source) == _FILE:
            return posixpath.normpath(source)
    return file_named(landings(stage), stage, node, _FILE, context)
