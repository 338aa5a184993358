"""The Dockerfiles below a folder: by their names, without what git ignores."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pathspec

_DOCKERFILE = re.compile(r"(?:dockerfile|containerfile)(?:\.[^/]+)?|[^/]+\.(?:dockerfile|containerfile)", re.IGNORECASE)
_NOT_DOCKERFILE = re.compile(
    r"\.(?:dockerignore|md|txt|orig|rej|bak|swp|j2|jinja2?|njk|ncl|cue|jsonnet|erb|tmpl|tpl|template|gotmpl|mustache|py|sh|json|ya?ml)$",
    re.IGNORECASE,
)
_PRUNED = frozenset((".git", "node_modules", ".venv", "__pycache__", ".tox"))
_GIT_LIMIT_S = 30


def is_dockerfile(name: str) -> bool:
    """Whether a file of that name is a Dockerfile."""
    return _DOCKERFILE.fullmatch(name) is not None and _NOT_DOCKERFILE.search(name) is None


def dockerfiles_below(folder: Path) -> list[str]:
    """Their paths, sorted, each beginning with the folder's own."""
    names = _from_git(folder)
    if names is None:
        names = list(_walk(folder))
    return sorted(
        str(folder / name) for name in names if is_dockerfile(name.rsplit("/", 1)[-1]) and (folder / name).is_file()
    )


def _from_git(folder: Path) -> list[str] | None:
    """Tracked and untracked files that git does not ignore; None outside of a repository or without git."""
    command = [
        "git",
        "-C",
        str(folder),
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--deduplicate",
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_GIT_LIMIT_S, check=False)  # noqa: S603  # fixed words
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    return [name.decode("utf-8", "surrogateescape") for name in done.stdout.split(b"\0") if name]


def _walk(folder: Path) -> Iterator[str]:
    import os

    import pathspec

    rules: dict[str, pathspec.GitIgnoreSpec] = {}
    for base, folders, names in os.walk(folder):
        relative = Path(base).relative_to(folder)
        if ".gitignore" in names:
            try:
                lines = (Path(base) / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
                rules[str(relative)] = pathspec.GitIgnoreSpec.from_lines(lines)
            except (OSError, ValueError):
                pass
        folders[:] = [
            name for name in folders if name not in _PRUNED and not _ignored(relative / name, rules, is_folder=True)
        ]
        for name in names:
            if is_dockerfile(name) and not _ignored(relative / name, rules, is_folder=False):
                yield (relative / name).as_posix()


def _ignored(path: Path, rules: dict[str, pathspec.GitIgnoreSpec], *, is_folder: bool) -> bool:
    # Only the folders above have a say: asking every .gitignore of a big tree for each file takes minutes.
    for base in path.parents:
        spec = rules.get(str(base))
        if spec is not None:
            inner = path.relative_to(base).as_posix()
            if spec.match_file(inner + "/" if is_folder else inner):
                return True
    return False
