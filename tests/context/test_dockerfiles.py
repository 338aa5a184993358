"""Which files below a folder are Dockerfiles: what git itself says is the measure, and git is never run on them."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from gorae.context.dockerfiles import dockerfiles_below, is_dockerfile, is_other_language

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is the measure of these tests")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def write(folder: Path, paths: dict[str, str]) -> None:
    for path, text in paths.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def found(folder: Path) -> list[str]:
    return [os.path.relpath(path, folder).replace(os.sep, "/") for path in dockerfiles_below(folder)]


@needs_git
def test_a_repository_cannot_name_a_program_that_is_run(tmp_path: Path) -> None:
    """Every setting that makes `git ls-files` or its relatives start something; the file that it would write is not there."""
    git(tmp_path, "init", "-q")
    write(tmp_path, {"Dockerfile": "FROM scratch\n", "hooks/run.sh": '#!/bin/sh\ntouch "$0.was-run"\n'})
    hook = tmp_path / "hooks" / "run.sh"
    hook.chmod(0o755)
    for name in ("core.fsmonitor", "core.sshCommand", "core.pager", "core.gitProxy", "diff.external", "filter.x.clean"):
        git(tmp_path, "config", name, str(hook))
    for name in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
        shutil.copy(hook, tmp_path / "hooks" / name)
    git(tmp_path, "config", "core.hooksPath", str(tmp_path / "hooks"))
    write(tmp_path, {".gitattributes": "* filter=x\n"})
    assert found(tmp_path) == ["Dockerfile"]
    assert [path.name for path in (tmp_path / "hooks").iterdir() if path.name.endswith("was-run")] == []
    # The trap is a real one: git itself falls into it.
    subprocess.run(["git", "ls-files", "-co"], cwd=tmp_path, capture_output=True, check=False)
    assert (tmp_path / "hooks" / "run.sh.was-run").exists()


PATTERNS = [
    "Dockerfile", "/Dockerfile", "*.dev", "!Dockerfile.dev", "out/", "/out", "a/*", "!a/b", "!a/b/", "**/c", "a/**/Dockerfile",
    "*", "!*/", "!Dockerfile", "b", "!b", "# note", "", "a/b/c/", "Dockerfile.[a-e]*", "[!D]*", "Docker*[[:lower:]]", "a**", "?", "*/", "/*/b", "[", "[a]b]", "a\\", "Dockerfile  ", "\\!x", "out/**", "!out/Dockerfile",
]  # fmt: skip
FOLDERS = ["", "a", "a/b", "a/b/c", "out", "out/a", "b", "c/out"]


@needs_git
@pytest.mark.parametrize("seed", range(80))
def test_the_same_files_as_git(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    write(
        tmp_path,
        {
            f"{folder}/{name}".lstrip("/"): "FROM scratch\n"
            for folder in FOLDERS
            for name in ("Dockerfile", "Dockerfile.dev")
        },
    )
    for folder in rng.sample(FOLDERS, 3):
        rules = "\n".join(rng.sample(PATTERNS, rng.randint(1, 5)))
        write(tmp_path, {f"{folder}/.gitignore".lstrip("/"): rules + "\n"})
    git(tmp_path, "init", "-q")
    write(tmp_path, {".git/info/exclude": rng.choice(["", "c/\n", "Dockerfile.dev\n"])})
    if seed % 2:
        chosen = rng.sample(FOLDERS, 2)
        git(tmp_path, "add", "-f", *(f"{folder}/Dockerfile".lstrip("/") for folder in chosen))
    if seed % 4 == 1:
        git(tmp_path, "update-index", "--index-version", "4")
    for start in ("", "a", "out"):
        listed = git(tmp_path / start, "ls-files", "-co", "--exclude-standard", "--deduplicate").splitlines()
        expected = sorted(path for path in listed if is_dockerfile(path.rsplit("/", 1)[-1]))
        if start and _is_ignored(tmp_path, start):
            continue  # git says nothing of an ignored folder; a user who names it means it
        assert found(tmp_path / start) == expected


def _is_ignored(repository: Path, path: str) -> bool:
    return (
        subprocess.run(["git", "check-ignore", "-q", "--no-index", path], cwd=repository, check=False).returncode == 0
    )


@needs_git
def test_other_repositories_inside_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"Dockerfile": "FROM a\n", "vendored/Dockerfile": "FROM b\n"})
    git(tmp_path, "init", "-q")
    git(tmp_path / "vendored", "init", "-q")
    assert found(tmp_path) == ["Dockerfile"]
    assert found(tmp_path / "vendored") == ["Dockerfile"]


@needs_git
def test_a_worktree_has_its_index_elsewhere(tmp_path: Path) -> None:
    main, tree = tmp_path / "main", tmp_path / "tree"
    write(main, {"out/Dockerfile": "FROM a\n", ".gitignore": "out/\n"})
    git(main, "init", "-q")
    git(main, "add", "-f", ".")
    git(main, "commit", "-qm", "first")
    git(main, "worktree", "add", "-q", str(tree))
    assert found(tree) == ["out/Dockerfile"]


@pytest.mark.parametrize(
    ("why", "content"),
    [
        ("an empty index", b""),
        ("the index ends behind its signature", b"DIRC"),
        ("more entries are promised than there are", b"DIRC\0\0\0\2\xff\xff\xff\xff"),
        ("compressed paths that count back beyond the start", b"DIRC\0\0\0\4\0\0\0\x09" + b"\xff" * 90),
        ("random bytes", os.urandom(500)),
    ],
)
def test_a_broken_index_names_nothing(why: str, tmp_path: Path, content: bytes) -> None:
    write(tmp_path, {"Dockerfile": "FROM a\n"})
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").write_bytes(content)
    assert found(tmp_path) == ["Dockerfile"], why


@pytest.mark.parametrize(
    ("why", "name", "text", "expected"),
    [
        ("a hyphen behind the name, and FROM", "Dockerfile-prod", "FROM node:22\n", True),
        ("an underscore behind the name, and a directive with ARG before FROM", "Dockerfile_prod", "# syntax=docker/dockerfile:1\nARG V=1\nFROM node:$V\n", True),
        ("a name with a hyphen before it, and FROM with a variable", "dev-Dockerfile", "FROM ${BASE} AS dev\n", True),
        ("an ending that means a Dockerfile needs no text of one", "api.Containerfile", "not yet one\n", True),
        ("a language's ending, and the text of a Dockerfile", "Dockerfile.go", "FROM golang:1.25\nRUN go build\n", True),
        ("the same, with FROM in lower case behind a comment", "Dockerfile.py", "# x\n\nfrom --platform=linux/amd64 python:3.14 as base\n", True),
        ("a Go source", "dockerfile.go", "package dockerfile\n\nconst from = 1\n", False),
        ("a Python source, whose from imports", "dockerfile.py", "from typing import Any\n", False),
        ("a TypeScript source", "dockerfile.ts", "import x from 'y'\n", False),
        ("a Rust source with FROM in a comment", "dockerfile.rs", "// FROM\nuse std::fmt;\n", False),
        ("a policy in Rego that speaks of FROM", "Dockerfile.rego", "package docker\ndeny[msg] { input.FROM }\n", False),
        ("a Python source with FROM in its first comment", "dockerfile_parser.py", "# FROM scratch\nimport re\n", False),
        ("notes whose name contains the word", "test-dockerfile-notes", "Remember the milk.\n", False),
        ("a template is none, even where it has FROM", "Dockerfile.j2", "FROM {{ image }}\n", False),
        ("Compose's file", "compose.yaml", "services: {}\n", False),
        ("a script with FROM is not called a Dockerfile", "build.sh", "FROM scratch\n", False),
    ],
)  # fmt: skip
def test_a_doubtful_name_is_decided_by_the_text(why: str, tmp_path: Path, name: str, text: str, expected: bool) -> None:
    (tmp_path / name).write_text(text)
    assert found(tmp_path) == ([name] if expected else []), why


@pytest.mark.parametrize(
    ("why", "name", "text", "expected"),
    [
        ("Compose's file", "compose.yaml", "services:\n  web:\n    build: .\n", True),
        ("an ignore file", "Dockerfile.dockerignore", ".git\n", True),
        ("a list of packages", "requirements.txt", "flask==3.1\n", True),
        ("a Go source", "dockerfile.go", "package main\n", True),
        ("a policy in Rego", "Dockerfile.rego", "package docker\n", True),
        ("any ending will do for a Dockerfile's text", "build.txt", "FROM scratch\n", False),
        ("the usual name, whatever is in it", "Dockerfile", "services:\n", False),  # the name says what it is meant to be
        ("a name without an ending", "anything", "hello\n", False),
        ("an empty file says nothing against it", "empty.yaml", "", False),
        ("a part of a Dockerfile", "half.txt", "RUN echo hi\n", False),
    ],
)  # fmt: skip
def test_what_a_person_names_is_checked_unless_it_is_evidently_something_else(
    why: str, name: str, text: str, expected: bool
) -> None:
    assert is_other_language(name, text.encode()) is expected, why


def test_a_pipe_or_a_folder_named_like_one_is_no_dockerfile(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Dockerfile")
    os.mkfifo(tmp_path / "dev-Dockerfile")
    (tmp_path / "Containerfile").mkdir()
    assert found(tmp_path) == []


def test_folders_that_cannot_be_listed_are_reported(tmp_path: Path) -> None:
    write(tmp_path, {"a/Dockerfile": "FROM a\n", "b/Dockerfile": "FROM b\n"})
    reported: list[tuple[str, str]] = []
    real = os.scandir

    def scandir(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        paths = dockerfiles_below(tmp_path, unreadable=lambda path, error: reported.append((path, str(error.strerror))))
    assert paths == [str(tmp_path / "b" / "Dockerfile")]
    assert reported == [(str(tmp_path / "a"), "Permission denied")]


@needs_git
def test_packages_of_others_are_not_checked(tmp_path):
    write(
        tmp_path,
        {
            "Dockerfile": "FROM a\n",
            "vendor/modules.txt": "",
            "vendor/github.com/x/y/Dockerfile": "FROM b\n",
            "web/node_modules/z/Dockerfile": "FROM c\n",
            "services/vendor/Dockerfile": "FROM d\n",
        },
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-Af")
    assert found(tmp_path) == ["Dockerfile", "services/vendor/Dockerfile"], "a service may be called vendor"
    assert found(tmp_path / "vendor") == ["github.com/x/y/Dockerfile"], "whoever names the folder wants it checked"
