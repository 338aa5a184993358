"""Takes the conditions of the rules away, one at a time, and tells which of them no test misses.

    python tests/mutate_rules.py [--rules user-missing,packages] [--sample 20] [--json FILE]

A mutant is a rule's module with one thing changed: a condition that is always true or never, an operand or a filter that is
gone, a limit that is off by one, `any` for `all`, a fix that says safe where it is not, letter case that is not folded.
Each runs in a fork of a process that has collected the tests of `tests/lint` and knows which of them came by which line:
the pages of the module's group and every other test that ran the line. What lives is printed with its line, for somebody
to write a case for it, to take the condition out, or to see that nothing can tell the two apart.
"""

from __future__ import annotations

import argparse
import ast
import collections
import contextlib
import gc
import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "server/gorae/lint/rules"
_OFF_BY_ONE = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_FOLDING = {"lower", "upper", "casefold", "strip", "rstrip", "lstrip"}
_SLOW = 2.0  # seconds; a test that takes longer is not run for each mutant
_ENOUGH = 20.0  # seconds after which no further test of a mutant is begun
_HANGING = 60  # seconds after which a mutant that still runs counts as killed


class Mutant(NamedTuple):
    """A change of a module: what it is, the lines of the condition, and the module's code with it."""

    path: Path
    first: int
    last: int
    what: str
    code: CodeType


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a module, each with one change."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for owner, name, index, old, new in _changes(tree):
        before = ast.unparse(old)
        _put(owner, name, index, ast.copy_location(new, old))
        try:
            code = compile(ast.fix_missing_locations(tree), str(path), "exec")
            yield Mutant(path, old.lineno, old.end_lineno or old.lineno, f"{before}  ->  {ast.unparse(new)}", code)
        finally:
            _put(owner, name, index, old)


def _put(owner: ast.AST, name: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(owner, name, node)
    else:
        getattr(owner, name)[index] = node


def _changes(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, Any, ast.AST]]:
    """Where a node stands (its owner, the field, the index in it), the node, and what comes in its place."""
    for function in ast.walk(tree):
        if (isinstance(function, ast.FunctionDef) and function in tree.body) or isinstance(function, ast.ClassDef):
            for owner in ast.walk(function):
                for name, value in ast.iter_fields(owner):
                    for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                        if isinstance(node, ast.expr) and not _says_nothing(owner, name):
                            for new in _instead(owner, name, node):
                                yield owner, name, index, node, new


def _says_nothing(owner: ast.AST, name: str) -> bool:
    return name in ("annotation", "returns", "decorator_list") or (
        isinstance(owner, ast.keyword) and owner.arg == "strict"
    )


