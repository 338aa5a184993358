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
_MOST_FILES = 60  # a folder


def ci_files(folder: Path) -> Iterator[Path]:
    """The files of a project's folder that may hold commands of its CI; those with a usual name need not be there."""
    yield from (folder / name for name in _NAMES)
    for path in _FOLDERS:
        try:
            names = sorted(os.listdir(folder / path))[:_MOST_FILES]
        except OSError:
            continue
        yield from (folder / path / name for name in names if name.endswith(_ENDINGS))
