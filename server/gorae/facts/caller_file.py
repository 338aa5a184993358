"""A compose or bake file and what it asks to be built: each request with its Dockerfile, understood with its arguments."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.context import bake, caller_names, compose, read_context
from gorae.context.caller_texts import read_text
from gorae.context.gitignore import GitIgnore
from gorae.stages import build as understand
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.context import BuildContext
    from gorae.context.callers import Caller, Word
    from gorae.context.compose import Service
    from gorae.stages import Build, Stage

_NONE: Mapping[Path, str] = {}


@dataclass(frozen=True, eq=False)
class Request:
    """A build that a service or target asks for."""

    caller: Caller
    service: Service | None  # of compose
    unsaved: Mapping[Path, str] = field(repr=False, default_factory=dict)

    @cached_property
    def text(self) -> str | None:
        """The Dockerfile's text; None where it cannot be read."""
        return read_text(Path(os.path.normpath(self.caller.dockerfile)), self.unsaved) if self.is_local else None

    @property
    def is_local(self) -> bool:
        """Whether its Dockerfile is a file whose path is known."""
        return self.caller.is_known and not self.caller.inline

    @cached_property
    def build(self) -> Build | None:
        """The Dockerfile with the arguments that are given; None where it cannot be read."""
        return _build(self.text, self.caller.arguments) if self.text is not None else None

    @cached_property
    def stage(self) -> Stage | None:
        """The stage that is built: the target, else the last; None where there is no such stage."""
        word = self.caller.target_word
        if self.build is None or (word is not None and not word.known):
            return None
        return self.build.last if word is None else self.build.stage(word.value)

    @cached_property
    def context(self) -> BuildContext | None:
        """The files that are sent; None where the folder is not there."""
        root = Path(os.path.normpath(self.caller.context))
        return read_context(root, Path(os.path.normpath(self.caller.dockerfile))) if root.is_dir() else None


@lru_cache(maxsize=64)
def _build(text: str, arguments: tuple[tuple[str, str], ...]) -> Build:
    return understand(parse(text), dict(arguments))


def needed_for(build: Build, stage: Stage) -> tuple[Stage, ...]:
    """The stages that a build of one stage runs through, that one included."""
    wanted: set[int] = set()
    waiting = [stage]
    while waiting:
        one = waiting.pop()
        if one.index not in wanted:
            wanted.add(one.index)
            waiting += [*one.chain, *(build.stages[index] for index in one.copies_from)]
    return tuple(one for one in build.stages if one.index in wanted)


@dataclass(frozen=True, eq=False)
class CallerFile:
    """A compose or bake file that is looked at."""

    path: Path
    text: str
    requests: tuple[Request, ...]
    services: Mapping[str, Service]  # of compose, those that build nothing too
    secrets: Mapping[str, tuple[Word, Path]]  # compose's secrets that are files
    unsaved: Mapping[Path, str] = field(repr=False, default_factory=dict)  # texts of other files that an editor holds

    def has(self, word: Word | None) -> bool:
        """Whether a word stands in this file: what is extended or included stands in others."""
        return word is not None and word.file == self.path

    def is_there_from_top(self, caller: Caller) -> bool:
        """Whether the Dockerfile is there if paths count from the repository's folder, as with `--project-directory .`."""
        written = caller.context_word.value if caller.context_word is not None else "."
        # `${PWD}` is written out as the file's own folder.
        context = (
            self.top / os.path.relpath(written, self.path.parent) if os.path.isabs(written) else self.top / written
        )
        name = caller.dockerfile_word.value if caller.dockerfile_word is not None else "Dockerfile"
        return os.path.lexists(context / name)

    def is_made_later(self, folder: Path) -> bool:
        """Whether git ignores a folder, or one above it: a tool makes it (`vendor/`, `node_modules/`), no checkout has it."""
        rules = GitIgnore(self.top, is_repository=(self.top / ".git").exists())
        rules.enter("")
        parts = folder.relative_to(self.top).parts
        return any(rules.ignores("/".join(parts[:end]), is_folder=True) for end in range(1, len(parts) + 1))

    @cached_property
    def top(self) -> Path:
        """The repository's folder, else the file's own."""
        folders = (self.path.parent, *self.path.parent.parents)
        return next((one for one in folders if (one / ".git").exists()), self.path.parent)


def kind_of_caller(name: str) -> str | None:
    """`compose` or `bake` for a file of that name; None for others."""
    if caller_names.COMPOSE.fullmatch(name):
        return "compose"
    return "bake" if caller_names.BAKE.fullmatch(name) else None


def read_caller_file(path: Path, text: str, unsaved: Mapping[Path, str] = _NONE) -> CallerFile:
    """What the compose or bake file of that path and text asks for. `unsaved` are texts of other files, by path."""
    path = Path(os.path.abspath(path))  # resolve() would follow links
    texts = {**unsaved, path: text}
    if kind_of_caller(path.name) == "compose":
        project = compose.read_project(path, texts)
        requests = tuple(
            Request(service.caller, service, texts)
            for service in project.services.values()
            if service.caller is not None
        )
        return CallerFile(path, text, requests, project.services, project.secrets, unsaved)
    names = caller_names.BAKE_DEFAULTS if path.name in caller_names.BAKE_DEFAULTS else (path.name,)
    group = [path.parent / name for name in names if path.name == name or (path.parent / name).is_file()]
    read = bake.read_group(group, texts)
    targets = (target for target in read.expanded().values() if target.block not in read.services)
    callers = (bake.caller_of(target, path.parent) for target in targets)
    return CallerFile(
        path, text, tuple(Request(one, None, texts) for one in callers if one is not None), {}, {}, unsaved
    )
