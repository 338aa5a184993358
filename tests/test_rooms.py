"""No module imports one that imports it, however far the way is; what is imported for types alone does not count."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import gorae

ROOT = Path(gorae.__file__).parent
MODULES = {
    ".".join(("gorae", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}


def imported(path: Path) -> set[str]:
    """The modules of Gorae that a file imports when it is read or when one of its functions runs."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            names = {f"{node.module}.{one.name}" for one in node.names}
            found |= {name if name in MODULES else node.module for name in names}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        waiting += ast.iter_child_nodes(node)
    return found & MODULES.keys()


# The server's settings publish what is wrong with them, and checks ask for settings: to be parted.
KNOWN = ("gorae.lsp.around", "gorae.lsp.build_context", "gorae.lsp.diagnostics", "gorae.lsp.settings")


def test_no_imports_in_a_circle() -> None:
    # A package's own module gathers what its modules offer: they do not import it, and it does not count here.
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    graph = {name: imported(path) - packages for name, path in MODULES.items() if name not in packages}
    for name in KNOWN:
        graph[name] -= set(KNOWN)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


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
