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
    too_large = []
    for name, path in MODULES.items():
        text = path.read_text("utf-8")
        if text.count("\n") >= 400:
            too_large.append(f"{name}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 60:
                too_large.append(f"{name}.{node.name}: {(node.end_lineno or 0) - node.lineno} lines")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):  # not `has_flag("-a", "-b", …)`
                plain = [one for one in node.args if not isinstance(one, ast.Starred)]
                if len(plain) >= 7:
                    too_large.append(f"{name}:{node.lineno}: {len(plain)} arguments without a name")
    assert too_large == []


def test_no_test_imports_from_another() -> None:
    """What several tests share stands in a module of its own, whose name does not begin with `test_`."""
    tests = Path(__file__).parent
    for path in tests.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert not (module or "").rpartition(".")[2].startswith("test_"), f"{path.relative_to(tests)}: {module}"
