"""`lock-file-not-copied`: installs that insist on a lock file that no COPY has brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed, write_files

if TYPE_CHECKING:
    from pathlib import Path

RULE = "lock-file-not-copied"


CASES = {
    "npm ci": ("COPY package.json ./\nRUN npm ci", ["npm ci"]),
    "npm ci with options": ("COPY web/package.json ./\nRUN npm ci --omit=dev", ["npm ci"]),
    "pnpm that freezes": ("COPY package.json ./\nRUN pnpm install --frozen-lockfile", ["pnpm install"]),
    "uv that freezes": ("COPY pyproject.toml ./\nRUN uv sync --frozen", ["uv sync"]),
    "a wildcard that covers it": ("COPY package*.json ./\nRUN npm ci", []),
    "both by name": ("COPY package.json package-lock.json ./\nRUN npm ci", []),
    "everything is copied": ("COPY . .\nRUN npm ci", []),
    "a folder": ("COPY package.json ./\nCOPY web ./\nRUN npm ci", []),
    "npm install makes one": ("COPY package.json ./\nRUN npm install", []),
    "a bind mount may bring it": ("COPY package.json ./\nRUN --mount=type=bind,target=/x npm ci", []),
    "from another stage, which may hold anything": ("COPY package.json ./\nCOPY --from=a /app ./\nRUN npm ci", []),
    "nothing is copied: the base may hold it": ("RUN npm ci", []),
    "the RUN asks for the lock file first": (
        "COPY package.json ./\nRUN if [ -f package-lock.json ]; then npm ci; else npm install; fi",
        [],
    ),
    "the RUN goes on without it": ("COPY package.json ./\nRUN npm ci || npm install", []),
    "the shrinkwrap": ("COPY package.json npm-shrinkwrap.json ./\nRUN npm ci", []),
}


@pytest.mark.parametrize(("lines", "words"), CASES.values(), ids=CASES.keys())
def test_cases(lines: str, words: list[str]) -> None:
    assert findings_of(f"FROM node:24 AS a\nFROM node:24\nWORKDIR /app\n{lines}\n", RULE) == words


def test_the_fix_names_it_beside_the_manifest() -> None:
    before = "FROM node:24\nWORKDIR /app\nCOPY web/package.json ./\nRUN npm ci\n"
    assert fixed(before, RULE) == before.replace("package.json ./", "package.json web/package-lock.json ./")


HEAD = "FROM node:24\nWORKDIR /srv\n"


@pytest.mark.parametrize(
    ("why", "lines", "files", "is_found"),
    [
        ("a pattern brings none", "COPY package*.json ./\nRUN npm ci\n", ["package.json"], True),
        ("a pattern brings it", "COPY package*.json ./\nRUN npm ci\n", ["package.json", "package-lock.json"], False),
        ("a whole folder without one", "COPY . .\nRUN npm ci\n", ["package.json", "app.js"], True),
        ("a folder below", "COPY web web\nWORKDIR /srv/web\nRUN npm ci\n", ["web/package.json"], True),
        (
            "a folder that has one",
            "COPY web web\nWORKDIR /srv/web\nRUN npm ci\n",
            ["web/package.json", "web/package-lock.json"],
            False,
        ),
        (
            "an earlier RUN makes it",
            "COPY . .\nRUN npm install --package-lock-only\nRUN npm ci\n",
            ["package.json"],
            False,
        ),
        (
            "a member of a workspace has it at the top",
            "COPY . .\nWORKDIR /srv/apps/web\nRUN npm ci\n",
            ["package.json", "package-lock.json", "apps/web/package.json"],
            False,
        ),
        ("another stage may have it", "COPY . .\nCOPY --from=x /srv /srv\nRUN npm ci\n", ["package.json"], False),
        ("no manifest is known", "COPY . .\nRUN npm ci\n", ["app.js"], False),
        ("a folder is changed", "COPY . .\nRUN cd web && npm ci\n", ["package.json", "web/package-lock.json"], False),
        ("the lock of another tool", "COPY . .\nRUN npm ci\n", ["package.json", "yarn.lock"], True),
    ],
)
def test_what_the_context_has(tmp_path: Path, why: str, lines: str, files: list[str], is_found: bool) -> None:
    write_files(tmp_path, dict.fromkeys(files, "{}\n"))
    text = HEAD + lines
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    assert findings_of(text, RULE, context_of(tmp_path / "Dockerfile", text, {})) == ["npm ci"] * is_found, why


@pytest.mark.parametrize(
    ("why", "lines", "files", "word"),
    [
        (
            "npm takes the newest",
            "COPY package.json ./\nRUN npm install\n",
            ["package.json", "package-lock.json"],
            "npm",
        ),
        ("there is none to copy", "COPY package.json ./\nRUN npm install\n", ["package.json"], None),
        ("it is copied", "COPY package*.json ./\nRUN npm install\n", ["package.json", "package-lock.json"], None),
        ("yarn's lock file", "COPY package.json ./\nRUN yarn\n", ["package.json", "yarn.lock"], "yarn"),
        (
            "poetry's lock file",
            "COPY pyproject.toml ./\nRUN poetry install --no-root\n",
            ["pyproject.toml", "poetry.lock"],
            "poetry",
        ),
        ("Bundler's lock file", "COPY Gemfile ./\nRUN bundle install\n", ["Gemfile", "Gemfile.lock"], "bundle"),
        (
            "Composer's lock file",
            "COPY composer.json ./\nRUN composer install\n",
            ["composer.json", "composer.lock"],
            "composer",
        ),
        (
            "a package is named",
            "COPY package.json ./\nRUN npm install left-pad\n",
            ["package.json", "package-lock.json"],
            None,
        ),
        ("another tool's", "COPY package.json ./\nRUN npm install\n", ["package.json", "yarn.lock"], None),
        (
            "it is ignored",
            "COPY package.json ./\nRUN npm install\n",
            ["package.json", "package-lock.json", ".dockerignore"],
            None,
        ),
    ],
)
def test_a_lock_file_that_is_left_behind(
    tmp_path: Path, why: str, lines: str, files: list[str], word: str | None
) -> None:
    for name in files:
        (tmp_path / name).write_text("package-lock.json\n" if name == ".dockerignore" else "{}\n", encoding="utf-8")
    text = HEAD + lines
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    assert findings_of(text, RULE, context_of(tmp_path / "Dockerfile", text, {})) == ([word] if word else []), why
