"""`.dockerignore`: which files of a folder do not reach the builder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gorae.context.patterns import GO_SPACES, Pattern, WrongPatternError, clean, pattern_of
from gorae.context.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = ".dockerignore"
_MOST_BYTES = 5_000_000
_BOM = "\ufeff"

# For each pattern whether it matched a path or a folder above it. BuildKit carries it from folder to folder.
Matched = tuple[bool, ...]


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

    def match(self, path: str, above: Matched | None) -> tuple[bool, Matched]:
        """Whether a path is ignored, given what matched its folder (None: it stands at the top).

        Patterns are tried only where they could change the outcome, as BuildKit does; the last match wins.
        """
        ignored = False
        matched = []
        for index, pattern in enumerate(self.patterns):
            hit = above is not None and above[index]
            if not hit and pattern.keeps == ignored:
                hit = pattern.matches(path)
            matched.append(hit)
            if hit:
                ignored = not pattern.keeps
        return ignored, tuple(matched)

    def ignores(self, path: str) -> bool:
        """Whether a file or folder of that path, relative with `/`, does not reach the builder."""
        if not path or path == ".":
            return False
        above: Matched | None = None
        ignored = False
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            ignored, above = self.match("/".join(parts[:end]), above)
        return ignored

    def deciding(self, path: str) -> Pattern | None:
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
        keeps = written.startswith("!")
        inner = written[1:].strip(GO_SPACES) if keeps else written
        if inner:
            inner = clean(inner)
            if len(inner) > 1 and inner.startswith("/"):
                inner = inner[1:]
        try:
            patterns.append(pattern_of("!" + inner if keeps else inner, number))
        except WrongPatternError:
            raise IgnoreError(path, number, written) from None
    return IgnoreFile(path, text, tuple(patterns))


def ignore_file_for(root: Path, dockerfile: Path | None) -> Path | None:
    """The ignore file in force: `NAME.dockerignore` beside the Dockerfile, else the context's `.dockerignore`."""
    if dockerfile is not None:
        own = dockerfile.with_name(dockerfile.name + NAME)
        if _is_file(own):
            return own
    shared = root / NAME
    return shared if _is_file(shared) else None


def _is_file(path: Path) -> bool:
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
