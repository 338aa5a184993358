"""What `gorae context` shows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypedDict

from gorae.context.folder import read_context
from gorae.context.roots import context_root_for

_NO_LIMIT_FILES = 10_000_000


class ReportedFile(TypedDict):
    """A file that reaches the builder."""

    path: str
    bytes: int


class Report(TypedDict):
    """The files that reach the builder, how many are left out, and the sum of bytes."""

    files: list[ReportedFile]
    excluded: int
    bytes: int


def context_report(path: str) -> Report:
    """The build context of a folder, or of a Dockerfile.

    Raises IgnoreError for a malformed ignore file, FileNotFoundError and other OSError for a path that is not there.
    """
    here = Path(path)
    if os.path.isdir(here):
        root, dockerfile = here, _default_dockerfile(here)
    else:
        here.stat()
        root, dockerfile = context_root_for(here), here
    context = read_context(root, dockerfile, most_files=_NO_LIMIT_FILES, count_excluded=True)
    if context.ignore_error is not None:
        raise context.ignore_error
    files: list[ReportedFile] = [{"path": name, "bytes": size} for name, size in context.files.items()]
    return {"files": files, "excluded": context.excluded, "bytes": sum(context.files.values())}


def _default_dockerfile(folder: Path) -> Path | None:
    """The Dockerfile that `docker build` takes in a folder: its `Dockerfile.dockerignore` counts."""
    return folder / "Dockerfile" if os.path.isfile(folder / "Dockerfile") else None
