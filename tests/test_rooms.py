"""Files, functions and calls of a size that a reader can hold."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import gorae

ROOT = Path(gorae.__file__).parent
TESTS = Path(__file__).parent
SCRIPTS = TESTS.parent / "scripts"


class Named(NamedTuple):
    """A function, call or import, and the file that it stands in, below the repository's root."""

    file: str
    node: ast.AST


@cache
def nodes() -> dict[type, list[Named]]:
    """The functions, calls and imports of all Python files, each tree walked once."""
    found: dict[type, list[Named]] = {ast.FunctionDef: [], ast.AsyncFunctionDef: [], ast.Call: [], ast.ImportFrom: []}
    for path in files():
        name = path.relative_to(TESTS.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if type(node) in found:
                found[type(node)].append(Named(name, node))
    return found


def files() -> list[Path]:
    return sorted(path for folder in (ROOT, TESTS, SCRIPTS) for path in folder.rglob("*.py"))


def test_files_that_a_reader_can_hold() -> None:
    lines = {path.relative_to(TESTS.parent).as_posix(): path.read_text("utf-8").count("\n") for path in files()}
    assert {name: count for name, count in lines.items() if count >= 400} == {}


def test_functions_that_a_reader_can_hold() -> None:
    functions = [*nodes()[ast.FunctionDef], *nodes()[ast.AsyncFunctionDef]]
    sizes = {f"{one.file}: {one.node.name}": one.node.end_lineno - one.node.lineno for one in functions}
    assert {name: lines for name, lines in sizes.items() if lines >= 60} == {}


def test_no_call_leaves_a_reader_to_count_its_arguments() -> None:
    """The seventh has a name, but of functions that take any number: `has_flag("-a", "-b", …)`."""
    any_number = {one.node.name for one in nodes()[ast.FunctionDef] if one.node.args.vararg is not None}
    counted = {
        f"{file}:{call.lineno}: {call.func.id}": sum(not isinstance(one, ast.Starred) for one in call.args)
        for file, call in nodes()[ast.Call]
        if isinstance(call.func, ast.Name) and call.func.id not in any_number
    }
    assert {name: arguments for name, arguments in counted.items() if arguments >= 7} == {}


def test_no_table_is_left_that_nothing_reads() -> None:
    """A constant that is named once: what is left of a table when its test goes looks as if it were tested."""
    texts = {path.relative_to(TESTS.parent).as_posix(): path.read_text("utf-8") for path in files()}
    everywhere = Counter(name for text in texts.values() for name in re.findall(r"\b[A-Z][A-Z0-9_]+\b", text))
    unread: list[str] = []
    for file, text in texts.items():
        own = Counter(re.findall(r"\b_[A-Z][A-Z0-9_]+\b", text))
        names = re.findall(r"^(_?[A-Z][A-Z0-9_]+)(?::[^=\n]+)? = ", text, re.MULTILINE)
        unread += [f"{file}: {name}" for name in names if (own if name.startswith("_") else everywhere)[name] == 1]
    assert unread == []


def test_no_test_imports_from_another() -> None:
    """What several tests share stands in a module of its own, whose name does not begin with `test_`."""
    modules = [(one.file, one.node.module or "") for one in nodes()[ast.ImportFrom] if one.file.startswith("tests/")]
    assert [row for row in modules if row[1].rpartition(".")[2].startswith("test_")] == []
