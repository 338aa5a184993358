"""Texts of compose and bake files: those that an editor has not saved first, else from the disk, read once a version."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.context.reading import read_regular
from gorae.context.yaml_tree import YamlNode, parse_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from gorae.context.callers import Caller

MOST_BYTES = 1_000_000
_REMEMBERED = 256


def read_text(file: Path, unsaved: Mapping[Path, str] | None = None) -> str | None:
    """The file's text, its byte order mark and line ends kept; None for what cannot be read, or is too large."""
    if unsaved and file in unsaved:
        return unsaved[file]
    try:
        facts = os.stat(file)
    except (OSError, ValueError):
        return None
    return _text(str(file), facts.st_mtime_ns, facts.st_size, facts.st_ino)


def texts_of(callers: Iterable[Caller], unsaved: Mapping[Path, str]) -> Iterator[str]:
    """The texts of the files that the callers stand in, each once; not of those that cannot be read."""
    for file in dict.fromkeys(caller.file for caller in callers):
        if (text := read_text(file, unsaved)) is not None:
            yield text


def forget_texts() -> None:
    """Reads each file anew: a record of what is asked holds all of it."""
    _text.cache_clear()


@lru_cache(maxsize=_REMEMBERED)
def _text(path: str, _changed: int, _size: int, _node: int) -> str | None:
    try:
        return read_regular(path, MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError, ValueError):
        return None


@lru_cache(maxsize=_REMEMBERED)
def yaml_of(text: str) -> tuple[YamlNode, ...]:
    """The trees of a text's documents, up to where it is no YAML."""
    return tuple(tree for tree in parse_documents(text) if isinstance(tree, YamlNode))
