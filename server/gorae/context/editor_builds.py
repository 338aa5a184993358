"""Builds that an editor's files name: VS Code's tasks and settings, dev containers, scripts of package.json.

Sources: VS Code's Container Tools (`docker-build` tasks, `dockerBuild.context` and `.dockerfile`; the setting
`imageBuildContextPath`), containers.dev (`build.context` and `.dockerfile`, relative to devcontainer.json).
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.context.reading import read_small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_BYTES = 500_000
# Strings are kept, comments and commas before a closing bracket go.
_JSONC = re.compile(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*(?:.*?\*/|.*)|,(?=\s*[}\]])', re.DOTALL)
_FOLDER = re.compile(r"\$\{workspace(?:Folder|Root)(?::[^}$]*)?\}[/\\]?")
_CONTEXT_SETTINGS = ("containers.imageBuildContextPath", "docker.imageBuildContextPath")
_DEV_CONTAINERS = (".devcontainer/devcontainer.json", ".devcontainer.json")


class EditorBuild(NamedTuple):
    """What a file says of a build: a command line, or paths. `dockerfile` is None where all are meant."""

    file: Path
    command: str = ""
    folder: str = ""  # that the command and the paths are relative to, below the top
    context: str = ""
    dockerfile: str | None = ""


def editor_builds(top: Path) -> Iterator[EditorBuild]:
    """The builds that files of an editor below `top` name, those that mean every Dockerfile last."""
    yield from _of_tasks(top / ".vscode" / "tasks.json")
    yield from _of_scripts(top / "package.json")
    for name in _DEV_CONTAINERS:
        yield from _of_dev_container(top / name, name.rpartition("/")[0])
    yield from _of_settings(top / ".vscode" / "settings.json")


def _read(file: Path) -> dict[str, Any]:
    """The object of a JSON file with comments; empty where there is none."""
    text = read_small(file, _MOST_BYTES)
    if text is None:
        return {}
    try:
        found = json.loads(_JSONC.sub(lambda match: match[1] or "", text.removeprefix("\ufeff")))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _of_tasks(file: Path) -> Iterator[EditorBuild]:
    tasks = _read(file).get("tasks")
    for task in tasks if isinstance(tasks, list) else []:
        if not isinstance(task, dict):
            continue
        build = task.get("dockerBuild")
        if task.get("type") == "docker-build" and isinstance(build, dict):
            dockerfile = _path(build.get("dockerfile")) or "Dockerfile"
            context = _path(build.get("context")) or os.path.dirname(dockerfile) or "."
            yield EditorBuild(file, context=context, dockerfile=dockerfile)
            continue
        options = task.get("options")
        folder = _path(options.get("cwd")) if isinstance(options, dict) else ""
        words = task.get("args")
        given = [word for word in words if isinstance(word, str)] if isinstance(words, list) else []
        if isinstance(task.get("command"), str):
            line = " ".join((task["command"], *(f'"{word}"' if " " in word else word for word in given)))
            yield EditorBuild(file, command=_path(line), folder=folder)


def _of_scripts(file: Path) -> Iterator[EditorBuild]:
    scripts = _read(file).get("scripts")
    for line in scripts.values() if isinstance(scripts, dict) else ():
        if isinstance(line, str) and "build" in line:
            yield EditorBuild(file, command=line)


def _of_dev_container(file: Path, folder: str) -> Iterator[EditorBuild]:
    settings = _read(file)
    build = settings.get("build")
    told = build if isinstance(build, dict) else settings
    dockerfile = _path(told.get("dockerfile")) or _path(settings.get("dockerFile"))
    if dockerfile:
        context = _path(told.get("context")) or os.path.dirname(dockerfile) or "."
        yield EditorBuild(file, folder=folder, context=context, dockerfile=dockerfile)


def _of_settings(file: Path) -> Iterator[EditorBuild]:
    settings = _read(file)
    for name in _CONTEXT_SETTINGS:
        context = _path(settings.get(name))
        if context:
            yield EditorBuild(file, context=context, dockerfile=None)


def _path(value: object) -> str:
    """A path below the top, or a command line, with the folder's variable replaced; empty for what is no string."""
    return _FOLDER.sub("./", value) if isinstance(value, str) else ""
