"""TOML: its data, as the standard library reads it, and where its keys and values stand, as tree-sitter-toml does."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from gorae.source.grammars import Offsets

Path = tuple["str | int", ...]

_MOST_DEPTH = 200
_MOST_NAMES = 50  # of a dotted key


class TomlError(Exception):
    """A text is no TOML; the library's words."""


class Place(NamedTuple):
    """Where a key stands (without its quotes; of an array's item: the item) and its value (with its quotes)."""

    key: Span
    value: Span


def read_toml(text: str) -> dict[str, Any]:
    """The data of a TOML text. Raises TomlError."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    if deep := _deep_key(text):
        raise TomlError(f"a key of more than {_MOST_NAMES} names (at line {deep}, column 1)")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise TomlError("too many brackets in one another") from error
    except ValueError as error:  # a number of thousands of digits is one, too
        raise TomlError(str(error)) from error


def _deep_key(text: str) -> int:
    """The line with a key of more names than anybody writes, 0 where there is none: the library keeps all beginnings of it,
    gigabytes for a key of 50,000 names."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_NAMES:
            for head in re.split(r"[={},]", line):
                if head.count(".") > _MOST_NAMES and all(part.strip() for part in head.split(".")):
                    return number
    return 0


@lru_cache(maxsize=8)
def places(text: str) -> dict[Path, Place]:
    """The places by path: names of tables and keys, numbers of an array's items. What is not understood is left out.

    Remembered for the last texts: each problem of a file asks for its place.
    """
    from gorae.source.grammars import offsets_of, parser_of

    try:
        parser = parser_of("tree_sitter_toml")
    except ImportError:  # the grammar has no wheel for this machine: a problem is shown on the first line
        return {}
    offsets = offsets_of(text)
    found: dict[Path, Place] = {}
    _document(parser.parse(offsets.content).root_node, offsets, found)
    return found


def inside(text: str, span: Span) -> Span:
    """A string's span without its quotes; other values as they are."""
    for quote in ('"""', "'''", '"', "'"):
        word = span.of(text)
        if word.startswith(quote) and word.endswith(quote) and len(word) >= 2 * len(quote):
            return Span(span.start + len(quote), span.end - len(quote))
    return span


def _document(root: Node, offsets: Offsets, found: dict[Path, Place]) -> None:
    counts: dict[Path, int] = {}  # of arrays of tables: how many there were
    for child in root.named_children:
        if child.type == "pair":
            _pair(child, (), offsets, found)
        elif child.type in ("table", "table_array_element"):
            path = _header(child, offsets, found, counts)
            for pair in child.named_children:
                if pair.type == "pair":
                    _pair(pair, path, offsets, found)


def _header(node: Node, offsets: Offsets, found: dict[Path, Place], counts: dict[Path, int]) -> Path:
    """The path of the keys below `[a.b]` or `[[a.b]]`."""
    path: Path = ()
    parts = _key(node, offsets)
    for number, (name, span) in enumerate(parts):
        path = (*path, name)
        found.setdefault(path, Place(span, span))
        if node.type == "table_array_element" and number == len(parts) - 1:
            counts[path] = counts.get(path, 0) + 1
        if counts.get(path):
            path = (*path, counts[path] - 1)
            found.setdefault(path, Place(span, span))
    return path


def _pair(node: Node, prefix: Path, offsets: Offsets, found: dict[Path, Place]) -> None:
    parts = _key(node, offsets)
    values = [child for child in node.named_children if child.type not in (*_KEYS, "comment", "ERROR")]
    if not parts or not values:
        return
    path = prefix
    for name, span in parts:
        path = (*path, name)
        found.setdefault(path, Place(span, span))
    found[path] = Place(parts[-1][1], offsets.span(values[0]))
    _within(values[0], path, offsets, found)


def _within(value: Node, path: Path, offsets: Offsets, found: dict[Path, Place]) -> None:
    """Adds the places in an array or an inline table."""
    if len(path) > _MOST_DEPTH:
        return
    if value.type == "inline_table":
        for child in value.named_children:
            if child.type == "pair":
                _pair(child, path, offsets, found)
    elif value.type == "array":
        items = (child for child in value.named_children if child.type not in ("comment", "ERROR"))
        for number, item in enumerate(items):
            span = offsets.span(item)
            found[(*path, number)] = Place(span, span)
            _within(item, (*path, number), offsets, found)


_KEYS = ("bare_key", "quoted_key", "dotted_key")


def _key(node: Node, offsets: Offsets) -> list[tuple[str, Span]]:
    """The names of the key that a header or a pair begins with, each with its place."""
    return [(_name(part), _without_quotes(part, offsets)) for part in _key_parts(node)]


def _key_parts(node: Node) -> Iterator[Node]:
    key = next((child for child in node.named_children if child.type in _KEYS), None)
    parts: list[Node] = []
    while key is not None and key.type == "dotted_key":  # `a.b.c` is `a.b` and `c`
        *before, last = (child for child in key.named_children if child.type in _KEYS)
        parts.append(last)
        key = before[0] if before else None
    return reversed([*parts, key] if key is not None else parts)


def _name(part: Node) -> str:
    word = (part.text or b"").decode("utf-8", "replace")
    if part.type == "bare_key":
        return word
    try:
        return next(iter(read_toml(f"{word} = 0")))
    except TomlError:
        return word[1:-1]


def _without_quotes(part: Node, offsets: Offsets) -> Span:
    span = offsets.span(part)
    return Span(span.start + 1, span.end - 1) if part.type == "quoted_key" else span
