"""What a look asked of the file system, so that a later one can tell whether an answer would be another.

While something is recorded, `os.stat`, `os.lstat`, `os.scandir`, `os.listdir`, `os.readlink` and `os.access` write down what they
were asked and what they said; `gorae.context.reading` does so for contents. So nothing is asked past the record, wherever the
question stands. What several looks share stands in a `Remembered`: who takes a value out of it has asked what was asked for it.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from functools import wraps
from stat import S_ISLNK, S_ISREG
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

K = TypeVar("K")
V = TypeVar("V")

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # Gorae's own files are of its version
# Where `os.path` asks the system without `os.stat`, what it asks is not seen.
CAN_RECORD = sys.version_info >= (3, 11) and os.path.exists.__module__ == "genericpath"


class Question(NamedTuple):
    """What was asked: of which path, by which function, and what else it was told."""

    kind: str  # stat, lstat, list (with sizes), names, link, access, or read
    path: str  # as it was given: what is relative counts from the current folder
    more: int = 0  # of access the mode, of read the limit


class Asked(NamedTuple):
    """A question, and a digest of its answer."""

    question: Question
    answer: int | str


class Group(NamedTuple):
    """Questions that were asked together, of which many looks live: the walk of a folder."""

    name: int  # the same for the same questions and answers
    asked: tuple[Asked, ...]


class Record:
    """What was asked so far, in order."""

    def __init__(self) -> None:
        self.rows: list[Asked | Group] = []
        self.is_complete = True  # False: something was used whose questions are not known
        self._thread = threading.get_ident()
        self.is_paused = False

    def is_open(self) -> bool:
        """Whether what is asked now belongs to it: another thread's questions do not."""
        return not self.is_paused and threading.get_ident() == self._thread

    def add(self, kind: str, path: Any, answer: int | str, more: int = 0) -> None:
        """Writes a question down."""
        name = os.fsdecode(path)
        if not name.startswith(_OWN):
            self.rows.append(Asked(Question(kind, name, more), answer))

    def close_group(self, begin: int) -> Group:
        """Makes what was asked since one group."""
        asked = tuple(dict.fromkeys(_flat(self.rows[begin:])))
        group = Group(hash_of(asked), asked)
        self.rows[begin:] = [group]
        return group


def _flat(rows: Iterable[Asked | Group]) -> Iterator[Asked]:
    for row in rows:
        if isinstance(row, Group):
            yield from row.asked
        else:
            yield row


_record: list[Record] = []


def current() -> Record | None:
    """The record that is written now."""
    return _record[0] if _record and _record[0].is_open() else None


class Remembered(dict[K, V]):
    """A dictionary of what was read. A value's questions are those between the look that missed it and its coming in."""

    def __init__(self) -> None:
        super().__init__()
        self._begun: dict[K, int] = {}
        self._groups: dict[K, Group] = {}

    def get(self, key: K, default: Any = None) -> Any:
        """As of any dictionary."""
        record = current()
        if record is not None:
            if key not in self:
                self._begun[key] = len(record.rows)
            elif key in self._groups:
                record.rows.append(self._groups[key])
            else:
                record.is_complete = False
        return super().get(key, default)

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        record, begin = current(), self._begun.pop(key, None)
        self._groups.pop(key, None)
        if record is not None and begin is not None and begin <= len(record.rows):
            self._groups[key] = record.close_group(begin)


@contextmanager
def recording() -> Iterator[Record]:
    """Records what is asked within. Not within another."""
    record = Record()
    _record.append(record)
    plain = {name: getattr(os, name) for name in _ANSWERS}
    for name, answer in _ANSWERS.items():
        setattr(os, name, _watched(plain[name], *answer))
    try:
        yield record
    finally:
        for name, function in plain.items():
            setattr(os, name, function)
        _record.remove(record)


@contextmanager
def paused() -> Iterator[None]:
    """What is asked within belongs to no record: that of a program, in folders of its own."""
    record = current()
    if record is not None:
        record.is_paused = True
    try:
        yield
    finally:
        if record is not None:
            record.is_paused = False


def _watched(plain: Callable[..., Any], kind: str, answer: Callable[[Any], int | str]) -> Callable[..., Any]:
    @wraps(plain)
    def watched(path: Any = ".", *arguments: Any, **more: Any) -> Any:
        record = current()
        if record is None or isinstance(path, int):  # an open file
            return plain(path, *arguments, **more)
        kept = "lstat" if kind == "stat" and more.get("follow_symlinks") is False else kind
        mode = arguments[0] if kind == "access" and arguments else 0
        try:
            found = plain(path, *arguments, **more)
        except (OSError, ValueError) as error:
            record.add(kept, path, error_of(error), mode)
            raise
        if kind == "list":
            with found:
                found = _Entries(list(found))
        record.add(kept, path, answer(found), mode)
        return found

    return watched


class _Entries:
    """What `os.scandir` gives, read to its end."""

    def __init__(self, entries: list[os.DirEntry[str]]) -> None:
        self._entries = iter(entries)

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._entries

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)

    def __enter__(self) -> Iterator[os.DirEntry[str]]:
        return self._entries

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is open."""


def hash_of(value: object) -> int:
    """A number that stands for a value of numbers, texts and bytes, the same in each process: 64 bits."""
    import hashlib

    data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


def error_of(error: Exception) -> str:
    """An answer that was none."""
    return f"{type(error).__name__} {getattr(error, 'errno', None)}"


def facts_of(found: os.stat_result) -> int:
    """Kind, permissions, and a file's size: times say nothing of what a check may see."""
    size = found.st_size if S_ISREG(found.st_mode) else 0
    return found.st_mode | size << 20


def row_of(entry: os.DirEntry[str]) -> tuple[str, int]:
    """What a listing says of one name: kind, permissions and size, of a link also those of what it leads to."""
    try:
        facts = entry.stat(follow_symlinks=False)
        linked = facts_of(entry.stat()) if S_ISLNK(facts.st_mode) else 0
    except OSError:
        return (entry.name, -1)
    return (entry.name, facts_of(facts) << 1 | (linked << 64))


def _listed(found: list[str] | _Entries) -> int:
    if isinstance(found, _Entries):
        rows = sorted(map(row_of, entries := list(found)))
        found._entries = iter(entries)  # noqa: SLF001  # they are read once more
        return hash_of(rows)
    return hash_of(sorted(found))


_ANSWERS: dict[str, tuple[str, Callable[[Any], int | str]]] = {
    "stat": ("stat", facts_of),
    "lstat": ("lstat", facts_of),
    "scandir": ("list", _listed),
    "listdir": ("names", _listed),
    "readlink": ("link", str),
    "access": ("access", int),
}


def read(path: Any, limit: int, content: bytes | OSError) -> None:
    """Writes down that a file was read, and what came of it. `limit` is negative where not the whole was wanted."""
    record = current()
    if record is not None:
        record.add("read", path, hash_of(content) if isinstance(content, bytes) else error_of(content), limit)
