"""`npm-install-not-ci`: npm install may change what the lock file says; npm ci installs just that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = "npm-install-not-ci"


@pytest.mark.parametrize(
    ("why", "source", "files", "is_found"),
    [
        ("the pattern brings it", "package*.json", ["package.json", "package-lock.json"], True),
        ("the folder has none: npm ci would fail", "package*.json", ["package.json"], False),
        ("it is named, so it is meant", "package.json package-lock.json", ["package.json"], True),
        ("the lock of another tool", "package*.json", ["package.json", "yarn.lock"], False),
        ("a shrinkwrap is one, too", "npm-shrinkwrap*.json", ["npm-shrinkwrap.json"], True),
        (
            "an ignored file is not there",
            "package*.json",
            ["package.json", "package-lock.json", ".dockerignore"],
            False,
        ),
    ],
)
def test_the_lock_file_is_there(tmp_path: Path, why: str, source: str, files: list[str], is_found: bool) -> None:
    for name in files:
        (tmp_path / name).write_text("package-lock.json\n" if name == ".dockerignore" else "{}\n", encoding="utf-8")
    text = f"FROM node:24\nWORKDIR /srv\nCOPY {source} ./\nRUN npm install\n"
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    assert bool(findings_of(text, RULE, context_of(tmp_path / "Dockerfile", text, {}))) is is_found, why