def _instead(owner: ast.AST, name: str, node: ast.expr) -> Iterator[ast.AST]:
    decides = name == "test" or (isinstance(owner, ast.comprehension) and name == "ifs")
    answers = isinstance(node, ast.Compare) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))
    if isinstance(owner, ast.BoolOp):
        yield ast.Constant(isinstance(owner.op, ast.And))
    elif (decides or answers) and not isinstance(owner, ast.UnaryOp) and not isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in (True, False) if not (value and isinstance(owner, ast.While)))
    if isinstance(node, ast.Compare) and (other := _OFF_BY_ONE.get(type(node.ops[0]))) and len(node.ops) == 1:
        yield ast.Compare(node.left, [other()], node.comparators)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool) and not decides:
        yield ast.Constant(not node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FOLDING:
        yield node.func.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("any", "all"):
        yield ast.Call(ast.Name("all" if node.func.id == "any" else "any", ast.Load()), node.args, node.keywords)


def _functions(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield (inner.co_qualname, inner.co_firstlineno), inner
            yield from _functions(inner)


class Mutating:
    """A plug-in for pytest: instead of running the tests once, it runs them for each mutant."""

    def __init__(self, paths: list[Path], out: Path | None) -> None:
        self.paths, self.out = paths, out
        self.ran_by: dict[tuple[str, int], list[int]] = collections.defaultdict(list)
        self.seconds: dict[int, float] = {}
        self.lived: list[Mutant] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Notes what each test runs; then a fork for each mutant."""
        items = session.items
        for index, item in enumerate(items):
            lines: set[tuple[str, int]] = set()
            started = time.perf_counter()
            if _fails(session, item, lines):
                raise pytest.UsageError(f"{item.nodeid} fails without any mutant")
            self.seconds[index] = time.perf_counter() - started
            for line in lines:
                self.ran_by[line].append(index)
        live: dict[tuple[str, tuple[str, int]], list[FunctionType]] = collections.defaultdict(list)
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(RULES)):
                code = one.__code__
                live[code.co_filename, (code.co_qualname, code.co_firstlineno)].append(one)
        gc.collect()
        gc.freeze()
        counts = dict[str, list[int]]()
        for path in self.paths:
            of_path = counts.setdefault(path.stem, [0, 0])
            for mutant in mutants(path):
                tests = self._tests(items, mutant)
                killed = bool(tests) and _is_killed(session, [items[i] for i in tests], mutant, live)
                of_path[not killed] += 1
                if not killed:
                    print(f"{path.relative_to(RULES)}:{mutant.first}: {mutant.what}   [{len(tests)} tests]", flush=True)
                if self.out:
                    row = {
                        "path": str(path.relative_to(RULES)),
                        "line": mutant.first,
                        "what": mutant.what,
                        "tests": len(tests),
                        "killed": killed,
                    }
                    with self.out.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(row, ensure_ascii=False) + "\n")
            print(f"== {path.relative_to(RULES)}: {of_path[0]} of {sum(of_path)} killed", flush=True)
        killed, lived = (sum(one[n] for one in counts.values()) for n in (0, 1))
        print(f"{killed} of {killed + lived} mutants in {len(self.paths)} modules are killed")
        return True

    def _tests(self, items: list[pytest.Item], mutant: Mutant) -> list[int]:
        lines = range(mutant.first, mutant.last + 1)
        ran = {index for line in lines for index in self.ran_by.get((str(mutant.path), line), ())}
        near = (i for i in ran if self.seconds[i] < _SLOW and _is_near(items[i], mutant.path))
        return sorted(near, key=lambda i: (self.seconds[i], i))


def _is_near(item: pytest.Item, path: Path) -> bool:
    """Whether a test is no page, or a page of the module's group."""
    rule = getattr(item, "callspec", None) and item.callspec.params.get("rule")
    if rule is None or "test_pages" not in item.nodeid:
        return True
    return f".{path.parent.name}." in f".{rule.module}." or (path.parent / f"{rule.name.replace('-', '_')}.py").exists()


def _fails(session: pytest.Session, item: pytest.Item, lines: set[tuple[str, int]] | None = None) -> bool:
    """Runs one test. Notes the lines of the rules that it comes by."""
    prefix = str(RULES)

    def local(frame: FrameType, event: str, _: object) -> Any:
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
        return local

    def trace(frame: FrameType, event: str, _: object) -> Any:
        return local if frame.f_code.co_filename.startswith(prefix) else None

    try:
        if lines is not None:
            _forget()
        session._setupstate.setup(item)
        sys.settrace(trace if lines is not None else None)
        item.runtest()
    except Exception:  # noqa: BLE001 (whatever a mutant makes of it)
        return True
    finally:
        sys.settrace(None)
        with contextlib.suppress(Exception):
            session._setupstate.teardown_exact(None)
    return False


def _forget() -> None:
    """Nothing that a rule found in another test may be remembered."""
    from gorae.syntax import document

    document._instruction.cache_clear()


def _is_killed(session: pytest.Session, tests: list[pytest.Item], mutant: Mutant, live: Any) -> bool:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            signal.alarm(_HANGING)
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            _forget()
            for key, code in _functions(mutant.code):
                for function in live.get((str(mutant.path), key), ()):
                    function.__code__ = code
            end = time.perf_counter() + _ENOUGH
            if not any(_fails(session, item) for item in tests if time.perf_counter() < end):
                os._exit(0)
        os._exit(1)
    return os.waitpid(child, 0)[1] != 0


def _chosen(names: str, sample: int) -> list[Path]:
    paths = sorted(path for path in RULES.rglob("*.py") if path.name != "__init__.py")
    wanted = {name.replace("-", "_") for name in names.split(",") if name}
    if wanted:
        paths = [path for path in paths if wanted & {path.stem, path.parent.name}]
    if sample:
        rules = [path for path in paths if path.with_suffix(".ko.md").exists()]
        paths = sorted(random.sample(rules, min(sample, len(rules))))
    return paths


def main() -> int:
    """Prints what lives, module by module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", default="", help="rules or groups, comma separated; all without it")
    parser.add_argument("--sample", type=int, default=0, help="so many rules of them, by chance")
    parser.add_argument("--json", type=Path, help="a line for each mutant is added to this file")
    parser.add_argument("--tests", default="tests/lint")
    options = parser.parse_args()
    os.chdir(ROOT)
    mutating = Mutating(_chosen(options.rules, options.sample), options.json)
    arguments = [
        "-o",
        "addopts=--import-mode=importlib",
        "--assert=plain",
        *["-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:terminal"],
    ]
    return int(pytest.main([*arguments, *options.tests.split()], plugins=[mutating]))


if __name__ == "__main__":
    sys.exit(main())
