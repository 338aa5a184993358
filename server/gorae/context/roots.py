"""Which folder is a Dockerfile's build context, and which compose and bake files name it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.context import bake, compose
from gorae.context.patterns import clean, has_wildcards
from gorae.context.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.context.callers import Caller

_MOST_LEVELS = 6  # a Dockerfile stands seldom more than three folders below its context
_COPY = re.compile(r"^[ \t]*(?:COPY|ADD)[ \t]+((?:--[^ \t\n]+[ \t]+)*)([^\n\[<\\]+)$", re.MULTILINE | re.IGNORECASE)


def context_root_for(dockerfile: Path, workspace: Path | None = None, *, text: str | None = None) -> Path:
    """The folder that the Dockerfile is built in.

    The compose or bake file nearest above that names it decides. Else it is the Dockerfile's own folder, unless what
    its COPY and ADD name is found only in a folder above: then that one. No folder above `workspace` (None: the git
    repository, else the current folder) is looked at. `text` is the Dockerfile's text where it
    is not the saved one.
    """
    own = Path(os.path.abspath(dockerfile)).parent  # resolve() would follow links
    folders = _folders(own, workspace)
    for caller in callers_of(dockerfile, workspace):
        if os.path.isdir(caller.context) and _within(caller.context, folders[-1]):
            return Path(os.path.normpath(caller.context))
    sources = _sources(text if text is not None else _read(dockerfile))
    if not sources:
        return own
    counts = [sum(1 for source in sources if os.path.lexists(folder / source)) for folder in folders]
    best = max(counts)
    return folders[counts.index(best)] if best > counts[0] else own


def callers_of(
    dockerfile: Path, workspace: Path | None = None, unsaved: Mapping[Path, str] | None = None
) -> tuple[Caller, ...]:
    """The services and targets that build it, nearest first, of compose and bake files above, within `workspace`."""
    absolute = os.path.abspath(dockerfile)  # resolve() would follow links
    folders = _folders(Path(absolute).parent, workspace)
    callers = (caller for folder in folders for caller in _callers_in(folder, unsaved))
    return tuple(caller for caller in callers if os.path.normpath(caller.dockerfile) == absolute)


def folders_above(dockerfile: Path, workspace: Path | None = None) -> tuple[Path, ...]:
    """The Dockerfile's folder and those above it, within `workspace`, that bake and compose files may stand in."""
    return tuple(_folders(Path(os.path.abspath(dockerfile)).parent, workspace))  # as above


def _callers_in(folder: Path, unsaved: Mapping[Path, str] | None) -> Iterator[Caller]:
    for group in caller_files(folder):
        if compose.NAMES.fullmatch(group[0].name):
            yield from compose.compose_callers(group[0], unsaved)
        else:
            yield from bake.callers_in(bake.read_bake(bake.read_files(group, unsaved)), folder)


def caller_files(folder: Path) -> Iterator[tuple[Path, ...]]:
    """The compose and bake files of a folder, those together that are read together."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    has_base = any(name in compose.BASES for name in names)
    for name in names:
        if compose.NAMES.fullmatch(name) and not (has_base and name in compose.OVERRIDES):
            yield (folder / name,)
    together = tuple(folder / name for name in bake.DEFAULTS if name in names)
    if together:
        yield together
    yield from ((folder / name,) for name in names if bake.NAMES.fullmatch(name) and name not in bake.DEFAULTS)


def _folders(own: Path, workspace: Path | None) -> list[Path]:
    """The Dockerfile's folder and those above it, up to the workspace's or the git repository's."""
    top = Path(os.path.abspath(workspace)) if workspace is not None else _repository(own) or Path.cwd()  # as above
    if not own.is_relative_to(top) or top == top.parent:
        return [own]
    folders = [own]
    while folders[-1] != top and len(folders) <= _MOST_LEVELS:
        folders.append(folders[-1].parent)
    return folders


def _repository(folder: Path) -> Path | None:
    return next((one for one in (folder, *folder.parents) if os.path.exists(one / ".git")), None)


def _within(folder: Path, top: Path) -> bool:
    return Path(os.path.abspath(folder)).is_relative_to(top)  # as above


def _read(path: Path) -> str:
    try:
        return read_regular(path, 1_000_000, whole=False).decode("utf-8", "replace")
    except OSError:
        return ""


def _sources(text: str) -> list[str]:
    """What COPY and ADD lines name that can be looked up as it is. A rough reading: it only chooses a folder."""
    found = []
    for flags, rest in _COPY.findall(text):
        if "--from" in flags:
            continue
        for word in rest.split()[:-1]:
            source = clean("/" + word)[1:]
            if source and not has_wildcards(source) and "$" not in source and "://" not in source and "@" not in source:
                found.append(source)
    return list(dict.fromkeys(found))
