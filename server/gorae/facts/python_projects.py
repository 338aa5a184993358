"""The packages of PyPI that a project's `pyproject.toml` depends on, where a RUN installs the project."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.build_libraries import RequirementLine, pip_calls
from gorae.facts.copies import file_named, landings
from gorae.facts.scripts import commands_of, ends_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

_FILE = "pyproject.toml"
_MOST_BYTES = 200_000
_LIST = re.compile(r"(?ms)^\[project\]\s*$(?:(?!^\[).)*?^dependencies\s*=\s*\[(?P<rows>.*?)\]\s*$")
_NAME = re.compile(r"""["'](?P<text>(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?P<version>[=<>!~][^;"']*)?)["']""")
_OF_POETRY = re.compile(r"(?ms)^\[tool\.poetry\.dependencies\]\s*$(?P<rows>(?:(?!^\[).)*)")
_POETRY_ROW = re.compile(r"""(?m)^(?P<text>(?P<name>[A-Za-z0-9][\w.-]*))\s*=\s*["'][^"']*["']\s*(?:#.*)?$""")
_HERE = re.compile(r"\./?|\.\[[\w,-]+\]")


def project_lines(stage: Stage, context: BuildContext) -> Iterator[RequirementLine]:
    """The dependencies of the project that `pip install .`, `uv sync` or `poetry install` installs."""
    for node, span in _installs(stage):
        file = _file(stage, node, context)
        text = context.read_text(file, _MOST_BYTES) if file is not None else None
        if file is None or not text or "index" in text:
            continue
        for rows, row in ((_LIST, _NAME), (_OF_POETRY, _POETRY_ROW)):
            block = rows.search(text)
            for match in row.finditer(text, block.start("rows"), block.end("rows")) if block is not None else ():
                line = text.count("\n", 0, match.start()) + 1
                if "#" in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]:
                    continue
                version = match["version"] if row is _NAME else None
                yield RequirementLine(
                    node, span, file, line, match["text"].strip(), name=match["name"], version=version
                )


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
