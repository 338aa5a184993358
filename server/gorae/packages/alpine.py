"""The packaged facts on Alpine's packages: what each needs, weighs and brings. One release stands for the others.

`scripts/refresh_alpine.py` writes them, from the index of `main`; what is in `community` alone is not in them.
"""

from __future__ import annotations

import json
import lzma
import re
from functools import lru_cache
from typing import Any, NamedTuple

from gorae.source.packaged import folder_of


class Apk(NamedTuple):
    """A package of Alpine's."""

    size: int  # installed, in KiB
    needs: tuple[str, ...]  # names of packages
    programs: tuple[str, ...]
    version: str  # `8.14.1-r2`


@lru_cache(maxsize=1)
def _lines() -> tuple[str, dict[str, str]]:
    """The line on the facts' source, and each package's by its name."""
    path = folder_of("gorae.packages") / "data" / "alpine.xz"
    first, *lines = lzma.decompress(path.read_bytes()).decode("utf-8").split("\n")
    return first, {name: rest for name, _, rest in (line.partition("\t") for line in lines)}


@lru_cache(maxsize=1)
def _virtual() -> dict[str, str]:
    """The names that only others provide, each with the one of them that apk takes."""
    return {one: name for name, rest in _lines()[1].items() for one in rest.split("\t")[3].split()}


@lru_cache(maxsize=2048)
def _package(name: str) -> Apk | None:
    rest = _lines()[1].get(name)
    if rest is None:
        return None
    size, needs, programs, _, version = rest.split("\t")
    return Apk(int(size), tuple(needs.split()), tuple(programs.split()), version)


def about() -> dict[str, Any]:
    """Where the facts are from: source, date, licence, release."""
    found: dict[str, Any] = json.loads(_lines()[0])
    return found


def release() -> tuple[int, ...]:
    """The release whose index the facts are from: (3, 22)."""
    return tuple(int(part) for part in about()["release"].split("."))


def names() -> tuple[str, ...]:
    """The names of all packages of `main`."""
    return tuple(_lines()[1])


def size_alone(name: str) -> int | None:
    """What a package weighs without what it needs, in bytes; None where it is not known."""
    found = _package(name)
    return found.size * 1024 if found is not None else None


def version_of(name: str) -> str | None:
    """A package's version in that release's index, on its day; None where it does not have the package."""
    one = _package(name)
    return one.version if one is not None else None


_SUFFIXES = ("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p")


def version_key(version: str) -> tuple[object, ...] | None:
    """What sorts apk's versions (`1.2.3_rc1-r0`; apk-package(5)); None where it is none."""
    match = re.fullmatch(r"(\d+(?:\.\d+)*)([a-z]?)((?:_[a-z]+\d*)*)(?:-r(\d+))?", version)
    if match is None:
        return None
    suffixes = re.findall(r"_([a-z]+)(\d*)", match[3])
    if any(word not in _SUFFIXES for word, _ in suffixes):
        return None
    ends = (*tuple((_SUFFIXES.index(word), int(number or 0)) for word, number in suffixes), (_SUFFIXES.index(""), 0))
    return tuple(map(int, match[1].split("."))), match[2], ends, int(match[4] or 0)


def real_name(name: str) -> str | None:
    """The package that a name stands for: itself, or the one that provides it; None where the index does not have it."""
    return name if name in _lines()[1] else _virtual().get(name)


@lru_cache(maxsize=256)
def closure(names: frozenset[str]) -> frozenset[str]:
    """The packages that these names install, of those that the index has, with all that they need."""
    found: set[str] = set()
    todo = [real for name in names if (real := real_name(name)) is not None]
    while todo:
        name = todo.pop()
        if name not in found and (one := _package(name)) is not None:
            found.add(name)
            todo += one.needs
    return frozenset(found)


@lru_cache(maxsize=256)
def programs_of(names: frozenset[str]) -> frozenset[str]:
    """All programs that these names bring, with all that they need."""
    rows = [_package(name) for name in closure(names)]
    return frozenset(program for one in rows if one is not None for program in one.programs)


def own_programs(name: str) -> tuple[str, ...]:
    """The programs of one package."""
    one = _package(name)
    return one.programs if one is not None else ()


def size_of(names: frozenset[str]) -> int:
    """What packages weigh installed, in bytes; names that the index does not have count nothing."""
    return sum(one.size * 1024 for name in names if (one := _package(name)) is not None)


@lru_cache(maxsize=256)
def bringers(program: str) -> tuple[str, ...]:
    """The packages that bring a program themselves, the plainest name first."""
    found = [name for name, rest in _lines()[1].items() if program in rest.split("\t")[2].split()]
    return tuple(sorted(found, key=lambda name: (name != program, len(name), name)))
