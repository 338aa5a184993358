"""The packaged facts on Debian's and Ubuntu's packages, read piece by piece: a question opens the few blocks that it needs.

`data/packages.bin` is a header and blocks, each compressed by itself. What many Dockerfiles install, with all that it
pulls in, stands in one block a release, compressed so that it is quickly read; all else in blocks of neighbouring names that hold
every release (neighbours are alike, so that they pack well), by columns, so that what is alike is together. Of some releases
only what Dockerfiles install is there in full; of their other packages the names are. `scripts/refresh_packages.py` writes it.
"""

from __future__ import annotations

import json
import lzma
import sys
import zlib
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.source.packaged import folder_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]
_LENGTH = 4  # bytes of the number that the file begins with: the header's length


_ZLIB = b"\x78"  # the first byte of what zlib compresses; no block of LZMA2 begins with it
_COLUMN, _BAR = "\0", "|"


class Release(NamedTuple):
    """One release of Debian or Ubuntu that is known."""

    number: str  # `13`
    codename: str
    letter: str  # how the packaged data calls it; upper-case where arm64 differs
    system: str = "debian"
    is_partial: bool = False  # what Dockerfiles do not install has only its name packaged

    def __str__(self) -> str:
        """As people say it: `Debian 13`."""
        return f"{self.system.capitalize()} {self.number}"


RELEASES = (
    Release("11", "bullseye", "a"),
    Release("12", "bookworm", "b"),
    Release("13", "trixie", "c"),
    Release("14", "forky", "d", is_partial=True),
    Release("22.04", "jammy", "e", "ubuntu", is_partial=True),
    Release("24.04", "noble", "f", "ubuntu", is_partial=True),
    Release("26.04", "resolute", "g", "ubuntu", is_partial=True),
)
_BY_NUMBER = {release.number: release for release in RELEASES}


class Record(NamedTuple):
    """What is known of a name in a release. Relations are kept as packaged; `groups_of` reads them."""

    version: str  # the candidate's; empty: a virtual name; `?`: a package of which only the name is packaged
    others: tuple[str, ...]  # further versions that the archive serves
    size: int  # installed, in KiB
    flags: str  # e essential, i important (apt's own), r required, f foreign (serves any architecture), m meta package, u relations not packaged
    depends: str
    recommends: str
    conflicts: str
    providers: tuple[str, ...]  # who provides the name, in apt's order; with `=` where a version is said
    programs: tuple[str, ...]

    @property
    def relations(self) -> tuple[object, ...]:
        """What one architecture may have otherwise than another."""
        return (bool(self.version), self.depends, self.recommends, self.conflicts, self.providers)

    @property
    def is_named_only(self) -> bool:
        """Whether nothing but the package's name is packaged."""
        return self.version == "?"


_NOTHING = Record("", (), 0, flags="", depends="", recommends="", conflicts="", providers=(), programs=())
_NAMED_ONLY = _NOTHING._replace(version="?", flags="u")
# A virtual name of which is not packaged who provides it.
_VIRTUAL_ONLY = _NOTHING._replace(providers=("?",))


def encode(record: Record) -> tuple[str, ...]:
    """A record's cells, for the columns of a block."""
    return (
        ",".join((record.version, *record.others)), str(record.size), record.flags, record.depends, record.recommends,
        record.conflicts, " ".join(record.providers), " ".join(record.programs),
    )  # fmt: skip


def decode(cells: Sequence[str]) -> Record:
    """The record of its cells."""
    versions, size, flags, depends, recommends, conflicts, providers, programs = cells
    version, *others = versions.split(",")
    return Record(
        version, tuple(others), int(size), flags=flags, depends=depends, recommends=recommends, conflicts=conflicts, providers=tuple(providers.split()),
        programs=tuple(programs.split()),
    )  # fmt: skip


def in_columns(rows: list[tuple[str, list[tuple[str, Record]], str]]) -> str:
    """A block's text: names, each with its records by letter, and the letters of the releases that have only the name."""
    columns: list[list[str]] = [[] for _ in range(len(Record._fields))]
    for name, records, only in rows:
        letters = "".join(letter for letter, _ in records)
        columns[0].append(f"{name} {letters}{_BAR + only if only else ''}")
        for _, record in records:
            for column, cell in zip(columns[1:], encode(record), strict=True):
                column.append(cell)
    return _COLUMN.join("\n".join(column) for column in columns)


class _Table(NamedTuple):
    """A block as it is read: the row of `curl c` and the like, and the columns."""

    places: dict[str, int]
    columns: tuple[list[str], ...]
    only: dict[str, str]  # name: the letters of the releases that have only the name; upper-case: a virtual one

    def record(self, name: str, letter: str) -> Record | None:
        place = self.places.get(f"{name} {letter}")
        if place is not None:
            return decode([column[place] for column in self.columns])
        only = self.only.get(name, "")
        return _NAMED_ONLY if letter in only else _VIRTUAL_ONLY if letter.upper() in only else None


def _table(text: str) -> _Table:
    heads, *columns = text.split(_COLUMN)
    places: dict[str, int] = {}
    only: dict[str, str] = {}
    count = 0
    for head in heads.split("\n"):
        name, _, rest = head.partition(" ")
        letters, _, named = rest.partition(_BAR)
        if named:
            only[name] = named
        for letter in letters:
            places[f"{name} {letter}"] = count
            count += 1
    return _Table(places, tuple(column.split("\n") for column in columns), only)


_MOST_SHARED = 60
_ZERO = ord("0")


