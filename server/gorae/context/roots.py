"""Which folder is a Dockerfile's build context, and which compose and bake files name it."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.context import caller_names
from gorae.context.build_commands import BuildCommand, build_commands, commands_beside
from gorae.context.patterns import clean, has_wildcards
from gorae.context.reading import read_regular
from gorae.context.recorded import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.context.callers import Caller
    from gorae.context.walk import Walks

_MOST_LEVELS = 6  # a Dockerfile stands seldom more than three folders below its context
_COPY = re.compile(r"^[ \t]*(?:COPY|ADD)[ \t]+((?:--[^ \t\n]+[ \t]+)*)([^\n<\\]+)$", re.MULTILINE | re.IGNORECASE)
_CONTINUED = re.compile(r"\\[ \t]*\r?\n[ \t]*")
_MOUNT = re.compile(r"--mount=([^ \t\n]+)")


class Root(NamedTuple):
    """The folder that a Dockerfile is built in, and who says so.

    `origin` is `caller` (a compose or bake file), `command` (a Makefile, CI, an editor's task), `sources` (what COPY names is there: a
    guess), or `own` (nothing says anything: its own folder).
    """

    path: Path
    origin: Literal["caller", "command", "sources", "own"]
    file: Path | None = None  # the file that says so


@dataclass
class Shared:
    """What several Dockerfiles of one look share, so that each folder is read once."""

    walks: Walks = field(default_factory=Remembered)
    callers: dict[Path, tuple[Caller, ...]] = field(default_factory=Remembered)
    commands: dict[Path, tuple[BuildCommand, ...]] = field(default_factory=Remembered)

    def forget(self) -> None:
        """Forgets all: everything is read again."""
        self.walks.clear()
        self.callers.clear()
        self.commands.clear()


def context_root_for(dockerfile: Path, workspace: Path | None = None, *, text: str | None = None) -> Path:
    """The folder that the Dockerfile is built in; see `find_root`."""
    return find_root(dockerfile, workspace, text=text).path


def find_root(
    dockerfile: Path,
    workspace: Path | None = None,
    *,
    text: str | None = None,
    unsaved: Mapping[Path, str] | None = None,
    shared: Shared | None = None,
) -> Root:
    """The folder that the Dockerfile is built in.

    The compose or bake file nearest above that names it decides, else a `docker build` of a Makefile or of CI, or what an
    editor's tasks and settings say. Else it is
    the Dockerfile's own folder, unless what its COPY and ADD name is found only in a folder above: then that one. No
    folder above `workspace` (None: the git repository, else the current folder) is looked at. `text` is the Dockerfile's
    text where it is not the saved one.
    """
    absolute = os.path.abspath(dockerfile)  # resolve() would follow links
    own = Path(absolute).parent
    folders = _folders(own, workspace)
    for caller in callers_of(dockerfile, workspace, unsaved, shared):
        if os.path.isdir(caller.context) and _within(caller.context, folders[-1]):
            return Root(Path(os.path.normpath(caller.context)), "caller", caller.file)
    sources = _sources(text if text is not None else _read(dockerfile))
    for command in _commands_for(folders, shared):
        if (
            not command.builds(absolute)
            or not os.path.isdir(command.context)
            or not _within(command.context, folders[-1])
        ):
            continue
        # A variable in the Dockerfile's path may stand for others: what is copied must not speak against it.
        if command.pattern is None or _there(sources, command.context) >= _there(sources, own):
            return Root(command.context, "command", command.file)
    if not sources:
        return Root(own, "own")
    counts = [_there(sources, folder) for folder in folders]
    best = max(counts)
    return Root(folders[counts.index(best)], "sources") if best > counts[0] else Root(own, "own")


def _there(sources: list[str], folder: Path) -> int:
    return sum(1 for source in sources if os.path.lexists(folder / source))


def _commands_for(folders: list[Path], shared: Shared | None) -> Iterator[BuildCommand]:
    """The commands that may build a Dockerfile in the first of these folders; the last is the repository's."""
    for folder in folders[:-1]:
        yield from _commands_of(folder, folders[-1], shared)
    yield from _commands_of(folders[-1], folders[-1], shared)


