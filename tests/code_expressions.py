"""The regular expressions that the code compiles or matches with, and what they are matched against."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOT = Path(__file__).resolve().parents[1] / "server" / "gorae"
_ANYWHERE = frozenset(("search", "findall", "finditer", "sub", "subn", "split", "scanner"))
_COMPILERS = frozenset(("compile", "match", "fullmatch", *_ANYWHERE))
_FLAGS = {
    "M": 8,
    "MULTILINE": 8,
    "I": 2,
    "IGNORECASE": 2,
    "S": 16,
    "DOTALL": 16,
    "X": 64,
    "VERBOSE": 64,
    "A": 256,
    "ASCII": 256,
}


class Expression(NamedTuple):
    """A regular expression of the code."""

    path: str
    line: int
    pattern: str
    flags: int
    anywhere: bool  # it is looked for at each place of a text

    def __str__(self) -> str:
        """Where it stands, for a failing test."""
        return f"{self.path}:{self.line}: {self.pattern!r}"


def expressions() -> Iterator[Expression]:
    """All regular expressions of the code that are written out."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
    shared = {name for tree in trees.values() for name in _searched_names(tree) if not name.startswith("_")}
    for path, tree in trees.items():
        anywhere = shared | set(_searched_names(tree))
        constants = _constants(tree)
        for node in ast.walk(tree):
            if not _is_re_call(node) or not node.args:
                continue
            pattern = _text(node.args[0], constants)
            if pattern is None:
                continue
            method = node.func.attr
            yield Expression(
                path.relative_to(ROOT).as_posix(), node.lineno, pattern, _flags(node),
                method in _ANYWHERE or (method == "compile" and _target(tree, node) in anywhere),
            )  # fmt: skip


def _is_re_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _COMPILERS
    )


def _searched_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in _ANYWHERE
            and isinstance(node.value, (ast.Name, ast.Attribute))
        ):
            yield node.value.id if isinstance(node.value, ast.Name) else node.value.attr


def _target(tree: ast.Module, call: ast.Call) -> str:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and any(one is call for one in ast.walk(node.value))
            and isinstance(node.targets[0], ast.Name)
        ):
            return node.targets[0].id
    return ""


def _constants(tree: ast.Module) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            text = _text(node.value, found)
            if text is not None:
                found[node.targets[0].id] = text
    return found


def _text(node: ast.expr, constants: dict[str, str]) -> str | None:
    if isinstance(node, ast.Constant):
        value = node.value
        return value.decode("latin-1") if isinstance(value, bytes) else value if isinstance(value, str) else None
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left, constants), _text(node.right, constants)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.JoinedStr):
        parts = [_text(part.value if isinstance(part, ast.FormattedValue) else part, constants) for part in node.values]
        return None if None in parts else "".join(map(str, parts))
    return None


def _flags(call: ast.Call) -> int:
    found = 0
    for argument in (*call.args[1:], *(keyword.value for keyword in call.keywords)):
        for node in ast.walk(argument):
            if isinstance(node, ast.Attribute) and node.attr in _FLAGS:
                found |= _FLAGS[node.attr]
    return found