def front_coded(words: Sequence[str]) -> str:
    """Sorted words, each with how many letters it begins with as the one before it does: a quarter smaller when packed."""
    lines, before = [], ""
    for word in words:
        most = min(len(word), len(before), _MOST_SHARED)
        shared = next((offset for offset in range(most) if word[offset] != before[offset]), most)
        lines.append(chr(_ZERO + shared) + word[shared:])
        before = word
    return "\n".join(lines)


def _words(text: str) -> list[str]:
    """The words that `front_coded` makes the text of."""
    found, before = [], ""
    for line in text.split("\n"):
        before = before[: ord(line[0]) - _ZERO] + line[1:]
        found.append(before)
    return found


def release_of(system: str) -> Release | None:
    """The release of a number or a code name: `13`, `trixie`, `24.04`; None where it is none that is known."""
    return _BY_NUMBER.get(system) or next((one for one in RELEASES if one.codename == system), None)


def next_release(release: Release) -> Release | None:
    """The release that comes after one; None where that is not known."""
    return next((one for one in RELEASES[RELEASES.index(release) + 1 :] if one.system == release.system), None)


def compressed(text: str, *, quickly_read: bool = False) -> bytes:
    """A block's bytes; those that are read in a quarter of the time are a quarter longer."""
    if quickly_read:
        return zlib.compress(text.encode(), 9)
    return lzma.compress(text.encode(), lzma.FORMAT_RAW, filters=_FILTERS)


def _read(offset: int, length: int) -> bytes:
    with (folder_of("gorae.packages") / "data" / "packages.bin").open("rb") as file:
        file.seek(offset)
        return bytes(file.read(length))


def _unpacked(body: bytes) -> str:
    if body[:1] == _ZLIB:
        return zlib.decompress(body).decode()
    return lzma.decompress(body, lzma.FORMAT_RAW, filters=_FILTERS).decode()


@lru_cache(maxsize=1)
def _header() -> tuple[dict[str, Any], int]:
    length = int.from_bytes(_read(0, _LENGTH), "big")
    found: dict[str, Any] = json.loads(_unpacked(_read(_LENGTH, length)))
    return found, _LENGTH + length


# What is kept of the packages' data is bounded: a session that names ever others would hold all of it, unpacked, in the end.
@lru_cache(maxsize=16)
def _block(offset: int, length: int) -> str:
    return _unpacked_block(offset, length)


def _unpacked_block(offset: int, length: int) -> str:
    return _unpacked(_read(_header()[1] + offset, length))


def about() -> dict[str, Any]:
    """Where the data come from: source, date, licence; and each release's minimal system."""
    found: dict[str, Any] = _header()[0]["about"]
    return found


def base(release: Release) -> tuple[str, ...]:
    """The packages of a minimal system (`debian:RELEASE` holds these)."""
    return tuple(about()["base"][release.number])


@lru_cache(maxsize=4)
def _hot(release: Release) -> list[str]:
    """The lines of a release's block, sorted: a name and a record's cells."""
    return _block(*_header()[0]["hot"][release.letter]).split("\n")


@lru_cache(maxsize=1)
def _firsts() -> list[str]:
    return [row[0] for row in _header()[0]["cold"]]


@lru_cache(maxsize=16)
def _cold(index: int) -> _Table:
    _, offset, length = _header()[0]["cold"][index]
    return _table(_unpacked_block(offset, length))


@lru_cache(maxsize=8192)
def record(release: Release, name: str, arch: str = "amd64") -> Record | None:
    """What a release knows of a name; None: nothing."""
    found = None
    if arch == "arm64":
        found = _record(release, name, release.letter.upper())
    if found is None:
        found = _record(release, name, release.letter)
    return found if found is not None and (found.version or found.providers) else None


def _record(release: Release, name: str, letter: str) -> Record | None:
    if letter.islower():
        lines, wanted = _hot(release), f"{name}\t"
        found = bisect_left(lines, wanted)
        if found < len(lines) and lines[found].startswith(wanted):
            return decode(lines[found].split("\t")[1:])
    index = bisect_right(_firsts(), name) - 1
    return _cold(index).record(name, letter) if index >= 0 else None


@lru_cache(maxsize=2)
def names(release: Release) -> dict[str, str]:
    """All names that a release's index has: `r` real, `v` virtual, `n` only named by others. For patterns and searches."""
    place = RELEASES.index(release)
    return {name: kind[place] for name, kind in zip(*_names(), strict=True) if kind[place] != "-"}


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], list[str]]:
    """All names, and for each the letters of what it is in each release: the same strings for all releases."""
    words, _, kinds = _unpacked_block(*_header()[0]["names"]).partition(_COLUMN)
    return _words(words), [sys.intern(kind) for kind in kinds.split("\n")]


@lru_cache(maxsize=1024)
def packages_with(release: Release, program: str) -> tuple[str, ...]:
    """The packages that bring a program (its file's name), those that Dockerfiles usually install first."""
    rows = _header()[0]["programs"]
    index = bisect_right([row[0] for row in rows], program) - 1
    if index < 0:
        return ()
    for line in _block(*rows[index][1:]).split("\n"):
        name, _, rest = line.partition(" ")
        if name == program:
            for part in rest.split(";"):
                if release.letter in part.partition(":")[0]:
                    return tuple(part.partition(":")[2].split())
    return ()


@lru_cache(maxsize=1)
def usual() -> tuple[str, ...]:
    """Names that public Dockerfiles install, the most frequent first."""
    return tuple(_block(*_header()[0]["usual"]).split("\n"))
