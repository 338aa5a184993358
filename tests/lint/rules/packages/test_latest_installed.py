"""`latest-installed`: a package at `@latest`: another program in each build."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

LATEST = "latest-installed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("npm install -g serve@latest", ["serve@latest"]),
        ("npm i @scope/a@latest b@1.2.3", ["@scope/a@latest"]),
        ("yarn global add a@latest", ["a@latest"]),
        ("go install example.com/a@latest", ["example.com/a@latest"]),
        ("go run example.com/a@latest x@latest", ["example.com/a@latest"]),
        ("corepack prepare pnpm@latest --activate", ["pnpm@latest"]),
        ("npx -y create-app@latest .", ["create-app@latest"]),
        ("pnpm dlx a@latest", ["a@latest"]),
        ("uvx ruff@latest", ["ruff@latest"]),
        ("uv tool run ruff@latest", ["ruff@latest"]),
        ("npm install -g serve@14", []),
        ("npm run build@latest", []),
        ("npx $TOOL@latest", []),
        ("echo a@latest", []),
    ],
)
def test_latest(text, found):
    assert findings_of(f"FROM node:24\nRUN {text}\n", LATEST) == found
