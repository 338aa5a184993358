"""Commands that build Dockerfiles: in Makefiles, scripts of CI, workflows of GitHub, and what editors run."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.build_lines import (
    SCRIPT,
    TOP,
    Written,
    builds_in,
    checked,
    of_arguments,
    pattern_of,
    with_places,
)
from gorae.context.caller_texts import read_text, yaml_of
from gorae.context.ci_files import ci_files, scripts_in
from gorae.context.editor_builds import editor_builds
from gorae.context.yaml_tree import YamlNode, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

# GitHub's action, Cloud Build, Skaffold, Azure's task.
_IN_TREE = re.compile(r"docker/build-push-action@|cloud-builders/docker|^\s*artifacts:|\bDocker@\d", re.MULTILINE)
_ACTION, _TASK = "docker/build-push-action@", "Docker@"
_WORKING_DIRECTORY = "working-directory"
_MAKEFILES = ("makefile", "gnumakefile", "justfile")
_MOST_STEPS = 20_000


class BuildCommand(NamedTuple):
    """A command that builds a Dockerfile from a folder."""

    file: Path  # where it stands
    context: Path
    dockerfile: Path | None  # None: whichever is built, or what `pattern` matches
    target: str = ""  # the stage; empty: the last one
    pattern: re.Pattern[str] | None = None  # of the Dockerfile's whole path, where a variable stands in it

    def builds(self, dockerfile: str) -> bool:
        """Whether it builds the Dockerfile of that absolute path."""
        if self.pattern is not None:
            return self.pattern.fullmatch(dockerfile) is not None
        return self.dockerfile is None or str(self.dockerfile) == dockerfile


def build_commands(top: Path) -> tuple[BuildCommand, ...]:
    """The commands of a repository whose context is a plain path, those that name their Dockerfile first."""
    found = [one for file in ci_files(top) for one in _of_file(file, top)]
    return (*sorted(found, key=lambda one: one.pattern is not None), *_of_editors(top))


def commands_beside(folder: Path, top: Path) -> tuple[BuildCommand, ...]:
    """The commands of Makefiles and scripts in a folder below the repository's, which run there."""
    return tuple(one for file in scripts_in(folder) for one in _of_file(file, top))


def _of_file(file: Path, top: Path) -> Iterator[BuildCommand]:
    text = read_text(file)
    if text is None or ("build" not in text and "executor" not in text):
        return
    kind = _kind(file)
    beside = file.parent if kind == "make" or file.parent.name not in ("scripts", "ci") else top
    start = beside if kind != "yaml" else top
    for written in _commands(text, kind):
        folder = _resolved(written.folder, start, file.parent, top)
        root = _resolved(written.context, folder, file.parent, top)
        # The paths of `-f` are those of the folder that the command runs in, not of the context.
        below = root if written.is_of_context or not written.dockerfile else folder
        built = _resolved(written.dockerfile or "Dockerfile", below, file.parent, top)
        if "$" not in written.dockerfile:
            yield BuildCommand(file, root, built, written.target)
        elif (pattern := pattern_of(built.as_posix())) is not None:
            yield BuildCommand(file, root, None, written.target, pattern)


def _resolved(path: str, folder: Path, script: Path, top: Path) -> Path:
    for mark, start in ((TOP, top), (SCRIPT, script)):
        if path.startswith(mark):
            return Path(os.path.normpath(start / path.removeprefix(mark).lstrip("/")))
    return Path(os.path.normpath(folder / path))


def _kind(file: Path) -> str:
    if file.suffix in (".yml", ".yaml"):
        return "yaml"
    return "make" if file.name.lower() in _MAKEFILES else "shell"


def _of_editors(top: Path) -> Iterator[BuildCommand]:
    for build in editor_builds(top):
        folder = top / build.folder
        rows = _commands(build.command, "shell") if build.command else (Written(build.context, build.dockerfile or ""),)
        for row in rows:
            if checked(row) is None or "$" in row.dockerfile:
                continue
            there = folder / row.folder
            root = Path(os.path.normpath(there / row.context))
            built = None
            if build.command or build.dockerfile is not None:
                built = Path(os.path.normpath(there / row.dockerfile if row.dockerfile else root / "Dockerfile"))
            yield BuildCommand(build.file, root, built, row.target)


@lru_cache(maxsize=256)
def _commands(text: str, kind: str) -> tuple[Written, ...]:
    """The builds of a file, as they are written."""
    told = with_places(text, is_script=kind == "shell")
    trees = yaml_of(told) if kind == "yaml" and (_WORKING_DIRECTORY in told or _IN_TREE.search(told)) else ()
    if _WORKING_DIRECTORY in told and trees:
        found = [row for tree in trees for row in _of_workflow(tree)]
    else:
        found = list(builds_in(told, kind))
    if _IN_TREE.search(told):
        found += [row for tree in trees for row in _of_tree(tree)]
    return tuple(dict.fromkeys(found))


def _of_workflow(tree: YamlNode) -> Iterator[Written]:
    """The builds of a workflow whose steps say which folder they run in."""
    usual = _text(tree.get("defaults", "run", _WORKING_DIRECTORY))
    for _, job in entries(tree.get("jobs")):
        of_job = _text(job.get("defaults", "run", _WORKING_DIRECTORY)) or usual
        steps = job.get("steps")
        for step in steps.items if steps is not None else ():
            folder = _text(step.get(_WORKING_DIRECTORY)) or of_job
            if "$" not in folder:
                yield from builds_in(_text(step.get("run")), "shell", folder)


def _text(node: YamlNode | None) -> str:
    return node.text if node is not None and node.kind == "scalar" else ""


def _of_tree(tree: YamlNode) -> list[Written]:
    """Builds that a tree of YAML names at any depth: actions, tasks, steps of Cloud Build, artifacts of Skaffold."""
    found = []
    waiting, steps = [tree], 0
    while waiting and steps < _MOST_STEPS:
        node = waiting.pop()
        steps += 1
        row = _of_node(node) if node.kind == "map" else None
        row = checked(row) if row is not None else None
        if row is not None:
            found.append(row)
        waiting += [*node.items, *(value for _, value in node.pairs)]
    return found


def _of_node(node: YamlNode) -> Written | None:
    uses, args, docker, task = node.get("uses"), node.get("args"), node.get("docker"), node.get("task")
    if uses is not None and uses.text.startswith(_ACTION):
        # Without a context it builds what git has.
        given = {key.text: value.text for key, value in entries(node.get("with"))}
        return Written(given.get("context", "."), given.get("file", ""), given.get("target", ""))
    if task is not None and task.text.startswith(_TASK):
        # Docker@2: a Dockerfile by a pattern, and its own folder where no context is said.
        given = {key.text.lower(): value.text for key, value in entries(node.get("inputs"))}
        dockerfile = given.get("dockerfile", "**/Dockerfile").replace("**/", "$DIRECTORIES/")
        return Written(given["buildcontext"], dockerfile) if "buildcontext" in given else None
    if args is not None and args.items and args.items[0].text == "build" and node.get("name") is not None:
        return of_arguments([item.text for item in args.items[1:]])
    if docker is not None and docker.kind == "map" and node.get("image") is not None:
        given = {key.text: value.text for key, value in entries(docker)}
        # Skaffold's path of the Dockerfile counts from the context (its reference, `docker.dockerfile`).
        return Written(
            _text(node.get("context")) or ".", given.get("dockerfile", ""), given.get("target", ""), is_of_context=True
        )
    return None
