"""What a run compiles and keeps is as compiled afresh; a file of it that is damaged, or another version's, is none."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import marshal
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gorae.start import kept_answers, kept_file, kept_functions, kept_modules, kept_patterns

SOURCES = Path(kept_patterns.__file__).parent.parent
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


@pytest.mark.parametrize(
    ("why", "damage"),
    [
        ("the file is cut off", "cut"),
        ("the file is empty", "empty"),
        ("the file is of another version", "other version"),
        ("the expression's code is wrong", "wrong code"),
    ],
)
def test_a_damaged_file(why: str, damage: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "patterns"
    monkeypatch.setattr(kept_patterns, "FILE", file)
    monkeypatch.setattr(kept_patterns, "_fresh", {})
    row = (32, b"\xff" * 8, 0, {}, (None,))
    head = ("2.7", 1, 4) if damage == "other version" else kept_file.head()
    data = marshal.dumps((head, (kept_patterns._form(), {("a+", 0): row})))
    file.write_bytes({"cut": data[:-3], "empty": b""}.get(damage, data))
    kept_patterns._kept.cache_clear()
    assert kept_patterns.compiled("a+", 0).findall("baac") == ["aa"], why
    kept_patterns._kept.cache_clear()


def test_only_patterns_that_stand_in_code_are_kept(tmp_path: Path) -> None:
    """Those of a text, of an ignore file or of settings are not."""
    code = """
import fnmatch, re
from gorae.start import kept_patterns
kept_patterns.install()
text = "".join(("ab", "c*"))
assert re.match("x+y", "xxy") and re.match(text, "abcc") and fnmatch.fnmatchcase("secret.txt", text + ".txt") is False
assert re.match(b"x+z", b"xxz") and re.compile("(?P<a>k)", re.I).match("K")["a"] == "K"
print(sorted(map(str, kept_patterns._fresh)))
"""
    done = subprocess.run(
        [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    kept = sys.version_info >= (3, 11)
    assert ("'x+y'" in done.stdout, "b'x+z'" in done.stdout, "(?P<a>k)" in done.stdout) == (kept, kept, kept)
    assert "ab" not in done.stdout.replace("gorae", "")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, of which one may be edited."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(SOURCES, folder / "gorae", ignore=shutil.ignore_patterns("__pycache__", "packages.bin"))
    return folder


def _run(tree: Path, *, writes: bool = True) -> str:
    """What a run says of a Dockerfile, and how many modules it took from the file."""
    code = """
