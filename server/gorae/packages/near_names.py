"""The package nearest to a name that no release has: by what is typed wrong, and what is installed often."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.packages.programs import bringers
from gorae.packages.store import names, record, usual

if TYPE_CHECKING:
    from gorae.packages.store import Release

_LONGEST = 40  # letters; nobody's hand slips once in a longer name
_SHORTEST = 4  # a shorter name is one letter from too many others
_TWO_SLIPS_SINCE = 9  # letters
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-.+"


@lru_cache(maxsize=512)
def near_name(release: Release, name: str) -> str | None:
    """The package that a name stands for: with its usual prefix or ending, that brings the program, or one slip away."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9.+-]*", name) or len(name) > _LONGEST:
        return None
    return _completed(release, name) or _with_program(release, name) or _misspelt(release, name)


def is_there(release: Release, name: str) -> bool:
    """Whether a package of that name can be installed."""
    known = record(release, name)
    return known is not None and bool(known.version)


def _completed(release: Release, name: str) -> str | None:
    """`ssl-dev`, `libpq` and `libxml-dev` for libssl-dev, libpq-dev and libxml2-dev."""
    stem = name.removesuffix("-devel").removesuffix("-dev").removesuffix("-headers").removeprefix("lib")
    if len(stem) < 2 or (not name.startswith("lib") and stem == name):
        return None
    pattern = re.compile(rf"lib{re.escape(stem)}\d*(?:-\d)?-dev")
    return next((one for one in usual() if pattern.fullmatch(one) and is_there(release, one)), None)


def _with_program(release: Release, name: str) -> str | None:
    """The package of a program, for whoever writes the program's name: `killall`, `envsubst`, `rg`."""
    found = [one for one in bringers(release, name) if is_there(release, one)]
    often = [one for one in usual() if one in found]
    return next(iter(often or (found if len(found) == 1 else ())), None)


def _misspelt(release: Release, name: str) -> str | None:
    """Of the names nearest to it the one that Dockerfiles install most; of all others one that is a single slip away."""
    if len(name) < _SHORTEST:
        return None
    most = 2 if len(name) >= _TWO_SLIPS_SINCE else 1
    near = [(distance, index, one) for index, one in enumerate(usual()) if (distance := slips(name, one, most)) <= most]
    for _, _, one in sorted(near):
        if is_there(release, one):
            return one
    known = names(release)
    single = [one for one in _one_slip_away(name) if known.get(one) == "r"]
    return single[0] if len(single) == 1 else None


def _one_slip_away(name: str) -> set[str]:
    parts = [(name[:offset], name[offset:]) for offset in range(len(name) + 1)]
    lost = {a + b[1:] for a, b in parts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    typed = {a + one + b for a, b in parts for one in _LETTERS}
    other = {a + one + b[1:] for a, b in parts if b for one in _LETTERS}
    return (lost | swapped | typed | other) - {name}


def slips(one: str, other: str, most: int) -> int:
    """The letters typed wrong, left out, too many, or two of them swapped, that make one name of the other; `most` + 1: more.

    A number in place of another is no slip of the hand: the names mean two packages.
    """
    if abs(len(one) - len(other)) > most or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return most + 1
    before, last = list(range(len(other) + 1)), [0] * (len(other) + 1)
    for row, letter in enumerate(one, 1):
        now = [row, *[0] * len(other)]
        for column, against in enumerate(other, 1):
            cost = min(before[column] + 1, now[column - 1] + 1, before[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, last[column - 2] + 1)
            now[column] = cost
        if min(now) > most:
            return most + 1
        last, before = before, now
    return before[-1]
