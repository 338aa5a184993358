"""The build context: the files below its root that reach the builder."""

from __future__ import annotations

import os
import posixpath
from bisect import bisect_left
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.context.ignorefile import (
    NAME,
    IgnoreError,
    ignore_paths,
    is_containerfile_name,
    is_there,
    parse_ignore,
    read_ignore_text,
)
from gorae.context.patterns import clean, glob_expression, has_wildcards
from gorae.context.reading import read_regular
from gorae.context.walk import MOST_FILES, entries, walk

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from gorae.context.callers import Caller
    from gorae.context.ignorefile import IgnoreFile
    from gorae.context.roots import Root
    from gorae.context.walk import Walks

_MOST_WALKS = 8  # that are remembered: Dockerfiles that share a folder come one after another
_MOST_ABOVE = 4
_MOST_READ_BYTES = 1_000_000


class File(NamedTuple):
    """A file of the context: its path below the root, with `/`, and its size."""

    path: str
    bytes: int


@dataclass(frozen=True, eq=False)
class BuildContext:
    """A folder as the builder sees it: after `.dockerignore`. Paths are relative to `root`, with `/`."""

    root: Path
    dockerfile: str | None  # None where it stands outside of the root or is not known
    ignore: IgnoreFile | None
    files: Mapping[str, int]  # path to bytes, sorted by path; links to elsewhere count as files
    folders: frozenset[str]
    excluded: int  # files left out; those in folders that were not entered count where the walk was told to count
    truncated: bool  # there are more files than were walked
    ignore_path: str = NAME  # where the ignore file stands, or would stand; below the root, or `../…`
    ignore_error: IgnoreError | None = None  # `ignore` is None then, and nothing counts as ignored
    changed: Mapping[str, str] = field(default_factory=dict)  # texts that are taken for saved, by path
    callers: tuple[Caller, ...] = ()  # compose services and bake targets that build the Dockerfile, nearest first
    targets: tuple[str, ...] = ()  # stages that commands of Makefiles and CI build the Dockerfile to
    above: tuple[Path, ...] = ()  # the Dockerfile's folder and those above it that bake and compose files may stand in
    derived: dict[Hashable, Any] = field(default_factory=dict, repr=False)  # what was read of other files
    # What was worked out of these files, for all Dockerfiles that share the walk.
    of_walk: dict[str, Any] = field(default_factory=dict, repr=False)
    origin: Root | None = None  # who says that it is the root
    unsaved: Mapping[Path, str] = field(default_factory=dict)  # texts of an editor, by path, of files around
    stamp: int = 0  # another one where something changed in the folders that were walked, or in those above
    _names: tuple[str, ...] = ()

    @property
    def services(self) -> tuple[Caller, ...]:
        """The compose services that build the Dockerfile, nearest first."""
        return tuple(caller for caller in self.callers if caller.kind == "compose")

    def is_as(self, before: BuildContext | None) -> bool:
        """Whether what was known before of the same Dockerfile is all still so: nothing has changed on the disk since."""
        return before is not None and all(getattr(self, name) == getattr(before, name) for name in _SAID)

    def exists(self, path: str) -> bool:
        """Whether a file or folder of that path reaches the builder; the root is `` or `.`."""
        path = relative(path)
        if not path or path in self.files or path in self.folders:
            return True
        return self.truncated and not self.is_ignored(path) and os.path.lexists(self.root / path)

    def is_dir(self, path: str) -> bool:
        """Whether a folder of that path reaches the builder."""
        path = relative(path)
        if not path or path in self.folders:
            return True
        if path in self.files:
            return os.path.isdir(self.root / path)
        return self.truncated and not self.is_ignored(path) and os.path.isdir(self.root / path)

    def is_ignored(self, path: str) -> bool:
        """Whether `.dockerignore` keeps that path from the builder, whether it is there or not."""
        return self.ignore is not None and self.ignore.ignores(relative(path))

    def is_on_disk(self, path: str) -> bool:
        """Whether the path is there at all, ignored or not; never one outside of the root."""
        path = relative(path)
        return path in self.changed or os.path.lexists(self.root / path)

    def is_above(self, path: str) -> bool:
        """Whether a folder above the root, up to the repository's, has that path: a sign that it is the real context."""
        folder = self.root
        for _ in range(_MOST_ABOVE):
            if folder == folder.parent or os.path.lexists(folder / ".git"):
                return False
            folder = folder.parent
            if os.path.lexists(folder / path):
                return True
        return False

    def under(self, path: str) -> tuple[File, ...]:
        """The files below a folder, or the file of that path alone."""
        path = relative(path)
        if not path:
            return tuple(File(name, size) for name, size in self.files.items())
        if path in self.files:
            return (File(path, self.files[path]),)
        start = bisect_left(self._names, path + "/")
        end = bisect_left(self._names, path + "0")  # `0` follows `/`
        return tuple(File(name, self.files[name]) for name in self._names[start:end])

    def matches(self, pattern: str) -> tuple[str, ...]:
        """The files and folders that a COPY source names: itself, or what its wildcards match; the root is ``."""
        pattern = relative(pattern)
        if not has_wildcards(pattern):
            plain = pattern.replace("\\", "")
            return (plain,) if self.exists(plain) else ()
        expression = glob_expression(pattern)
        if expression is None:
            return ()
        found = [name for name in self.files if expression.fullmatch(name)]
        return tuple(sorted([*found, *(name for name in self.folders if expression.fullmatch(name))]))

    def left_out(self, folder: str, most: int = 200) -> tuple[tuple[str, int], ...]:
        """What stands directly in a folder and does not reach the builder, with the ignore file's deciding line."""
        folder = relative(folder)
        if self.ignore is None or not _is_plain_folder(self.root / folder):
            return ()
        found = []
        for entry, _ in zip(entries(self.root, folder), range(most), strict=False):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if path not in self.folders and self.ignore.ignores(path):
                pattern = self.ignore.deciding_pattern(path)
                found.append((path, pattern.line if pattern is not None else 0))
        return tuple(found)

    def read_text(self, path: str, limit: int = _MOST_READ_BYTES) -> str | None:
        """The first `limit` bytes of a file as text; None for what is not there, not readable or not UTF-8."""
        content = self.read_bytes(path, limit)
        if content is None:
            return None
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            if len(content) < limit or error.start < limit - 4:
                return None
            return content[: error.start].decode("utf-8")

    def read_bytes(self, path: str, limit: int = _MOST_READ_BYTES) -> bytes | None:
        """The first `limit` bytes of a file; None for what does not reach the builder or is not readable."""
        path = relative(path)
        if path in self.changed:
            return self.changed[path].encode("utf-8", "surrogatepass")[:limit]
        if not self.exists(path) or not _stays_inside(self.root, path):
            return None
        try:
            return read_regular(self.root / path, limit, whole=False)
        except OSError:
            return None

    def is_executable(self, path: str) -> bool:
        """Whether anybody may execute a file; True where that is not known (texts not saved, Windows, no such file)."""
        path = relative(path)
        if os.name == "nt" or path in self.changed:
            return True  # COPY from Windows makes every file executable
        try:
            return bool((self.root / path).stat().st_mode & 0o111)
        except OSError:
            return True