def _commands_of(folder: Path, top: Path, shared: Shared | None) -> tuple[BuildCommand, ...]:
    known = shared.commands.get(folder) if shared is not None else None
    if known is None:
        known = build_commands(top) if folder == top else commands_beside(folder, top)
        if shared is not None:
            shared.commands[folder] = known
    return known


def targets_of(dockerfile: Path, workspace: Path | None = None, shared: Shared | None = None) -> tuple[str, ...]:
    """The stages that commands of Makefiles, of CI and of editors build the Dockerfile to, each once."""
    absolute = os.path.abspath(dockerfile)
    commands = _commands_for(_folders(Path(absolute).parent, workspace), shared)
    return tuple(
        dict.fromkeys(one.target for one in commands if one.target and one.dockerfile and one.builds(absolute))
    )


def callers_of(
    dockerfile: Path,
    workspace: Path | None = None,
    unsaved: Mapping[Path, str] | None = None,
    shared: Shared | None = None,
) -> tuple[Caller, ...]:
    """The services and targets that build it, nearest first, of compose and bake files above, within `workspace`."""
    absolute = os.path.abspath(dockerfile)  # as above
    found: list[Caller] = []
    for folder in _folders(Path(absolute).parent, workspace):
        known = shared.callers.get(folder) if shared is not None else None
        if known is None:
            known = tuple(_callers_in(folder, unsaved))
            if shared is not None:
                shared.callers[folder] = known
        found += [caller for caller in known if os.path.normpath(caller.dockerfile) == absolute]
    return tuple(found)


def folders_above(dockerfile: Path, workspace: Path | None = None) -> tuple[Path, ...]:
    """The Dockerfile's folder and those above it, within `workspace`, that bake and compose files may stand in."""
    return tuple(_folders(Path(os.path.abspath(dockerfile)).parent, workspace))  # as above


def _callers_in(folder: Path, unsaved: Mapping[Path, str] | None) -> Iterator[Caller]:
    for group in caller_files(folder):
        if caller_names.COMPOSE.fullmatch(group[0].name):
            from gorae.context.compose import compose_callers

            yield from compose_callers(group[0], unsaved)
        else:
            from gorae.context import bake

            yield from bake.callers_in(bake.read_group(group, unsaved), folder)


def caller_files(folder: Path) -> Iterator[tuple[Path, ...]]:
    """The compose and bake files of a folder, those together that are read together."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    has_base = any(name in caller_names.COMPOSE_BASES for name in names)
    for name in names:
        if caller_names.COMPOSE.fullmatch(name) and not (has_base and name in caller_names.COMPOSE_OVERRIDES):
            yield (folder / name,)
    together = tuple(folder / name for name in caller_names.BAKE_DEFAULTS if name in names)
    if together:
        yield together
    yield from (
        (folder / name,)
        for name in names
        if caller_names.BAKE.fullmatch(name) and name not in caller_names.BAKE_DEFAULTS
    )


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
    found: list[str] = []
    text = _CONTINUED.sub(" ", text)
    for flags, rest in _COPY.findall(text):
        if "--from" not in flags:
            found += _json_words(rest) if rest.startswith("[") else rest.split()[:-1]
    for options in _MOUNT.findall(text):
        given = dict(option.partition("=")[::2] for option in options.split(","))
        if given.get("type") == "bind" and "from" not in given:
            found.append(given.get("source") or given.get("src") or "")
    sources = (clean("/" + word)[1:] for word in found)
    return [
        source
        for source in dict.fromkeys(sources)
        if source and not has_wildcards(source) and "$" not in source and "://" not in source and "@" not in source
    ]


def _json_words(text: str) -> list[str]:
    try:
        words = json.loads(text)
    except ValueError:
        return []
    return [word for word in words[:-1] if isinstance(word, str)] if isinstance(words, list) else []
