"""What git ignores is asked of git itself: random ignore files over one tree, in it and in a folder of it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gorae.context.gitignore import GitIgnore, is_ignored_by_git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART = st.sampled_from(
    ["a", "b", "ab", "*", "?", "**", "[ab]", "[!a]", "a*", "*b", "a**", "\\a", "\\*", "[a-b]", "*.c", "x.c", "[]a]", "[!]a]",
     "[[:alpha:]]"]
)  # fmt: skip
PATTERN = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "", "/"]),
    st.lists(PART, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "", "/", " ", "\\ "]),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", top], check=True)
    files = [f"{one}/{two}/{name}" for one in ("a", "b", "ab", "x.c", "]") for two in ("a", "b", "ab", "x.c")
             for name in ("a", "x.c", "aab")]  # fmt: skip
    for file in (*files, "aa", "bb", "*", "ba", "c"):
        (top / file).parent.mkdir(parents=True, exist_ok=True)
        (top / file).touch()
    return top


@settings(max_examples=150, deadline=None)
@given(st.lists(PATTERN, min_size=1, max_size=3), st.lists(PATTERN, max_size=1))
@example(["**/a*"], [])  # not `ba`
@example(["a**/b"], [])  # `a` and then `**/b` for git, so `ab` is ignored
@example(["x.c", "!x.c/"], [])  # the last one that matches decides
def test_git_ignores_the_same_files(repository: Path, lines: list[str], below: list[str]) -> None:
    (repository / ".gitignore").write_text("\n".join(lines) + "\n")
    (repository / "a" / ".gitignore").write_text("\n".join(below) + "\n")
    listed = subprocess.run(
        ["git", "-C", repository, "ls-files", "-o", "-z", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    )
    kept = {path for path in listed.stdout.split("\0") if path and not path.endswith(".gitignore")}
    assert set(_kept(repository, GitIgnore(repository, is_repository=True), "")) == kept


def _kept(top: Path, ignore: GitIgnore, folder: str) -> Iterator[str]:
    ignore.enter(folder)
    with os.scandir(top / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name in (".git", ".gitignore") or ignore.ignores(path, is_folder=entry.is_dir()):
                continue
            if entry.is_dir():
                yield from _kept(top, ignore, path)
            else:
                yield path


@pytest.mark.parametrize(
    ("why", "path", "is_ignored"),
    [
        ("a rule of the top names it", "made.txt", True),
        ("a rule of its own folder does", "sub/own.txt", True),
        ("the folder above it is ignored", "out/deep/a.txt", True),
        ("nothing names it", "kept.txt", False),
    ],
)
def test_a_path_that_need_not_be_there(tmp_path: Path, why: str, path: str, is_ignored: bool) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / ".gitignore").write_text("/made.txt\nout/\n", encoding="utf-8")
    (tmp_path / "sub" / ".gitignore").write_text("own.txt\n", encoding="utf-8")
    assert is_ignored_by_git(tmp_path / path) is is_ignored, why
