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
    ("the folder that a step runs in", ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - run: docker build -f d/D .\n        working-directory: app\n", [("app", "app/d/D")]),
    ("the folder that all steps run in", ".github/workflows/a.yml", "defaults:\n  run:\n    working-directory: app\njobs:\n  a:\n    steps:\n      - run: docker build -f d/D .\n", [("app", "app/d/D")]),
    ("GitHub's checkout", ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${{ github.workspace }}\n          file: ${{ github.workspace }}/d/D\n", [(".", "d/D")]),
    ("GitLab's checkout", ".gitlab-ci.yml", "a:\n  script:\n    - docker build -f ${CI_PROJECT_DIR}/d/D $CI_PROJECT_DIR\n", [(".", "d/D")]),
    ("kaniko", ".gitlab-ci.yml", "a:\n  script:\n    - /kaniko/executor --context $CI_PROJECT_DIR/app --dockerfile d/D --destination x\n", [("app", "app/d/D")]),
    ("cd in a step before, and a new shell in the next job", ".gitlab-ci.yml", "a:\n  script:\n    - cd app\n    - docker build -f d/D .\nb:\n  script:\n    - docker build -f d/D .\n", [("app", "app/d/D"), (".", "d/D")]),
    ("cd on a line of make, which is a shell of its own", "Makefile", "x:\n\tcd app && docker build -f d/D .\n\tdocker build -f d/D .\n", [("app", "app/d/D"), (".", "d/D")]),
    ("cd in a subshell ends with it", "build.sh", "(cd app && docker build .)\ndocker build web\n", [("app", "app/Dockerfile"), ("web", "web/Dockerfile")]),
    ("cd to where a variable says: not known", "build.sh", "cd $ELSEWHERE\ndocker build .\n", []),
    ("an engine in a variable", "Makefile", "x:\n\t$(DOCKER) build -f d/D .\n\t$(CONTAINER_TOOL) buildx build app\n", [(".", "d/D"), ("app", "app/Dockerfile")]),
    ("a script beside", "build.sh", "docker build -f d/D .\n", [(".", "d/D")]),
    ("a script in its own folder", "scripts/build.sh", 'cd "$(dirname "$0")/.."\ndocker build -f d/D .\n', [(".", "d/D")]),
    ("a script that keeps its folder", "scripts/build.sh", 'SCRIPT_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" >/dev/null 2>&1 && pwd)"\nROOT="$(cd "$SCRIPT_DIR/.." && pwd)"\ndocker build -f "$ROOT/d/D" "${ROOT}"\n', [(".", "d/D")]),
    ("Jenkins", "Jenkinsfile", "sh 'docker build -f d/D .'\ndocker.build(\"x\", \"-f d/E app\")\n", [(".", "d/D"), ("app", "d/E")]),
    ("Azure's task", "azure-pipelines.yml", "steps:\n- task: Docker@2\n  inputs:\n    command: build\n    Dockerfile: d/D\n    buildContext: $(Build.SourcesDirectory)\n", [(".", "d/D")]),
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


BELOW = [
    ("a Makefile beside the Dockerfile", "docker/Makefile", "x:\n\tdocker build -f web.Dockerfile ..\n", "."),
    ("a script beside it", "docker/build.sh", "docker build -f web.Dockerfile ..\n", "."),
    ("a script that goes elsewhere first", "docker/build.sh", "cd ../\ndocker build -f docker/web.Dockerfile .\n", "."),
    ("a Dockerfile that a matrix names", ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - run: docker build -f ${{ matrix.folder }}/web.Dockerfile .\n", "."),
    ("a variable alone may be any Dockerfile", "Makefile", "x:\n\tdocker build -f $(FILE) .\n", "docker"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "root"), [row[1:] for row in BELOW], ids=[row[0] for row in BELOW])
def test_commands_below(tmp_path, file, text, root):
    dockerfile = project(tmp_path, {"docker/web.Dockerfile": "FROM scratch\nCOPY src /src\n", file: text})
    assert find_root(dockerfile, tmp_path).path == tmp_path / root


def test_what_is_copied_speaks_against_a_variable(tmp_path):
    files = {
        "docker/web.Dockerfile": "FROM scratch\nCOPY src /src\n",
        "docker/src/a": "",
        "Makefile": "x:\n\tdocker build -f $(NAME)/web.Dockerfile .\n",
    }
    assert find_root(project(tmp_path, files), tmp_path).path == tmp_path / "docker"


COPIED = [
    ("a list", 'FROM scratch\nCOPY ["a/b", "/x"]\n'),
    ("lines put together", "FROM scratch\nCOPY a/b \\\n  a/c /x/\n"),
    ("a bind mount", "FROM scratch\nRUN --mount=type=bind,source=a/b,target=/b ls\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in COPIED], ids=[row[0] for row in COPIED])
def test_the_folder_above_that_has_what_is_copied(tmp_path, text):
    dockerfile = project(tmp_path, {"docker/web.Dockerfile": text, "a/b": "", "a/c": ""})
    found = find_root(dockerfile, tmp_path)
    assert (found.path, found.origin) == (tmp_path, "sources")
