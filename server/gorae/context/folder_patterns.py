"""The patterns of an ignore file that may name something directly in a folder: few, whatever the file holds.

A walk of 200,000 files asks for each of them. Most patterns say by their form where they can match at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gorae.context.wildcards import IN_FOLDER, NOT_SLASH, Token, Wildcards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.context.patterns import Pattern

_SPECIAL = frozenset("*?[]\\^")
_NO_NAME = frozenset("[]\\^")


@dataclass(frozen=True)
class FolderPatterns:
    """The patterns, by the names that they match in one folder."""

    folder: str
    names: dict[str, tuple[int, ...]]  # plain names
    expressions: tuple[tuple[int, Wildcards], ...]  # of a name alone
    others: tuple[tuple[int, Pattern], ...]  # of the whole path

    def matching(self, name: str) -> tuple[int, ...]:
        """The numbers of the patterns that name this file or folder itself, in order."""
        found = self.names.get(name, ())
        more = [index for index, expression in self.expressions if expression.fullmatch(name)]
        if self.others:
            path = f"{self.folder}/{name}" if self.folder else name
            more += [index for index, pattern in self.others if pattern.matches(path)]
        return tuple(sorted((*found, *more))) if more else found


@dataclass(frozen=True)
class PatternIndex:
    """The patterns of an ignore file, sorted by where they can match."""

    by_folder: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # plain paths
    anywhere: dict[str, tuple[int, ...]] = field(default_factory=dict)  # `**/name`
    expressions: tuple[tuple[int, Wildcards], ...] = ()  # `**/*.log`
    top: tuple[tuple[int, Wildcards], ...] = ()  # `*.md`: directly in the context's folder
    others: tuple[tuple[int, Pattern], ...] = ()

    def of(self, folder: str) -> FolderPatterns:
        """Those that may name something directly in a folder (`` for the top)."""
        names = self.anywhere
        own = self.by_folder.get(folder)
        if own:
            here: dict[str, list[int]] = {}
            for index, name in own:
                here.setdefault(name, []).append(index)
            names = {**names, **{name: tuple(sorted((*names.get(name, ()), *more))) for name, more in here.items()}}
        expressions = self.expressions if folder else (*self.expressions, *self.top)
        others = tuple(one for one in self.others if _may_match_in(one[1], folder))
        return FolderPatterns(folder, names, expressions, others)


def index_of(patterns: Sequence[Pattern]) -> PatternIndex:
    """The patterns by where they can match."""
    by_folder: dict[str, list[tuple[int, str]]] = {}
    anywhere: dict[str, list[int]] = {}
    expressions: list[tuple[int, Wildcards]] = []
    top: list[tuple[int, Wildcards]] = []
    others: list[tuple[int, Pattern]] = []
    for index, pattern in enumerate(patterns):
        text = pattern.text
        rest = text[3:] if text.startswith("**/") else None
        if pattern.kind == "exact":
            folder, _, name = text.rpartition("/")
            by_folder.setdefault(folder, []).append((index, name))
        elif rest and _SPECIAL.isdisjoint(rest) and "/" not in rest:
            anywhere.setdefault(rest, []).append(index)
        elif rest and (simple := _of_name(rest)) is not None:
            expressions.append((index, simple))
        elif (simple := _of_name(text)) is not None:
            top.append((index, simple))
        else:
            others.append((index, pattern))
    named = {name: tuple(indices) for name, indices in anywhere.items()}
    return PatternIndex(by_folder, named, tuple(expressions), tuple(top), tuple(others))


def _of_name(text: str) -> Wildcards | None:
    """The expression of a name with `*` and `?`; None for what may hold a `/`, or has classes or escapes."""
    if "/" in text or "**" in text or not _NO_NAME.isdisjoint(text):
        return None
    tokens = [IN_FOLDER if char == "*" else NOT_SLASH if char == "?" else Token("one", _literal(char)) for char in text]
    return Wildcards(tokens)


def _literal(char: str) -> str:
    return char if char.isalnum() or char == "_" else "\\" + char


def _may_match_in(pattern: Pattern, folder: str) -> bool:
    """Whether a pattern of some depth and beginning can name something directly in the folder."""
    text = pattern.text
    if (
        "**" not in text
        and "[" not in text
        and "\\" not in text
        and text.count("/") != (folder.count("/") + 1 if folder else 0)
    ):
        return False
    offset = next((i for i, char in enumerate(text) if char in _SPECIAL), len(text))
    plain = text[:offset].rpartition("/")[0]
    return not plain or folder == plain or folder.startswith(plain + "/")
