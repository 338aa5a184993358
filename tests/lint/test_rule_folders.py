"""Rule folders hold rules and their pages: what two rules need is a fact, or an edit of `lint/fixes`."""

from __future__ import annotations

import ast
from pathlib import Path

import gorae.lint.rules

FOLDERS = sorted(
    path for path in Path(gorae.lint.rules.__file__).parent.iterdir() if path.is_dir() and path.name != "__pycache__"
)
UNTRANSLATED = (Path(__file__).parent / "untranslated.txt").read_text(encoding="utf-8").splitlines()[1:]
MODULES = sorted(path for folder in FOLDERS for path in folder.glob("*.py") if path.name != "__init__.py")


def imported(path: Path) -> set[str]:
    """The modules that a file imports from, at its top and inside of functions."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module is not None}


def test_each_module_is_a_rule_with_two_pages() -> None:
    for path in MODULES:
        assert "\nRULE = " in path.read_text("utf-8"), f"{path.name} is no rule: its place is facts/ or lint/fixes/"
        assert path.with_suffix(".en.md").is_file(), f"{path.stem} has no English page"
        if path.stem.replace("_", "-") not in UNTRANSLATED:
            assert path.with_suffix(".ko.md").is_file(), (
                f"{path.stem} has no Korean page: write it, or put the rule's name on tests/lint/untranslated.txt"
            )


def test_nothing_else_stands_there() -> None:
    pages = {path.with_suffix(f".{language}.md") for path in MODULES for language in ("ko", "en")}
    for folder in FOLDERS:
        there = {path for path in folder.iterdir() if path.name not in {"__init__.py", "__pycache__"}}
        assert there <= pages | set(MODULES), there - pages - set(MODULES)


def test_no_rule_is_a_library() -> None:
    """A rule imports no other rule, and nothing but the groups' tuples imports a rule."""
    server = Path(gorae.lint.rules.__file__).parents[2]
    for path in server.rglob("*.py"):
        if path.name == "__init__.py" and path.parent.parent.name == "rules":
            continue
        taken = {
            name for name in imported(path) if name.startswith("gorae.lint.rules.") and name != "gorae.lint.rules.index"
        }
        assert not taken, f"{path.relative_to(server)} imports {taken}"


# What several rules have in common, by the group's name or by what it is about.
SHARED = {
    "test_callers",
    "test_ignorefile",
    "test_schema",
    "test_apt",
    "test_bundler",
    "test_programs_of_languages",
    "test_composer_extensions",
    "test_compiled_projects",
    "test_caches",
    "test_manifests",
    "test_cargo_libraries",
}


def test_tests_of_a_rule_are_found_by_its_name() -> None:
    rules = {path.stem for path in MODULES}
    for path in (Path(__file__).parent / "rules").glob("*/test_*.py"):
        name = path.stem.removeprefix("test_")
        assert path.stem in SHARED or any(name == rule or name.startswith(f"{rule}_by_") for rule in rules), path
    for path in (Path(__file__).parent / "rules").glob("*/*.md"):
        assert path.stem.replace("-", "_") in rules, path
