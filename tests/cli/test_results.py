"""Results of earlier runs are said again only where a check would find the same: each kind of neighbour is changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gorae.cli import check_file
from gorae.cli.main import main
from gorae.context.recorded import CAN_RECORD

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not CAN_RECORD, reason="this Python asks the system past what can be recorded")

PROJECT = {
    "app/Dockerfile": """FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
COPY --chmod=755 start.sh /start.sh
COPY run.sh /run.sh
ENTRYPOINT ["/run.sh"]
CMD ["npm", "start"]
""",
    "app/package.json": '{"name": "a", "scripts": {"start": "node server.js"}, "engines": {"node": ">=18"}}\n',
    "app/package-lock.json": "{}\n",
    "app/start.sh": "#!/bin/sh\nexec node a.js\n",
    "app/run.sh": "#!/bin/sh\nexec node a.js\n",
    "app/.env": "TOKEN=\n",
    "app/settings/a.txt": "a\n",
    "app/.dockerignore": "node_modules\n",
    "other/Dockerfile": "FROM debian:13-slim\nRUN echo a\nRUN echo b\nCOPY a /a\n",
    "compose.yaml": "services:\n  web:\n    build: {context: app, args: {A: '1'}}\n",
}


def _write(folder: Path, path: str, text: str) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode())
    if path.endswith(".sh"):
        target.chmod(0o755)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    for path, text in PROJECT.items():
        _write(folder, path, text)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GORAE_CACHE_DIR", str(tmp_path / "cache"))
    return folder


def _run(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    code = main(["check", "--no-shellcheck", "--lang", "en", "--output-format", "json", *options])
    said = capsys.readouterr()
    return code, said.out, said.err


def _checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are checked from now on."""
    names: list[str] = []
    plain = check_file.check_path

    def watched(path: str, *rest: object, **more: object) -> object:
        names.append(path)
        return plain(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(check_file, "check_path", watched)
    return names


def test_nothing_is_checked_twice(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _run(capsys)
    names = _checked(monkeypatch)
    assert _run(capsys) == first
    assert names == []
    assert _run(capsys, "--no-cache") == first
    assert {Path(name).name for name in names} == {"Dockerfile", "compose.yaml", ".dockerignore"}
    names.clear()
    (project / "other/Dockerfile").write_text("FROM debian:13-slim\nRUN echo a\n")
    changed = _run(capsys)
    assert changed != first
    assert names == ["other/Dockerfile"]
    assert _run(capsys, "--select", "run-consecutive")[1] != changed[1]


def _remove(path: str) -> Callable[[Path], object]:
    return lambda folder: (folder / path).unlink()


def _text(path: str, text: str) -> Callable[[Path], object]:
    return lambda folder: _write(folder, path, text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "the Dockerfile": _text("app/Dockerfile", "FROM node:22-slim\nCOPY nowhere /a\n"),
    "the Dockerfile, of the same size": _text("app/Dockerfile", PROJECT["app/Dockerfile"].replace("/run.sh /", "/rum.sh /")),
    "a source goes": _remove("app/package-lock.json"),
    "a source comes": _text("other/a", "x"),
    "a script loses its permission": lambda folder: (folder / "app/run.sh").chmod(0o644),
    "a script gets CRLF": _text("app/run.sh", "#!/bin/sh\r\nexec node a.js\r\n"),
    "a script of the same size": _text("app/run.sh", "#!/bin/sh\nexec nodf a.js\n"),
    "the ignore file goes": _remove("app/.dockerignore"),
    "the ignore file": _text("app/.dockerignore", "package*.json\n"),
    "an ignore file of its own": _text("app/Dockerfile.dockerignore", "*.sh\n"),
    "a secret": _text("app/.env", "TOKEN=abcdef0123456789\n"),
    "a key": _text("app/id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----\n"),
    "the compose file goes": _remove("compose.yaml"),
    "compose names another folder": _text("compose.yaml", "services:\n  web:\n    build: {context: ., dockerfile: app/Dockerfile}\n"),
    "a bake file": _text("docker-bake.hcl", 'target "a" {\n  context = "."\n  dockerfile = "app/Dockerfile"\n}\n'),
    "a Makefile that builds": _text("Makefile", "build:\n\tdocker build -f other/Dockerfile .\n"),
    "a workflow that builds": _text(".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - run: docker build -f other/Dockerfile .\n"),
    "the project's version": _text("app/package.json", '{"name": "a", "engines": {"node": ">=24"}}\n'),
    "the start": _text("app/package.json", '{"name": "a", "scripts": {"start": "nodemon a.js"}}\n'),
    "a manifest of Kubernetes": _text("k8s/a.yaml", "kind: Deployment\nspec:\n  securityContext:\n    runAsUser: 10\n"),
    "settings of the project": _text("gorae.toml", 'ignore = ["run-consecutive"]\n'),
    "settings in between": _text("other/gorae.toml", 'ignore = ["run-consecutive"]\n'),
    "settings of hadolint": _text(".hadolint.yaml", "ignored: [DL3059]\n"),
    "a folder that is no source": _text("app/node_modules/a/index.js", "x\n"),
    "a large file": _text("app/settings/a.txt", "x" * 60_000_000),
    "git ignores a file": _text(".gitignore", "app/settings\n"),
    "the repository's end": lambda folder: (folder / ".git").rmdir(),
    "a file in the way of a folder": lambda folder: ((folder / "app/settings/a.txt").unlink(), (folder / "app/settings").rmdir(), _write(folder, "app/settings", "x")),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change(project: Path, capsys: pytest.CaptureFixture[str], change: str) -> None:
    """Whatever changes, what is said is what a fresh check says."""
    _run(capsys)
    CHANGES[change](project)
    fresh = _run(capsys, "--no-cache")
    assert _run(capsys) == fresh


def test_there_and_back(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = _run(capsys)
    (project / "app/run.sh").unlink()
    assert _run(capsys) != first
    _write(project, "app/run.sh", PROJECT["app/run.sh"])
    assert _run(capsys) == first


def test_the_changes_are_seen(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table above is no list of changes that nobody sees."""
    seen = 0
    first = _run(capsys, "--no-cache")[1]
    for change in ("a source goes", "a secret", "settings of the project", "the start", "a script gets CRLF"):
        CHANGES[change](project)
        now = _run(capsys, "--no-cache")[1]
        seen += now != first
        first = now
    assert seen == 5


@pytest.mark.parametrize("damage", ["cut", "garbage", "empty", "folder", "read-only"])
def test_a_cache_that_is_of_no_use(
    project: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, damage: str
) -> None:
    first = _run(capsys)
    (kept,) = (tmp_path / "cache/results").iterdir()
    data = kept.read_bytes()
    if damage == "folder":
        kept.unlink()
        kept.mkdir()
    elif damage == "read-only":
        kept.parent.chmod(0o500)
        (project / "other/Dockerfile").write_text("FROM debian:13-slim\n")
        first = _run(capsys, "--no-cache")
    else:
        kept.write_bytes({"cut": data[:-7], "garbage": data[:8] + os.urandom(len(data) - 8), "empty": b""}[damage])
    assert _run(capsys) == first
    kept.parent.chmod(0o700)


@pytest.mark.parametrize("where", ["", "relative", "--no-cache"])
def test_nothing_is_kept(
    project: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if not where.startswith("--"):
        monkeypatch.setenv("GORAE_CACHE_DIR", where)
    _run(capsys, *([where] if where.startswith("--") else []))
    assert not (tmp_path / "cache").exists()
    assert sorted(path.name for path in project.iterdir()) == [".git", "app", "compose.yaml", "other"]


def test_many_files_and_two_runs_at_once(project: Path, tmp_path: Path) -> None:
    """In several processes, one walk for all; each says the same as a run that keeps nothing."""
    for number in range(30):
        _write(
            project,
            f"images/{number}.Dockerfile",
            f"FROM debian:13-slim\nCOPY images/{number}.txt /a\nRUN echo {number}\n",
        )
        _write(project, f"images/{number}.txt", "a")
    _write(project, "Makefile", "".join(f"a{n}:\n\tdocker build -f images/{n}.Dockerfile .\n" for n in range(30)))
    command = [sys.executable, "-m", "gorae.cli.main", "check", "--no-shellcheck", "--lang", "en", "."]

    def start(*options: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*command, *options], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def said(*runs: subprocess.Popen[bytes]) -> set[bytes]:
        return {run.communicate()[0] for run in runs}

    fresh = said(start("--no-cache"))
    assert said(start(), start()) == fresh
    assert said(start(), start()) == fresh
    (project / "images/7.txt").unlink()
    _write(project, "images/8.Dockerfile", "FROM debian:13-slim\nRUN echo a\nRUN echo b\n")
    changed = said(start("--no-cache"))
    assert changed != fresh
    assert said(start()) == changed


def test_what_could_not_be_read_is_asked_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "other/Dockerfile").write_bytes(b"FROM a\xff\n")
    first = _run(capsys)
    assert first[0] == 2
    assert _run(capsys) == first
