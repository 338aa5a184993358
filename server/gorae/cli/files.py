"""Which files a command is about, and their texts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.caller_names import BAKE, COMPOSE, is_ignore_file
from gorae.context.dockerfiles import dockerfiles_below, is_other_language
from gorae.context.reading import NotRegularError, TooLargeError, read_regular
from gorae.source.near_words import near_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

STANDARD_INPUT = "-"
MOST_BYTES = 5_000_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 2_000
_LIKENESS = 0.85  # of a name that a missing file may have been meant by: `dockerfile` for `Dockerfile`


class Unreadable(NamedTuple):
    """A file that cannot be checked: the key and facts of the sentence that says why."""

    key: str
    facts: dict[str, object]


def expand(
    paths: Iterable[str],
    excluded_below: Callable[[Path], Callable[[str], bool] | None] = lambda _: None,
    *,
    around: bool = False,
) -> Iterator[str | Unreadable]:
    """Files as given; for folders, the Dockerfiles below that git does not ignore. No path: the current folder.

    Each file comes once, whichever of the paths lead to it. `excluded_below` says for a folder which paths below it are
    left out; a file that is named itself is never left out. With `around`, compose, bake and ignore files come too.
    """
    seen: set[str] = set()
    for path in list(paths) or ["."]:
        if path == STANDARD_INPUT:
            if path not in seen:
                yield path
            seen.add(path)
            continue
        here = Path(path)
        if here.is_dir():
            failures: list[Unreadable] = []

            def unreadable(folder: str, error: OSError, failures: list[Unreadable] = failures) -> None:
                failures.append(failure(folder, error))

            found = dockerfiles_below(
                here, excluded=excluded_below(here), unreadable=unreadable, also=is_around if around else _no_file
            )
            yield from failures
            yield from _fresh(found, seen)
            if not found and not failures:
                yield Unreadable("nothing", {"path": path})
        elif os.path.lexists(here):
            yield from _fresh([path], seen)
        else:
            yield missing(path)


def missing(path: str) -> Unreadable:
    """The sentence for a path at which there is nothing, with the file beside it that has nearly that name."""
    folder, name = os.path.split(path)
    try:
        there = os.listdir(folder or ".")
    except OSError:
        there = []
    near = next(iter(near_words(name, sorted(there), cutoff=_LIKENESS)), None) if name else None
    if near is None:
        return Unreadable("missing", {"path": path})
    return Unreadable("missing-near", {"path": path, "near": os.path.join(folder, near)})


def is_around(name: str) -> bool:
    """Whether a file of that name is a compose, bake or ignore file."""
    return BAKE.fullmatch(name) is not None or COMPOSE.fullmatch(name) is not None or is_ignore_file(name)


def _no_file(_: str) -> bool:
    return False


def _fresh(paths: Iterable[str], seen: set[str]) -> Iterator[str]:
    for path in paths:
        same = os.path.normpath(os.path.abspath(path))  # a link is another file: its folder's configuration counts
        if same not in seen:
            seen.add(same)
            yield path


def failure(path: str, error: OSError | UnicodeDecodeError, limit: int = MOST_BYTES) -> Unreadable:
    """The sentence for what reading a file, or listing a folder, raised."""
    if isinstance(error, UnicodeDecodeError):
        return Unreadable("undecodable", {"path": path, "number": error.start + 1})
    if isinstance(error, TooLargeError):
        return Unreadable("too-large", {"path": path, "bytes": error.size, "limit": limit})
    if isinstance(error, NotRegularError):
        return Unreadable("not-regular", {"path": path})
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return missing(path)
    if isinstance(error, IsADirectoryError):
        return Unreadable("directory", {"path": path})
    return Unreadable("unreadable", {"path": path, "reason": error.strerror or str(error)})


def read(path: str) -> str | Unreadable:
    """A file's text, its line endings and byte order mark kept."""
    try:
        content = read_regular(path, MOST_BYTES)
    except OSError as error:
        return failure(path, error, MOST_BYTES)
    if not is_around(os.path.basename(path)) and is_other_language(os.path.basename(path), content):
        return Unreadable("no-dockerfile", {"path": path})
    return decode(path, content)


def read_other(path: str) -> str | None:
    """The text of a file that is no Dockerfile (`.dockerignore`), as its reader takes it; None where there is none."""
    try:
        return read_regular(path, MOST_BYTES).decode("utf-8", "surrogateescape")
    except OSError:
        return None


def read_stream(name: str, stream: BinaryIO) -> str | Unreadable:
    """The text of standard input, under a name; of an endless one not more than of a file."""
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return Unreadable("too-large", {"path": name, "bytes": len(content), "limit": MOST_BYTES})
    return decode(name, content)


def decode(path: str, content: bytes) -> str | Unreadable:
    """Bytes as UTF-8 text. A NUL makes it none: no command can hold one, and a binary file may be valid UTF-8 otherwise.

    UTF-16 without a mark is valid UTF-8, too: every other byte of its Latin letters is NUL.
    """
    sample = content[:_SAMPLE]
    if content.startswith(_UTF16_MARKS) or sample.count(0) * 3 > len(sample):
        return Unreadable("utf-16", {"path": path})
    if 0 in content:
        return Unreadable("binary", {"path": path, "number": content.index(0) + 1})
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return failure(path, error)
