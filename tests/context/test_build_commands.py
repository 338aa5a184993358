"""Which folder a Dockerfile is built in, as Makefiles and CI say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.build_commands import build_commands
from gorae.context.roots import Shared, find_root
from gorae.context.surroundings import context_of

if TYPE_CHECKING:
    from pathlib import Path

CASES = [
    ("a Makefile", "Makefile", "image:\n\tdocker build -t x -f docker/web.Dockerfile .\n", [(".", "docker/web.Dockerfile")]),
    ("over several lines", "Makefile", "image:\n\tdocker build \\\n\t  -f docker/D \\\n\t  app\n", [("app", "docker/D")]),
    ("without a Dockerfile", "Makefile", "x:\n\tdocker build app\n", [("app", "app/Dockerfile")]),
    ("buildx, with options", ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - run: docker buildx build --push --platform linux/amd64 --build-arg A=1 --file=d/D . && echo\n", [(".", "d/D")]),
    ("the action", ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: app\n          file: docker/D\n", [("app", "docker/D")]),
    ("the action's own folder", ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with: {push: true}\n", [(".", "Dockerfile")]),
    ("podman", ".gitlab-ci.yml", "a:\n  script:\n    - podman build -f D sub\n", [("sub", "D")]),
    ("what a variable says is left out", "Makefile", "x:\n\tdocker build -f $(FILE) .\n", []),
    ("a remote context", "Makefile", "x:\n\tdocker build https://x.test/a.git\n", []),
    ("from standard input", "Makefile", "x:\n\tdocker build -\n", []),
    ("a task of VS Code", ".vscode/tasks.json", """{
  // 고래 🐳
  "tasks": [{"type": "docker-build", "dockerBuild": {"context": "${workspaceFolder}/app", "dockerfile": "${workspaceFolder}/docker/D",},},]
}""", [("app", "docker/D")]),
    ("a task without its context", ".vscode/tasks.json", '{"tasks": [{"type": "docker-build", "dockerBuild": {"dockerfile": "docker/D"}}]}', [("docker", "docker/D")]),
    ("a task without a Dockerfile", ".vscode/tasks.json", '{"tasks": [{"type": "docker-build", "dockerBuild": {"context": "."}}]}', [(".", "Dockerfile")]),
    ("a task's command", ".vscode/tasks.json", '{"tasks": [{"type": "shell", "command": "docker build -f docker/D .", "options": {"cwd": "${workspaceFolder}/web"}}]}', [("web", "web/docker/D")]),
    ("a task's arguments", ".vscode/tasks.json", '{"tasks": [{"type": "process", "command": "docker", "args": ["build", "-f", "docker/my file", "${workspaceFolder}"]}]}', [(".", "docker/my file")]),
    ("a task with an address in it", ".vscode/tasks.json", '{"tasks": [{"label": "a // b", "command": "docker build https://x.test/a.git"}]}', []),
    ("a task's input", ".vscode/tasks.json", '{"tasks": [{"type": "docker-build", "dockerBuild": {"context": "${input:folder}"}}]}', []),
    ("no JSON", ".vscode/tasks.json", '{"tasks": [', []),
    ("no tasks", ".vscode/tasks.json", '{"tasks": [1, {"type": "docker-build", "dockerBuild": []}], "a": null}', []),
    ("a script of package.json", "package.json", '{"scripts": {"docker:build": "docker build -f docker/D . && echo", "a": 1}}', [(".", "docker/D")]),
    ("a dev container", ".devcontainer/devcontainer.json", '{"build": {"dockerfile": "D", "context": ".."}}', [(".", ".devcontainer/D")]),
    ("a dev container as of old", ".devcontainer.json", '{"dockerFile": "docker/D", "context": "."}', [(".", "docker/D")]),
    ("an open quote", "Makefile", "x:\n\tdocker build 'a\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "pairs"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_commands(tmp_path, name, text, pairs):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text)
    found = [(one.context, one.dockerfile) for one in build_commands(tmp_path)]
    assert found == [(tmp_path / context, tmp_path / dockerfile) for context, dockerfile in pairs]


def project(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path / "docker" / "web.Dockerfile"


DOCKERFILE = {"docker/web.Dockerfile": "FROM a\nCOPY src /x\n", "src/a": "x"}
MAKEFILE = {"Makefile": "x:\n\tdocker build -f docker/web.Dockerfile .\n"}
COMPOSE = {"compose.yaml": "services: {w: {build: {context: src, dockerfile: ../docker/web.Dockerfile}}}"}


@pytest.mark.parametrize(
    ("why", "files", "folder", "origin"),
    [
        ("nobody says so: the sources that COPY names lie here", {}, ".", "sources"),
        ("the Makefile builds from here", MAKEFILE, ".", "command"),
        ("Compose counts before the Makefile", MAKEFILE | COMPOSE, "src", "caller"),
        ("the sources lie beside the Dockerfile", {"docker/src/a": "x"}, "docker", "own"),
        (
            "the editor's setting names the folder",
            {".vscode/settings.json": '{"docker.imageBuildContextPath": "${workspaceFolder}/src"}'},
            "src",
            "command",
        ),
        (
            "the editor's setting names a folder that there is not",
            {".vscode/settings.json": '{"containers.imageBuildContextPath": "gone"}'},
            ".",
            "sources",
        ),
        (
            "the Makefile counts before the editor's setting",
            MAKEFILE | {".vscode/settings.json": '{"docker.imageBuildContextPath": "src"}'},
            ".",
            "command",
        ),
    ],
)
def test_who_says_so(why, tmp_path, files, folder, origin):
    dockerfile = project(tmp_path, DOCKERFILE | files)
    root = find_root(dockerfile, tmp_path)
    assert (root.path, root.origin) == (tmp_path / folder if folder != "." else tmp_path, origin), why


def test_a_shared_folder_is_walked_once(tmp_path, monkeypatch):
    from gorae.context import folder

    walks = []
    real = folder.walk
    monkeypatch.setattr(folder, "walk", lambda *args, **more: walks.append(args[0]) or real(*args, **more))
    project(tmp_path, MAKEFILE | {"src/a": "x"})
    shared = Shared()
    for number in range(20):
        path = tmp_path / f"{number}.Dockerfile"
        path.write_text("FROM a\nCOPY src /x\n")
        assert context_of(path, path.read_text(), {}, workspace=tmp_path, shared=shared) is not None
    assert walks == [tmp_path]