# What is known of a context when it is read; the ignore file is one of the files of the walk's stamp, or its text differs.
_SAID = ("root", "dockerfile", "files", "folders", "excluded", "truncated", "ignore_path", "changed", "callers", "targets",
         "above", "origin", "unsaved", "stamp")  # fmt: skip


def relative(path: str) -> str:
    """A path as COPY reads it: from the root, whatever `/`, `./` or `..` it begins with; `` for the root."""
    path = clean("/" + path)[1:]
    return "" if path == "." else path


def _is_plain_folder(path: Path) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _stays_inside(root: Path, path: str) -> bool:
    """Whether what a path leads to, links followed, is a plain file below the root."""
    try:
        real = (root / path).resolve(strict=True)
        return real.is_relative_to(root.resolve()) and S_ISREG(real.stat().st_mode)
    except (OSError, RuntimeError):
        return False


def is_containerfile(context: BuildContext | None) -> bool:
    """Whether the file goes by the name that Podman and Buildah gave it: they know more than Docker's Engine there."""
    return context is not None and is_containerfile_name((context.dockerfile or "").rsplit("/", 1)[-1])


def read_context(
    root: Path,
    dockerfile: Path | None,
    *,
    changed: Mapping[str, str] | None = None,
    most_files: int = MOST_FILES,
    count_excluded: bool = False,
    walked: Walks | None = None,
    unsaved: Mapping[Path, str] | None = None,
) -> BuildContext:
    """Walks a folder and gives what of it reaches the builder. Links are not followed, unreadable folders are empty.

    `changed` are other files' new texts by path below the root, as if they were saved. With `count_excluded`, ignored
    folders are walked too, to count their files. A malformed ignore file is in `ignore_error`. `walked` takes in
    what was walked: a folder that several Dockerfiles share is walked once. `unsaved` are texts of an editor, by path.
    """
    texts = {relative(path): text for path, text in (changed or {}).items()}
    ignore_path, text = _ignore_text(root, dockerfile, texts, unsaved or {})
    ignore: IgnoreFile | None = None
    error: IgnoreError | None = None
    if text is not None:
        try:
            ignore = parse_ignore(text, ignore_path)
        except IgnoreError as wrong:
            error = wrong
    key = (str(root), text if error is None else None, most_files, count_excluded)
    found = walked.get(key) if walked is not None and not texts else None
    if found is None:
        found = walk(root, ignore, most_files, texts, count_excluded=count_excluded)
        if walked is not None and not texts:
            if len(walked) >= _MOST_WALKS:
                del walked[next(iter(walked))]
            walked[key] = found
    return BuildContext(
        root,
        _below(root, dockerfile),
        ignore,
        files=found.files,
        folders=found.folders,
        excluded=found.excluded,
        truncated=found.truncated,
        ignore_path=ignore_path,
        ignore_error=error,
        changed=texts,
        unsaved=unsaved or {},
        of_walk=found.memo,
        stamp=found.stamp ^ hash(text),
        _names=found.names,
    )


def _ignore_text(
    root: Path, dockerfile: Path | None, changed: Mapping[str, str], unsaved: Mapping[Path, str]
) -> tuple[str, str | None]:
    """Where the ignore file stands (or would stand), and its text."""
    for path in ignore_paths(root, dockerfile):
        shown = _relative_to(root, path)
        if shown in changed:
            return shown, changed[shown]
        if path in unsaved:
            return shown, unsaved[path]
        if is_there(path):
            return shown, read_ignore_text(path)
    return NAME, None


def _relative_to(root: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive, on Windows
        return path.as_posix()


def _below(root: Path, path: Path | None) -> str | None:
    if path is None:
        return None
    shown = _relative_to(root, path)
    return None if shown.startswith("../") or posixpath.isabs(shown) else shown
