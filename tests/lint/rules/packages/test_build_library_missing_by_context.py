"""build-library-missing, where a file of the build context names what is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import problems_of

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "GEM\n  remote: https://rubygems.org/\n  specs:\n{}\n\nPLATFORMS\n  ruby\n"
BUNDLE = "FROM {}\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\n"
NPM = "FROM {}\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\n"


@pytest.mark.parametrize(
    ("why", "image", "gems", "said"),
    [
        ("a gem with C sources", "ruby:3.4-slim", "    puma (6.4.3)\n      nio4r (~> 2.0)", "`puma`: `make`, `gcc`"),
        (
            "a gem that links a library, on Alpine",
            "ruby:3.4-alpine",
            "    pg (1.5.9)",
            "`pg`: `make`, `gcc`, `musl-dev`, `libpq-dev`",
        ),
        # The big image has a compiler, and what most gems are linked with.
        ("the whole image has compilers and libraries", "ruby:3.4", "    pg (1.5.9)\n    mysql2 (0.5.6)", None),
        # A built gem stands in the file with its platform, and pg has some since 1.6.
        ("gems that come compiled", "ruby:3.4-slim", "    bcrypt (3.1.20-x86_64-linux)\n    pg (1.6.2)", None),
        ("gems in Ruby alone", "ruby:3.4-slim", "    rake (13.2.1)\n    sinatra (4.0.0)", None),
    ],
)
def test_gems_of_a_lock_file(why: str, tmp_path: Path, image: str, gems: str, said: str | None) -> None:
    (tmp_path / "Gemfile").write_text('source "https://rubygems.org"\n', encoding="utf-8")
    (tmp_path / "Gemfile.lock").write_text(LOCK.format(gems), encoding="utf-8")
    assert _said(tmp_path, BUNDLE.format(image)) == said, why


@pytest.mark.parametrize(
    ("why", "image", "version", "said"),
    [
        (
            "no binary for this Node.js, and no compiler",
            "node:22-alpine",
            "^7.0.3",
            "`node-sass 7`: `python3`, `make`, `g++`",
        ),
        # It has a binary for that Node.js; the big image compiles; a range tells no version.
        ("a binary for this Node.js", "node:16-alpine", "^7.0.3", None),
        ("the whole image has compilers", "node:22", "^7.0.3", None),
        ("a range that newer versions fulfil, too", "node:22-alpine", ">=7", None),
    ],
)
def test_node_sass(why: str, tmp_path: Path, image: str, version: str, said: str | None) -> None:
    (tmp_path / "package.json").write_text(f'{{"dependencies": {{"node-sass": "{version}"}}}}', encoding="utf-8")
    assert _said(tmp_path, NPM.format(image)) == said, why


def _said(folder: Path, text: str) -> str | None:
    (folder / "Dockerfile").write_text(text, encoding="utf-8")
    context = context_of(folder / "Dockerfile", text, {})
    rows = [dict(one.finding.facts) for one in problems_of(text, "build-library-missing", context)]
    return f"{rows[0]['name']}: {rows[0]['packages']}" if rows else None
