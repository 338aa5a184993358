from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.cli.files import Unreadable, expand
from gorae.context.dockerfiles import is_dockerfile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("why", "name", "expected"),
    [
        ("the usual name", "Dockerfile", True),
        ("the name in lower case", "dockerfile", True),
        ("Podman's name", "Containerfile", True),
        ("an ending behind the name", "Dockerfile.dev", True),
        ("a name before the ending", "api.Dockerfile", True),
        ("Podman's name as the ending", "web.containerfile", True),
        ("an ignore file of one Dockerfile", "Dockerfile.dockerignore", False),
        ("a Jinja template", "Dockerfile.j2", False),
        ("a Nickel source", "Dockerfile.ncl", False),
        ("a template by its longer ending", "Dockerfile.jinja", False),
        ("a page about a Dockerfile", "Dockerfile.md", False),
        ("the word within another name", "MyDockerfile", False),
        ("an editor's backup", "Dockerfile~", False),
    ],
)
def test_names_of_dockerfiles(why: str, name: str, expected: bool) -> None:
    assert is_dockerfile(name) is expected, why


def test_folders_outside_of_git_keep_to_their_gitignore(tmp_path: Path) -> None:
    for path in (
        "Dockerfile", "a/Dockerfile", "a/Dockerfile.dev", "a/out/Dockerfile", "b/Dockerfile.dev", "b/out/Dockerfile",
        "node_modules/x/Dockerfile", "a/sub/Dockerfile.dev", "a/main.py",
    ):  # fmt: skip
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("FROM scratch\n")
    (tmp_path / ".gitignore").write_text("out/\n")
    (tmp_path / "a" / ".gitignore").write_text("Dockerfile.dev\n")
    found = [path for path in expand([str(tmp_path)]) if isinstance(path, str)]
    assert [path[len(str(tmp_path)) + 1 :].replace("\\", "/") for path in found] == [
        "Dockerfile", "a/Dockerfile", "b/Dockerfile.dev",
    ]  # fmt: skip


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    (problem,) = expand([str(tmp_path / "nowhere")])
    assert isinstance(problem, Unreadable)
    assert problem.key == "missing"
