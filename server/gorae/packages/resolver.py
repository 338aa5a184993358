"""What `apt-get install` would install: apt's answer, from the packaged relations.

The order of the work is apt's own (apt-pkg/depcache.cc, MarkInstall): what a package needs is marked before what it
recommends, an or-group takes its first member that can be had, what is there already satisfies it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gorae.packages.store import Record, Release, record

_DEEPEST = 200


class Answer(NamedTuple):
    """What an install line does. Names are those of packages."""

    new: tuple[str, ...]  # installed newly, sorted
    removed: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]  # package and the dependency that nothing fulfils: apt refuses all of it
    is_known: bool  # False where something asked for has relations that are not packaged: `new` is not all


@lru_cache(maxsize=16384)
def groups_of(relations: str) -> tuple[tuple[str, ...], ...]:
    """The or-groups of a packaged relation."""
    return tuple(tuple(group.split("|")) for group in relations.split())


class _State:
    """The packages that are there and that are to come, while a line is worked through."""

    def __init__(self, release: Release, installed: frozenset[str], arch: str, *, recommends: bool) -> None:
        self.release = release
        self.arch = arch
        self.installed = installed
        self.recommends = recommends
        self.new: dict[str, None] = {}
        self.removed: dict[str, None] = {}
        self.held: set[str] = set()  # what must not come: `pkg-`
        self.clashes: set[str] = set()  # what came as an alternative, and kept another out
        self.asked: set[str] = set()
        self.against: dict[str, list[str]] | None = None
        self.waiting: set[str] = set()  # marked, what they need not yet
        self.broken: dict[tuple[str, str], None] = {}
        self.is_known = True

    def record(self, name: str) -> Record | None:
        return record(self.release, name, self.arch)

    def has(self, name: str) -> bool:
        return name in self.new or (name in self.installed and name not in self.removed)

    def satisfied_by(self, target: str) -> bool:
        """Whether what a relation names is there, by itself or by one that provides it."""
        versioned = target.endswith(">")
        name = target.rstrip(">")
        if self.has(name):
            return True
        known = self.record(name)
        if known is None:
            return False
        return any(
            self.has(provider.rstrip("=")) for provider in known.providers if not versioned or provider.endswith("=")
        )

    def targets(self, target: str) -> list[str]:
        """The packages that fulfil a relation's name, in apt's order: itself, then those that provide it."""
        versioned = target.endswith(">")
        name = target.rstrip(">")
        known = self.record(name)
        if known is None:
            return []
        found = [name] if known.version else []
        found += [provider.rstrip("=") for provider in known.providers if not versioned or provider.endswith("=")]
        return [one for one in found if one not in self.held]

    def mark(self, name: str) -> None:
        """Mark a package that was asked for: apt marks all of these before it looks at what any of them needs."""
        known = self.record(name)
        if not self.has(name) and known is not None and self._make_room(name, known):
            self.new[name] = None
            self.waiting.add(name)

    def install(self, name: str, depth: int = 0) -> bool:
        """Mark a package and all that it needs; False where that cannot be."""
        if self.has(name) and name not in self.waiting:
            return True
        self.waiting.discard(name)
        known = self.record(name)
        if known is None or not known.version or name in self.held or depth > _DEEPEST:
            return False
        if "u" in known.flags:
            self.is_known = False
        if name not in self.new and not self._make_room(name, known):
            return False
        self.new[name] = None
        for group in groups_of(known.depends):
            if not self._fulfil(group, depth):
                self.broken[name, group[0]] = None
                self.new.pop(name, None)
                return False
        if self.recommends:
            for group in groups_of(known.recommends):
                self._fulfil(group, depth)
        return True

    def _fulfil(self, group: tuple[str, ...], depth: int) -> bool:
        if any(self.satisfied_by(one) for one in group):
            return True
        for one in group:
            for target in self.targets(one):
                before = (dict(self.new), dict(self.removed), dict(self.broken))
                if self.install(target, depth + 1):
                    return True
                self.new, self.removed, self.broken = before
        return False

    def _make_room(self, name: str, known: Record) -> bool:
        """Take away what cannot stand beside a package; False where that was asked for, or is essential."""
        for other in known.conflicts.split():
            if not self.has(other):
                continue
            there = self.record(other)
            if other in self.new and other not in self.asked:
                self.clashes.add(other)
            if other in self.asked or other in self.new or (there is not None and "e" in there.flags):
                return False
            self.removed[other] = None
        return not any(other in self.new for other in self.kept_out_by().get(name, ()))

    def kept_out_by(self) -> dict[str, list[str]]:
        """For each package those that were asked for and do not stand beside it; made once, as a pattern asks for many."""
        if self.against is None:
            self.against = {}
            for other in self.asked:
                there = self.record(other)
                for name in there.conflicts.split() if there is not None else ():
                    self.against.setdefault(name, []).append(other)
        return self.against


@lru_cache(maxsize=512)
def resolve(
    release: Release,
    wanted: tuple[str, ...],
    installed: frozenset[str],
    *,
    recommends: bool = True,
    removed: tuple[str, ...] = (),
    arch: str = "amd64",
) -> Answer:
    """What installing packages that exist adds to what is installed, and takes away."""
    state = _tried(release, wanted, installed, removed, set(removed), arch, recommends=recommends)
    if state.broken and state.clashes:
        # An alternative that was taken first stands in the way of what is needed later: another one, as apt finds out.
        held = {*removed, *state.clashes}
        again = _tried(release, wanted, installed, removed, held, arch, recommends=recommends)
        state = state if again.broken else again
    new = tuple(sorted(name for name in state.new if name not in installed))
    return Answer(new, tuple(sorted(state.removed)), tuple(state.broken), state.is_known)


def _tried(
    release: Release, wanted: tuple[str, ...], installed: frozenset[str], removed: tuple[str, ...], held: set[str], arch: str, *, recommends: bool,
) -> _State:  # fmt: skip
    """One try of it, without the packages that are held back."""
    state = _State(release, installed, arch, recommends=recommends)
    state.held = held
    state.asked = set(wanted)
    for name in removed:
        if name in installed:
            state.removed[name] = None
    for name in wanted:
        state.mark(name)
    for name in wanted:
        state.install(name)
    return state


def size_of(release: Release, names: tuple[str, ...], arch: str = "amd64") -> int:
    """The installed size of packages in bytes, as their own control files say."""
    return sum(known.size * 1024 for name in names if (known := record(release, name, arch)) is not None)


_STANDARD_LIBRARY = re.compile(r"libpython3\.\d+-(?:stdlib|minimal)")


def disk_of(release: Release, names: tuple[str, ...], arch: str = "amd64") -> int:
    """What packages take on the disk in bytes: their installed size, and what Python's modules are compiled to."""
    compiled = 0.0
    for name in names:
        share = 0.8 if _STANDARD_LIBRARY.fullmatch(name) else 0.6 if name.startswith("python3-") else 0.0
        if share and not name.endswith("-dev") and (known := record(release, name, arch)) is not None:
            compiled += known.size * 1024 * share
    return size_of(release, names, arch) + int(compiled)
