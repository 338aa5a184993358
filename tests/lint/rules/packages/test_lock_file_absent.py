"""An install that insists on a lock file which the build context does not have."""

from pathlib import Path

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of

RULE = "lock-file-not-copied"
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
        ("another stage may have it", "COPY . .\nCOPY --from=x /srv /srv\nRUN npm ci\n", ["package.json"], False),
        ("no manifest is known", "COPY . .\nRUN npm ci\n", ["app.js"], False),
        ("a folder is changed", "COPY . .\nRUN cd web && npm ci\n", ["package.json", "web/package-lock.json"], False),
        ("the lock of another tool", "COPY . .\nRUN npm ci\n", ["package.json", "yarn.lock"], True),
    ],
)
def test_what_the_context_has(tmp_path: Path, why: str, lines: str, files: list[str], is_found: bool) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}\n", encoding="utf-8")
    text = HEAD + lines
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    assert findings_of(text, RULE, context_of(tmp_path / "Dockerfile", text, {})) == ["npm ci"] * is_found, why
