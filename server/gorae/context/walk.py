"""A walk of a folder: its files and folders, those that an ignore file keeps from the builder left out."""

from __future__ import annotations

import os
import posixpath
from stat import S_ISLNK, S_ISREG
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.context.recorded import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gorae.context.ignorefile import IgnoreFile, Matched

# A walk of this many entries takes about a second; what is beyond is looked up on the disk when it is asked for.
MOST_FILES = 250_000
MOST_DEPTH = 64
# Folders of other programs' files come last, so that a walk that ends early has seen the project's own files.
_LATE = frozenset((".git", "node_modules", ".venv", "venv", "vendor", "target", "__pycache__", ".tox", "dist", "build"))


class Walked(NamedTuple):
    """What a walk of a folder found."""

    files: Mapping[str, int]  # sorted by path
    names: tuple[str, ...]
    folders: frozenset[str]
    excluded: int
    truncated: bool
    memo: dict[str, Any]
    stamp: int  # of all that was walked, with the times of the last changes: another one where something changed


# What was walked, by the folder, the ignore file's text and the walk's limits.
Walks = dict[tuple[str, "str | None", int, bool], Walked]


def walk(
    root: Path, ignore: IgnoreFile | None, most_files: int, texts: Mapping[str, str], *, count_excluded: bool
) -> Walked:
    """What of a folder `ignore` (None: no ignore file) does not leave out, and `texts` by path, as if they were saved.

    Ends after `most_files` entries. With `count_excluded`, ignored folders are walked too, to count their files.
    """
    found = _Walk(root, ignore, most_files, count_excluded=count_excluded)
    found.run()
    _add_changed(found, texts)
    names = tuple(sorted(found.files))
    files = {name: found.files[name] for name in names}
    return Walked(
        files, names, frozenset(found.folders), found.excluded, found.truncated, memo=Remembered(), stamp=found.stamp
    )


def walk_all(root: Path, walked: Walks | None = None, most_files: int = MOST_FILES) -> Walked:
    """All files and folders of a folder, whatever is ignored. Links are not followed, unreadable folders are empty."""
    key = (str(root), None, most_files, False)
    found = walked.get(key) if walked is not None else None
    if found is None:
        found = walk(root, None, most_files, {}, count_excluded=False)
        if walked is not None:
            walked[key] = found
    return found


def _add_changed(walk: _Walk, changed: Mapping[str, str]) -> None:
    for path, text in changed.items():
        if walk.ignore is not None and walk.ignore.ignores(path):
            continue
        walk.files[path] = len(text.encode("utf-8", "surrogatepass"))
        _add_parents(walk.folders, path)


def _add_parents(folders: set[str], path: str) -> None:
    folder = posixpath.dirname(path)
    while folder and folder not in folders:
        folders.add(folder)
        folder = posixpath.dirname(folder)


class _Walk:
    """One walk: a stack of folders rather than recursion, ignored folders entered only where something may be kept."""

    def __init__(self, root: Path, ignore: IgnoreFile | None, most_files: int, *, count_excluded: bool) -> None:
        self.root = root
        self.ignore = ignore
        self.most_files = most_files
        self.count_excluded = count_excluded
        self.files: dict[str, int] = {}
        self.folders: set[str] = set()
        self.excluded = 0
        self.truncated = False
        self.stamp = 0
        self._seen = 0
        # Folders to enter: path, depth, what matched it, whether it is ignored itself.
        self._soon: list[tuple[str, int, Matched | None, bool]] = [("", 0, () if ignore else None, False)]
        self._late: list[tuple[str, int, Matched | None, bool]] = []

    def run(self) -> None:
        while self._soon or self._late:
            if self._seen >= self.most_files:
                self.truncated = True
                return
            folder, depth, above, ignored = (self._soon or self._late).pop()
            self._enter(folder, depth, above, ignored=ignored)

    def _enter(self, folder: str, depth: int, above: Matched | None, *, ignored: bool) -> None:
        patterns = self.ignore.within(folder) if self.ignore is not None and above is not None else None
        prefix = folder + "/" if folder else ""
        is_new = folder not in self.folders
        self.stamp ^= hash((folder, last_change(self.root / folder)))
        for entry in entries(self.root, folder):
            self._seen += 1
            is_ignored, matched = ignored, None
            if patterns is not None and self.ignore is not None:
                is_ignored, matched = self.ignore.decide(patterns.matching(entry.name), above or ())
            if _is_folder(entry):
                self._folder(prefix + entry.name, entry.name, depth + 1, matched, ignored=is_ignored)
            elif is_ignored:
                self.excluded += 1
            else:
                facts = _facts(entry)
                if facts is not None:
                    self.files[prefix + entry.name] = facts.st_size
                    self.stamp ^= hash((prefix, entry.name, facts.st_size, facts.st_mode, facts.st_mtime_ns))
                    if is_new:
                        _add_parents(self.folders, prefix + entry.name)
                        is_new = False

    def _folder(self, path: str, name: str, depth: int, matched: Matched | None, *, ignored: bool) -> None:
        if not ignored:
            self.folders.add(path)
        elif matched is None or self.ignore is None or not self.ignore.may_keep_below(path):
            if not self.count_excluded:
                return
            matched = None
        if depth > MOST_DEPTH:
            self.truncated = True
            return
        (self._late if name in _LATE else self._soon).append((path, depth, matched, ignored))


def entries(root: Path, folder: str) -> Iterator[os.DirEntry[str]]:
    """What stands directly in a folder, by name; nothing where it cannot be read."""
    try:
        with os.scandir(root / folder) as found:
            yield from sorted(found, key=lambda entry: entry.name)
    except OSError:
        return


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _facts(entry: os.DirEntry[str]) -> os.stat_result | None:
    """What is known of a file or link; None for sockets, devices and what cannot be asked."""
    try:
        facts = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return facts if S_ISREG(facts.st_mode) or S_ISLNK(facts.st_mode) else None


def last_change(path: Path) -> int:
    """When a folder's names last changed, in nanoseconds; 0 where that cannot be asked."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
