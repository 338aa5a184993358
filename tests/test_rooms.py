"""Files, functions and calls of a size that a reader can hold."""

from __future__ import annotations

import ast
from pathlib import Path

import gorae

ROOT = Path(gorae.__file__).parent
MODULES = {
    ".".join(("gorae", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}


def test_sizes_that_a_reader_can_hold() -> None:
    """Files under 400 lines, functions under 60, and no call whose seventh argument has no name; tables excepted."""
    for name, path in MODULES.items():
        text = path.read_text("utf-8")
        assert text.count("\n") < 400, f"{name} has {text.count(chr(10))} lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{name}.{node.name}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):  # not `has_flag("-a", "-b", …)`
                plain = [one for one in node.args if not isinstance(one, ast.Starred)]
                assert len(plain) < 7, f"{name}:{node.lineno}"


def test_no_test_imports_from_another() -> None:
    """What several tests share stands in a module of its own, whose name does not begin with `test_`."""
    tests = Path(__file__).parent
    for path in tests.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert not (module or "").rpartition(".")[2].startswith("test_"), f"{path.relative_to(tests)}: {module}"
