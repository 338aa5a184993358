"""`.dockerignore`: which files of a folder do not reach the builder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gorae.context.folder_patterns import FolderPatterns, PatternIndex, index_of
from gorae.context.patterns import GO_SPACES, Pattern, WrongPatternError, clean, pattern_of
from gorae.context.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME = ".dockerignore"
BUILDAHS_NAME = ".containerignore"
_MOST_BYTES = 5_000_000
_BOM = "\ufeff"

# The numbers of the patterns that matched a path or a folder above it. BuildKit carries them from folder to folder.
Matched = tuple[int, ...]


class IgnoreError(ValueError):
    """A pattern that stops the build: `path` of the file as it was given, `line` from 1, `pattern` as written."""

    def __init__(self, path: str, line: int, pattern: str) -> None:
        super().__init__(f"{path}:{line}: {pattern}")
        self.path = path
        self.line = line
        self.pattern = pattern


@dataclass(frozen=True)
class IgnoreFile:
    """A `.dockerignore` file. `path` is as it was given to `parse_ignore`."""

    path: str
    text: str
    patterns: tuple[Pattern, ...]

    @cached_property
    def _index(self) -> PatternIndex:
        return index_of(self.patterns)

    def within(self, folder: str) -> FolderPatterns:
        """The patterns that may name something directly in a folder."""
        return self._index.of(folder)

    def decide(self, matching: Matched, above: Matched) -> tuple[bool, Matched]:
        """Whether a path is ignored, given the patterns that name it and those that matched its folder.

        Patterns are tried only where they could change the outcome, as BuildKit does; the last match wins.
        """
        if not matching and not above:
            return False, ()
        ignored = False
        hits = []
        for index in sorted({*matching, *above}) if matching else above:
            if index in above or self.patterns[index].keeps == ignored:
                hits.append(index)
                ignored = not self.patterns[index].keeps
        return ignored, tuple(hits)

    def ignores(self, path: str) -> bool:
        """Whether a file or folder of that path, relative with `/`, does not reach the builder."""
        if not path or path == ".":
            return False
        return self.decided(path)[0]

    def decided(self, path: str) -> tuple[bool, Matched]:
        """Whether a path is ignored, and the patterns that matched it or a folder above it."""
        above: Matched = ()
        ignored, folder = False, ""
        for name in path.split("/"):
            ignored, above = self.decide(self.within(folder).matching(name), above)
            folder = f"{folder}/{name}" if folder else name
        return ignored, above

    def deciding_pattern(self, path: str) -> Pattern | None:
        """The pattern that keeps a path from the builder: of itself, or of the outermost ignored folder above it."""
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            above = "/".join(parts[:end])
            if self.ignores(above):
                matching = [one for one in self.patterns if not one.keeps and one.matches(above)]
                return matching[-1] if matching else None
        return None

    def may_keep_below(self, folder: str) -> bool:
        """Whether a `!` pattern may bring back something below an ignored folder."""
        for pattern in self.patterns:
            if not pattern.keeps:
                continue
            prefix = pattern.plain_prefix
            if prefix is None or f"{prefix}/".startswith(f"{folder}/"):
                return True
        return False


def parse_ignore(text: str, path: str = NAME) -> IgnoreFile:
    """The patterns of an ignore file's text. Raises IgnoreError at the first that Docker refuses."""
    patterns = []
    for number, line in enumerate(text.removeprefix(_BOM).split("\n"), start=1):
        if line.startswith("#"):
            continue
        written = line.strip(GO_SPACES)
        if not written:
            continue
        try:
            patterns.append(read_pattern(written, number))
        except WrongPatternError:
            raise IgnoreError(path, number, written) from None
    return IgnoreFile(path, text, tuple(patterns))


def read_pattern(written: str, line: int) -> Pattern:
    """The pattern of a line without the blanks around it. Raises WrongPatternError."""
    keeps = written.startswith("!")
    inner = written[1:].strip(GO_SPACES) if keeps else written
    if inner:
        inner = clean(inner)
        if len(inner) > 1 and inner.startswith("/"):
            inner = inner[1:]
    return pattern_of("!" + inner if keeps else inner, line)


def is_containerfile_name(name: str) -> bool:
    """Whether a file's name is one that Podman and Buildah gave it: Docker takes it only where it is told to."""
    name = name.lower()
    return name.startswith("containerfile") or name.endswith(".containerfile")


def dockerfile_of(path: Path) -> Path | None:
    """The file that an ignore file is of: that of `NAME.dockerignore`, a Containerfile for Buildah's, else None."""
    name = path.name.removesuffix(NAME).removesuffix(BUILDAHS_NAME)
    return path.with_name(name or "Containerfile") if name or path.name == BUILDAHS_NAME else None


def ignore_paths(root: Path, dockerfile: Path | None) -> Iterator[Path]:
    """Where an ignore file is looked for; the first that is there holds, alone.

    `NAME.dockerignore` beside the Dockerfile, then the context's `.dockerignore`. For a Containerfile also the two that
    Buildah prefers to the context's (1.28.2): `NAME.containerignore`, and the context's `.containerignore`.
    """
    by_buildah = dockerfile is not None and is_containerfile_name(dockerfile.name)
    if dockerfile is not None:
        yield dockerfile.with_name(dockerfile.name + NAME)
        if by_buildah:
            yield dockerfile.with_name(dockerfile.name + BUILDAHS_NAME)
    if by_buildah:
        yield root / BUILDAHS_NAME
    yield root / NAME


def ignore_file_for(root: Path, dockerfile: Path | None) -> Path | None:
    """The ignore file in force: the first of `ignore_paths` that is there."""
    return next(filter(is_there, ignore_paths(root, dockerfile)), None)


def is_there(path: Path) -> bool:
    """Whether something that is no folder has that name; a link that leads nowhere has."""
    return os.path.lexists(path) and not os.path.isdir(path)


def read_ignore_text(path: Path) -> str | None:
    """The file's text; None where it cannot be read. Bytes that are not UTF-8 stay as names on disk have them."""
    try:
        return read_regular(path, _MOST_BYTES).decode("utf-8", "surrogateescape")
    except OSError:
        return None


def extend_ignore(text: str | None, patterns: Iterable[str]) -> str:
    """The text with these patterns added at its end, one a line, with its own line ends; None begins a new file.

    Patterns that stand in it as they are (below the last `!` that could undo them) are not added again.
    """
    before = text or ""
    newline = "\r\n" if "\r\n" in before else "\n"
    there = [line.strip(GO_SPACES) for line in before.split("\n")]
    exceptions = [index for index, line in enumerate(there) if line.startswith("!")]
    kept = set(there[exceptions[-1] + 1 :] if exceptions else there)
    fresh = [pattern for pattern in dict.fromkeys(patterns) if pattern not in kept]
    if not fresh:
        return before
    glue = newline if before and not before.endswith("\n") else ""
    return before + glue + "".join(pattern + newline for pattern in fresh)
