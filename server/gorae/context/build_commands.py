"""Commands that build Dockerfiles: in Makefiles, scripts of CI, workflows of GitHub, and what editors run."""

from __future__ import annotations

import os
import re
import shlex
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.caller_texts import read_text, yaml_of
from gorae.context.ci_files import ci_files
from gorae.context.editor_builds import editor_builds
from gorae.context.yaml_tree import YamlNode, entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BUILD = re.compile(
    r"\b(?:docker(?:[ \t]+buildx)?[ \t]+build|podman[ \t]+build|buildah[ \t]+(?:bud|build))\b([^\n;&|]*)"
)
_OTHERS = re.compile(r"cloud-builders/docker|^\s*artifacts:", re.MULTILINE)  # Cloud Build and Skaffold
_CONTINUED = re.compile(r"\\[ \t]*\r?\n[ \t]*")
_ACTION = "docker/build-push-action@"
# Options whose value is a word of its own, besides those that start with `--` and have `=`.
_WITH_VALUE = frozenset((
    "-f", "--file", "-t", "--tag", "--build-arg", "--target", "--platform", "--cache-from", "--cache-to", "--label",
    "-o", "--output", "--progress", "--secret", "--ssh", "--network", "--iidfile", "--build-context", "--builder",
    "--metadata-file", "--memory", "-m", "--add-host", "--annotation", "--attest", "--allow", "--cgroup-parent",
    "--shm-size", "--ulimit", "--isolation", "--layers", "--format", "--authfile", "--volume", "-v", "--ignorefile",
))  # fmt: skip
_MOST_STEPS = 20_000


class BuildCommand(NamedTuple):
    """A command that builds a Dockerfile from a folder."""

    file: Path  # where it stands
    context: Path
    dockerfile: Path | None  # None: whichever is built
    target: str = ""  # the stage; empty: the last one


def build_commands(top: Path) -> tuple[BuildCommand, ...]:
    """The commands of a repository whose Dockerfile and context are plain paths."""
    found: list[BuildCommand] = []
    for file in ci_files(top):
        text = read_text(file)
        if text is None or "build" not in text:
            continue
        folder = file.parent if file.name.lower() in ("makefile", "gnumakefile") else top
        for context, dockerfile, target in _commands(text, file.suffix in (".yml", ".yaml")):
            root = folder / context
            # The paths of `-f` are those of the folder that the command runs in, not of the context.
            built = folder / dockerfile if dockerfile else root / "Dockerfile"
            found.append(BuildCommand(file, Path(os.path.normpath(root)), Path(os.path.normpath(built)), target))
    return (*found, *_of_editors(top))


def _of_editors(top: Path) -> Iterator[BuildCommand]:
    for build in editor_builds(top):
        folder = top / build.folder
        rows = _commands(build.command, is_yaml=False) if build.command else ((build.context, build.dockerfile, ""),)
        for context, dockerfile, target in rows:
            if not _is_plain(context) or not _is_plain(dockerfile or ""):
                continue
            root = folder / context
            built = None
            if dockerfile is not None:
                built = Path(os.path.normpath(folder / dockerfile if dockerfile else root / "Dockerfile"))
            yield BuildCommand(build.file, Path(os.path.normpath(root)), built, target)


@lru_cache(maxsize=256)
def _commands(text: str, is_yaml: bool) -> tuple[tuple[str, str, str], ...]:
    """The context, the Dockerfile and the stage (empty: not named) of each build, as they are written."""
    found = [row for match in _BUILD.finditer(_CONTINUED.sub(" ", text)) if (row := _of_words(match[1])) is not None]
    if is_yaml and (_ACTION in text or _OTHERS.search(text)):
        found += [row for tree in yaml_of(text) for row in _of_tree(tree)]
    return tuple(dict.fromkeys(found))


def _of_words(line: str) -> tuple[str, str, str] | None:
    try:
        words = shlex.split(line.replace("\r", ""), comments=True)
    except ValueError:
        return None
    return _of_arguments(words)


def _of_arguments(words: Sequence[str]) -> tuple[str, str, str] | None:
    dockerfile, target, skip = "", "", False
    plain: list[str] = []
    for number, word in enumerate(words):
        behind = words[number + 1] if number + 1 < len(words) else ""
        if skip:
            skip = False
        elif word in ("-f", "--file") and behind:
            dockerfile, skip = behind, True
        elif word == "--target" and behind:
            target, skip = behind, True
        elif word.startswith("--file="):
            dockerfile = word.removeprefix("--file=")
        elif word.startswith("--target="):
            target = word.removeprefix("--target=")
        elif word in _WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            plain.append(word)
    if not plain or not all(_is_plain(one) for one in (plain[-1], dockerfile)):
        return None
    return plain[-1], dockerfile, target if _is_plain(target) else ""


def _is_plain(path: str) -> bool:
    return not any(mark in path for mark in ("$", "{", "`", "://", "*", "git@")) and path != "-"


def _of_tree(tree: YamlNode) -> list[tuple[str, str, str]]:
    """Builds that a tree of YAML names at any depth: GitHub's action, steps of Cloud Build, artifacts of Skaffold."""
    found = []
    waiting, steps = [tree], 0
    while waiting and steps < _MOST_STEPS:
        node = waiting.pop()
        steps += 1
        row = _of_node(node) if node.kind == "map" else None
        if row is not None and all(_is_plain(one) for one in row[:2]):
            found.append((row[0], row[1], row[2] if _is_plain(row[2]) else ""))
        waiting += [*node.items, *(value for _, value in node.pairs)]
    return found


def _of_node(node: YamlNode) -> tuple[str, str, str] | None:
    uses, args, docker = node.get("uses"), node.get("args"), node.get("docker")
    if uses is not None and uses.text.startswith(_ACTION):
        # Without a context it builds what git has.
        given = {key.text: value.text for key, value in entries(node.get("with"))}
        return given.get("context", "."), given.get("file", ""), given.get("target", "")
    if args is not None and args.items and args.items[0].text == "build" and node.get("name") is not None:
        return _of_arguments([item.text for item in args.items[1:]])
    if docker is not None and docker.kind == "map" and node.get("image") is not None:
        given = {key.text: value.text for key, value in entries(docker)}
        context = node.get("context")
        folder = context.text if context is not None else "."
        # Skaffold's path of the Dockerfile counts from the context (its reference, `docker.dockerfile`).
        dockerfile = os.path.join(folder, given["dockerfile"]) if "dockerfile" in given else ""
        return folder, dockerfile, given.get("target", "")
    return None
