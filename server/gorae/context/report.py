"""What `gorae context` shows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypedDict

from gorae.context.folder import read_context
from gorae.context.roots import context_root_for

MOST_FILES = 1_000_000  # some ten seconds; whoever sends more than that sends a whole disk


class ReportedFile(TypedDict):
    """A file that reaches the builder."""

    path: str
    bytes: int


class _Counted(TypedDict):
    files: list[ReportedFile]
    excluded: int
    bytes: int


class Report(_Counted, total=False):
    """The files that reach the builder, how many are left out, and the sum of bytes."""

    truncated: bool  # only there where it is true: there are more than MOST_FILES files and folders


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
    context = read_context(root, dockerfile, most_files=MOST_FILES, count_excluded=True)
    if context.ignore_error is not None:
        raise context.ignore_error
    files: list[ReportedFile] = [{"path": name, "bytes": size} for name, size in context.files.items()]
    report: Report = {"files": files, "excluded": context.excluded, "bytes": sum(context.files.values())}
    return {**report, "truncated": True} if context.truncated else report


def _default_dockerfile(folder: Path) -> Path | None:
    """The Dockerfile that `docker build` takes in a folder: its `Dockerfile.dockerignore` counts."""
    return folder / "Dockerfile" if os.path.isfile(folder / "Dockerfile") else None
