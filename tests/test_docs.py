"""What the documents name is there: files, tests, targets of make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_NAMED = re.compile(
    r"`((?:server|tests|docs|scripts|client|lint|lsp|cli|hover|completion|stages|shell|refactoring)/[\w./-]*)`"
)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_are_there(page):
    text = page.read_text(encoding="utf-8")
    for path in _NAMED.findall(text):
        if "NAME" not in path and "GROUP" not in path and "gem" not in path:
            assert (ROOT / path).exists() or (ROOT / "server" / "gorae" / path).exists(), path
    for path in _LINK.findall(text):
        assert (page.parent / path).exists(), path


def test_targets_of_make_are_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        for target in re.findall(r"`make ([\w-]+)", page.read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_each_room_is_in_the_architecture():
    rooms = {path.name for path in (ROOT / "server" / "gorae").iterdir() if (path / "__init__.py").is_file()}
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert {room for room in rooms if not re.search(rf"`{room}[`/]", table)} == set()


def test_each_layer_of_the_contract_is_a_room():
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("layers = [\n")[2].partition("\n]")[0]
    layers = set(re.findall(r"gorae\.(\w+)", contract))
    rooms = {path.name for path in (ROOT / "server" / "gorae").iterdir() if (path / "__init__.py").is_file()}
    assert layers == rooms
