"""Above each service and target that builds: its Dockerfile and its stage, in every file that says something of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.around.callers import lenses
from gorae.facts.caller_file import read_caller_file

if TYPE_CHECKING:
    from pathlib import Path

DOCKERFILE = "FROM alpine:3.22 AS dev\nFROM alpine:3.22\n"
CASES = [
    ("a stage by its name", "compose.yaml", "services:\n  web:\n    build: {context: ., target: dev}\n", ["web: Stage: dev"]),
    ("the last stage, without a name", "compose.yaml", "services:\n  web:\n    build: .\n", ["web: The last stage"]),
    ("a stage by its number", "compose.yaml", "services:\n  web:\n    build: {context: ., target: '1'}\n", ["web: The last stage"]),
    ("a target of bake", "docker-bake.hcl", 'target "web" {\n  target = "dev"\n}\n', ["web: Stage: dev"]),
    ("no stage of that name", "compose.yaml", "services:\n  web:\n    build: {context: ., target: x}\n", []),
]  # fmt: skip


def stages(file: Path, text: str) -> list[str]:
    """The word that each lens of a stage stands above, and its title."""
    rows = lenses(read_caller_file(file, text), "en")
    return [f"{one.span.of(text)}: {one.title}" for one in rows if "tage" in one.title]


@pytest.mark.parametrize(("name", "text", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_lenses(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    (tmp_path / "Dockerfile").write_text(DOCKERFILE)
    (tmp_path / name).write_text(text)
    assert stages(tmp_path / name, text) == expected


def test_a_service_that_an_override_says_more_of_has_its_lens_in_both(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(DOCKERFILE)
    base, override = "# 🐳\nservices:\n  web:\n    build: .\n", "services:\n  web:\n    build: {target: dev}\n"
    (tmp_path / "compose.yaml").write_text(base)
    (tmp_path / "compose.override.yaml").write_text(override)
    assert stages(tmp_path / "compose.yaml", base) == ["web: Stage: dev"]
    assert stages(tmp_path / "compose.override.yaml", override) == ["web: Stage: dev"]