import sys
from gorae.cli.main import main
code = main(["check", "--isolated", "--no-shellcheck", "--output-format", "concise", "--lang", "en", "-"])
print(code, sum(type(one.__spec__.loader).__name__ == "_Loader" for one in sys.modules.values() if getattr(one, "__spec__", None)))
"""
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not writes:
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    text = b"FROM nowhere/a:1\nRUN echo a\nRUN echo b\n"
    done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, check=False, env=environment)
    return (done.stdout + done.stderr).decode()


def test_byte_code_in_one_file(tree: Path) -> None:
    """It is written by a run that may write, read by the next, and never older than the sources."""
    unwritten = _run(tree, writes=False)
    assert not list(tree.rglob("*.kept"))
    assert unwritten.endswith(" 0\n")
    first, second = _run(tree), _run(tree)
    assert first == unwritten
    assert len(list(tree.rglob("*.kept"))) >= 2
    *said, counted = second.splitlines()
    assert said == first.splitlines()[:-1]
    assert int(counted.split()[1]) > 100
    module = tree / "gorae" / "lint" / "rules" / "layers" / "run_consecutive.en.md"
    module.write_text(module.read_text().replace("message: ", "message: New. "))
    source = tree / "gorae" / "cli" / "outputs" / "text.py"
    source.write_text(source.read_text() + '\nprint("edited")\n')
    edited = _run(tree)
    assert "New. " in edited
    assert "edited\n" in edited
    assert _run(tree) == edited.replace(edited.split()[-1], counted.split()[1])
    (tree / "gorae" / "cli" / "outputs" / "text.py").unlink()
    assert "No module named 'gorae.cli.outputs.text'" in _run(tree)


@pytest.mark.parametrize(
    ("why", "damage"),
    [
        ("the table of modules is cut off", "cut table"),
        ("a module's code is cut off", "cut code"),
        ("the file is empty", "empty"),
        ("the file is of another version", "other version"),
        ("what stands there is no code", "no code"),
    ],
)
def test_a_damaged_file_of_byte_code(why: str, damage: str, tmp_path: Path) -> None:
    file = tmp_path / "modules"
    name = "gorae.texts.width"
    row = kept_modules._written(name, importlib.import_module(name))
    if row is None:
        source = kept_modules.source_of(name, is_package=False)
        now = os.stat(source)
        code = compile(Path(source).read_text("utf-8"), source, "exec", dont_inherit=True)
        facts = (False, int(now.st_mtime), now.st_size, "", 0, 0)
        row = kept_modules._Written(facts, marshal.dumps(code))
    data = kept_modules._file_of({name: row})
    if damage == "other version":
        data = data.replace(sys.version[:12].encode(), b"0" * 12)
    if damage == "no code":
        data = data[: -len(row.body)] + b"\xff" * len(row.body)
    cut = {"cut table": 40, "cut code": len(data) - 10, "empty": 0}.get(damage, len(data))
    file.write_bytes(data[:cut])
    kept = kept_modules.KeptModules(file)
    spec = kept.find_spec(name)
    if spec is not None:  # what cannot be read of it is read as ever
        assert spec.loader is not None, why
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        assert module.width("가") == 2, why
    else:
        assert damage in ("cut table", "empty", "other version"), why
    kept.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes share an open file here")
def test_processes_that_share_the_open_file(tmp_path: Path) -> None:
    """Each reads its own modules: a place in the file that one moves is not another's."""
    code = """
import os, sys
from pathlib import Path
from gorae.start import kept_modules
root = Path(kept_modules.__file__).parent.parent
paths = sorted(root.glob("lint/rules/*/*.py"))
bodies = {f"gorae.lint.rules.{path.parent.name}.{path.stem}": path.name.encode() * 40 for path in paths}
file = Path(sys.argv[1])
rows = {name: kept_modules._Written((False, 0, 0, "", 0, 0), body) for name, body in bodies.items()}
file.write_bytes(kept_modules._file_of(rows))
kept = kept_modules.KeptModules(file)
child = os.fork()
wrong = sum(kept.body(name) != body for _ in range(60) for name, body in bodies.items())
if child == 0:
    os._exit(min(wrong, 1))
print(len(bodies) > 100, wrong, os.waitpid(child, 0)[1])
"""
    command = [sys.executable, "-c", code, str(tmp_path / "kept")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True 0 0\n", "")


def test_functions_of_classes_are_those_of_the_standard_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(kept_functions, "FILE", tmp_path / "functions")
    monkeypatch.setattr(kept_functions, "_fresh", {})
    monkeypatch.setattr(
        kept_functions, "_kept", {}
    )  # what an earlier run of this test kept would leave nothing to write
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    texts = (
        ("eval", "lambda _cls, a, b: _tuple_new(_cls, (a, b))"),
        ("eval", "str | None"),
        ("exec", "def f(a):\n return a"),
    )
    for _ in range(2):  # compiled, then read
        for mode, text in texts:
            assert kept_functions.code_of(text, mode) == compile(text, "<string>", mode, dont_inherit=True)
        kept_functions.keep()
        assert not kept_functions._fresh
    with pytest.raises(SyntaxError):
        kept_functions.code_of("a b", "eval")
    rows = kept_file.read(tmp_path / "functions")
    assert set(rows) >= set(texts)


def test_modules_of_the_standard_library_are_imported_at_their_first_use() -> None:
    code = """
import sys
from gorae.start import later_modules
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


def test_answers_hold_while_the_files_that_they_hang_on_are_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(kept_answers, "FILE", tmp_path / "answers")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    data, asked = tmp_path / "data", []
    data.write_text("1")

    def of_next_run(key: object) -> object:
        monkeypatch.setattr(kept_answers, "_run", kept_answers._Run())
        kept_answers.install()

        def work() -> frozenset[str]:
            asked.append(key)
            return frozenset((data.read_text(), str(key)))

        found = kept_answers.answer(key, lambda: [data], work)
        kept_answers.keep()
        return found

    assert [of_next_run("a"), of_next_run("a")] == [{"1", "a"}] * 2
    assert of_next_run("b") == {"1", "b"}
    assert of_next_run("a") == {"1", "a"}
    assert asked == ["a", "b"]
    data.write_text("22")
    assert of_next_run("a") == {"22", "a"}
    (tmp_path / "answers").write_bytes(b"")
    assert of_next_run("a") == {"22", "a"}
    assert asked == ["a", "b", "a", "a"]
