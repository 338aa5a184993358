"""The files that say how a project is built and brought to where it runs: CI's, make's and its like, scripts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMES = (
    "Makefile", "makefile", "GNUmakefile", "justfile", "Taskfile.yml", ".gitlab-ci.yml", "azure-pipelines.yml", "Jenkinsfile",
    "bitbucket-pipelines.yml", "buildspec.yml", "cloudbuild.yaml", "cloudbuild.yml", "skaffold.yaml",
)  # fmt: skip
_FOLDERS = (".github/workflows", ".circleci", "ci", "scripts")
_ENDINGS = (".yml", ".yaml", ".sh")
_BESIDE = ("Makefile", "makefile", "GNUmakefile", "justfile")
_SCRIPT = ".sh"
_MOST_FILES = 60  # a folder


def ci_files(folder: Path) -> Iterator[Path]:
    """The files of a project's folder that may hold commands of its CI; those with a usual name need not be there."""
    yield from (folder / name for name in _NAMES)
    yield from _named(folder, (_SCRIPT,))
    for path in _FOLDERS:
        yield from _named(folder / path, _ENDINGS)


def scripts_in(folder: Path) -> Iterator[Path]:
    """The Makefiles and scripts of a folder below the project's; those with a usual name need not be there."""
    yield from (folder / name for name in _BESIDE)
    yield from _named(folder, (_SCRIPT,))


def _named(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(endings))
    except OSError:
        return
    yield from (folder / name for name in names[:_MOST_FILES])
