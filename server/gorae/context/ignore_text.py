"""The text of an ignore file as a person edits it: each pattern with its place, whether it is right, and what it does."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gorae.context.folder_patterns import index_of
from gorae.context.ignorefile import IgnoreFile, read_pattern
from gorae.context.patterns import GO_SPACES, WrongPatternError
from gorae.source import Span

if TYPE_CHECKING:
    from pathlib import Path

    from gorae.context.patterns import Pattern
    from gorae.context.walk import Walked

_SHOWN = 5
_BOM = "\ufeff"


@dataclass(frozen=True)
class IgnoreLine:
    """A line with a pattern."""

    number: int  # from 0
    span: Span  # what is written, `!` included, without blanks around it
    keeps: bool
    pattern: Pattern | None  # None: it stops the build

    @property
    def inner(self) -> Span:
        """The pattern without its `!`."""
        return Span(self.span.start + self.keeps, self.span.end)


@dataclass
class Effect:
    """What a pattern does in a folder."""

    files: int = 0  # files that it names, themselves or by a folder above them
    bytes: int = 0
    folders: int = 0  # folders that it names itself
    decides: int = 0  # files that are left out, or kept, because of it
    first: list[str] = field(default_factory=list)  # the first files, in the folder's order
    undone_by: set[int] = field(default_factory=set)  # the lines' indices that decide of its files instead


@dataclass(frozen=True, eq=False)
class IgnoreText:
    """An ignore file's text, and the folder that it is of; `tree` is None where that was not walked."""

    path: Path
    root: Path
    text: str
    lines: tuple[IgnoreLine, ...]
    tree: Walked | None = None

    @property
    def is_right(self) -> bool:
        """Whether no pattern stops the build."""
        return all(line.pattern is not None for line in self.lines)

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What each line does; nothing is known without a tree."""
        if self.tree is None:
            return ()
        return _effects([line.pattern for line in self.lines], self.tree)

    def line_at(self, offset: int) -> IgnoreLine | None:
        """The pattern that an offset of the text stands in or touches."""
        return next((line for line in self.lines if line.span.start <= offset <= line.span.end), None)


def read_ignore(path: Path, text: str, root: Path, tree: Walked | None = None) -> IgnoreText:
    """The patterns of an ignore file; wrong ones are among them."""
    lines = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        plain = line.removeprefix(_BOM) if number == 0 else line
        written = plain.strip(GO_SPACES)
        if written and not plain.startswith("#"):
            start = offset + len(line) - len(plain) + len(plain) - len(plain.lstrip(GO_SPACES))
            pattern: Pattern | None
            try:
                pattern = read_pattern(written, number + 1)
            except WrongPatternError:
                pattern = None
            lines.append(IgnoreLine(number, Span(start, start + len(written)), written.startswith("!"), pattern))
        offset += len(line) + 1
    return IgnoreText(path, root, text, tuple(lines), tree)


def _effects(patterns: list[Pattern | None], tree: Walked) -> tuple[Effect, ...]:
    """Walks the tree as the builder does, and into what is left out too."""
    numbers = [index for index, pattern in enumerate(patterns) if pattern is not None]
    right = tuple(pattern for pattern in patterns if pattern is not None)
    ignore = IgnoreFile("", "", right)
    index = index_of(right)
    effects = [Effect() for _ in patterns]
    # For each folder: the patterns that name it or one above it, and those that BuildKit carries on.
    known: dict[str, tuple[frozenset[int], tuple[int, ...]]] = {"": (frozenset(), ())}
    for path in sorted(tree.folders):
        folder, _, name = path.rpartition("/")
        named, hits = known[folder]
        matching = index.of(folder).matching(name)
        for one in matching:
            effects[numbers[one]].folders += 1
        known[path] = (named.union(matching) if matching else named, ignore.decide(matching, hits)[1])
    last, patterns_here = None, index.of("")
    for path, size in tree.files.items():
        folder, _, name = path.rpartition("/")
        if folder != last:
            last, patterns_here = folder, index.of(folder)
        matching = patterns_here.matching(name)
        named, hits = known[folder]
        if not matching and not named:
            continue
        decided = _decider(right, ignore.decide(matching, hits)[1])
        if decided is not None:
            effects[numbers[decided]].decides += 1
        for one in named.union(matching):
            effect = effects[numbers[one]]
            effect.files += 1
            effect.bytes += size
            if len(effect.first) < _SHOWN:
                effect.first.append(path)
            if decided is not None and decided != one:
                effect.undone_by.add(numbers[decided])
    return tuple(effects)


def _decider(patterns: tuple[Pattern, ...], hits: tuple[int, ...]) -> int | None:
    """The pattern that left the path out, or kept it: the last that changed its fate."""
    ignored, found = False, None
    for index in hits:
        if patterns[index].keeps == ignored:
            ignored, found = not ignored, index
    return found
