"""Compiled patterns that are kept match as `re` does; a file of them that is damaged, or another version's, is none."""

from __future__ import annotations

import ast
import marshal
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gorae import kept_patterns

SOURCES = Path(kept_patterns.__file__).parent
TEXTS = (
    "FROM debian:13-slim AS a",
    "RUN apt-get update && echo 가🐳 \\\n  x",
    "A=b C='d'",
    "/usr/bin/app",
    "2026-11-29",
)


def _patterns() -> list[str]:
    """The patterns that stand in the modules as one text."""
    found = []
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile" and len(node.args) == 1:
                pattern = node.args[0]
                if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
                    found.append(pattern.value)
    return found


def test_patterns_are_those_of_re(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kept_patterns, "FILE", tmp_path / "patterns")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    written = _patterns()
    assert len(written) > 100
    for _ in range(2):  # compiled, then read
        kept_patterns._kept.cache_clear()
        for pattern in written:
            plain, kept = re.compile(pattern), kept_patterns.compiled(pattern, 0)
            assert (kept.pattern, kept.flags, kept.groupindex) == (plain.pattern, plain.flags, plain.groupindex)
            found = [[(one.span(), one.groups()) for one in each.finditer(" ".join(TEXTS))] for each in (plain, kept)]
            assert found[0] == found[1]
        kept_patterns.keep()
    assert sys.version_info < (3, 11) or (tmp_path / "patterns").stat().st_size > 1000
    assert [path.name for path in tmp_path.iterdir()] in (["patterns"], [])


@pytest.mark.parametrize("damage", ["cut", "empty", "other version", "wrong code"])
def test_a_damaged_file(damage: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "patterns"
    monkeypatch.setattr(kept_patterns, "FILE", file)
    monkeypatch.setattr(kept_patterns, "_fresh", {})
    row = (32, b"\xff" * 8, 0, {}, (None,))
    head = ("2.7", 1, 4) if damage == "other version" else kept_patterns._head()
    data = marshal.dumps((head, {("a+", 0): row}))
    file.write_bytes({"cut": data[:-3], "empty": b""}.get(damage, data))
    kept_patterns._kept.cache_clear()
    assert kept_patterns.compiled("a+", 0).findall("baac") == ["aa"]
    kept_patterns._kept.cache_clear()


def test_modules_of_the_standard_library_are_imported_at_their_first_use() -> None:
    code = """
import sys
from gorae import later_modules
later_modules.install()
import dataclasses, difflib
assert type(sys.modules["inspect"]) is later_modules.LaterModule and "ast" not in sys.modules
assert difflib.get_close_matches("copy", ["COPY".lower()]) == ["copy"]
from inspect import signature
assert list(signature(lambda a: a).parameters) == ["a"]
import inspect
assert type(inspect) is not later_modules.LaterModule and inspect.signature is signature
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
