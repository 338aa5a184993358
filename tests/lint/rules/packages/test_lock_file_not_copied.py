"""`lock-file-not-copied`: installs that insist on a lock file that no COPY has brought."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

RULE = "lock-file-not-copied"
CASES = {
    "npm ci": ("COPY package.json ./\nRUN npm ci", ["npm ci"]),
    "npm ci with options": ("COPY web/package.json ./\nRUN npm ci --omit=dev", ["npm ci"]),
    "pnpm that freezes": ("COPY package.json ./\nRUN pnpm install --frozen-lockfile", ["pnpm install"]),
    "uv that freezes": ("COPY pyproject.toml ./\nRUN uv sync --frozen", ["uv sync"]),
    "a wildcard that covers it": ("COPY package*.json ./\nRUN npm ci", []),
    "both by name": ("COPY package.json package-lock.json ./\nRUN npm ci", []),
    "everything": ("COPY . .\nRUN npm ci", []),
    "a folder": ("COPY package.json ./\nCOPY web ./\nRUN npm ci", []),
    "npm install makes one": ("COPY package.json ./\nRUN npm install", []),
    "a bind mount may bring it": ("COPY package.json ./\nRUN --mount=type=bind,target=/x npm ci", []),
    "from another stage, which may hold anything": ("COPY package.json ./\nCOPY --from=a /app ./\nRUN npm ci", []),
    "nothing is copied: the base may hold it": ("RUN npm ci", []),
    "the shrinkwrap": ("COPY package.json npm-shrinkwrap.json ./\nRUN npm ci", []),
}


@pytest.mark.parametrize(("lines", "words"), CASES.values(), ids=CASES.keys())
def test_cases(lines: str, words: list[str]) -> None:
    assert findings_of(f"FROM node:24 AS a\nFROM node:24\nWORKDIR /app\n{lines}\n", RULE) == words


def test_the_fix_names_it_beside_the_manifest() -> None:
    before = "FROM node:24\nWORKDIR /app\nCOPY web/package.json ./\nRUN npm ci\n"
    assert fixed(before, RULE) == before.replace("package.json ./", "package.json web/package-lock.json ./")
