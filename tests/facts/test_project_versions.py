"""Versions that a project asks for: a file of the context in, what it allows out."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from gorae.facts.project_asks import asked


@pytest.mark.parametrize(
    ("image", "file", "text", "good", "bad"),
    [
        ("golang", "go.mod", "module x\n\ngo 1.25.3\n", [(1, 25), (1, 26), (1, 25, 3), (1,)], [(1, 24), (1, 25, 2)]),
        ("node", "package.json", '{"engines": {"node": ">=20.9"}}', [(22,), (20,), (20, 9)], [(18,), (20, 8)]),
        ("node", "package.json", '{"engines": {"node": "^20.9 || >=22"}}', [(20,), (24,)], [(21,), (18,)]),
        ("node", "package.json", '{"engines": {"node": ">=18 <21"}}', [(18,), (20, 5)], [(22,), (16,)]),
        ("node", "package.json", '{"engines": {"node": "20.x"}}', [(20, 11)], [(22,)]),
        ("node", ".nvmrc", "v22.11.0\n", [(22,), (22, 14)], [(24,)]),
        ("python", "pyproject.toml", '[project]\nrequires-python = ">=3.12,<4"\n', [(3, 12), (3, 13), (3,)], [(3, 11), (3, 9, 2)]),
        ("python", "pyproject.toml", '[project]\nrequires-python = "~=3.11"\n', [(3, 11), (3, 14)], [(3, 10)]),
        ("ruby", ".ruby-version", "ruby-3.4.1\n", [(3, 4), (3,)], [(3, 3)]),
        ("rust", "Cargo.toml", '[package]\nrust-version = "1.85"\n', [(1,), (1, 90)], [(1, 80)]),
        ("php", "composer.json", '{"require": {"php": "^8.2"}}', [(8, 4), (8,)], [(7, 4), (8, 1)]),
        ("mcr.microsoft.com/dotnet/sdk", "global.json", '{"sdk": {"version": "9.0.100"}}', [(9, 0)], [(8, 0), (10, 0)]),
        ("mcr.microsoft.com/dotnet/sdk", "global.json", '{"sdk": {"version": "9.0.100", "rollForward": "latestMajor"}}', [(9, 0), (10, 0)], [(8, 0)]),
        ("node", "package.json", '{"engines": {"node": "18 - 22"}}', [(18,), (22, 3)], [(24,), (16,)]),
        ("node", "package.json", '{"volta": {"node": "22.1.0"}}', [(22,)], [(20,)]),
        ("node", ".tool-versions", "python 3.12.1\nnodejs 22.1.0\n", [(22,)], [(20,)]),
        ("python", ".tool-versions", "python 3.12.1\nnodejs 22.1.0\n", [(3, 12)], [(3, 11)]),
        ("python", "pyproject.toml", '[tool.poetry.dependencies]\na = "1"\npython = "^3.11"\n', [(3, 11), (3, 13)], [(3, 9)]),
        ("python", "setup.cfg", "[options]\npython_requires = >=3.10\n", [(3, 10)], [(3, 9)]),
        ("ruby", "Gemfile", 'source "https://rubygems.org"\nruby "3.3.0"\n', [(3, 3), (3, 3, 0)], [(3, 1), (3, 4)]),
        ("ruby", "Gemfile", 'ruby "~> 3.3"\n', [(3, 3), (3, 4)], [(3, 1)]),
        ("rust", "Cargo.toml", '[package]\nedition = "2024"\n', [(1, 85), (1, 90)], [(1, 84)]),
    ],
)  # fmt: skip
def test_allows(tmp_path, image, file, text, good, bad):
    """A tag that says less than the file asks for may fit."""
    (tmp_path / file).write_text(text, encoding="utf-8")
    found = asked(read_context(tmp_path, tmp_path / "Dockerfile"), image, "")
    assert found is not None
    assert [one for one in good if not found.allows(one)] == []
    assert [one for one in bad if found.allows(one)] == []


@pytest.mark.parametrize(
    ("image", "file", "text"),
    [
        ("node", "package.json", "{broken"),
        ("node", "package.json", '{"engines": {"node": "lts/*"}}'),
        ("node", ".nvmrc", "lts/iron\n"),
        ("golang", "go.mod", "module x\n"),
        ("nginx", "go.mod", "go 1.25\n"),
    ],
)
def test_not_understood(tmp_path, image, file, text):
    """Nothing is asked then."""
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert asked(read_context(tmp_path, tmp_path / "Dockerfile"), image, "") is None
