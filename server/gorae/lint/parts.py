"""What is shown of each part of a file, kept for as long as nothing in that part changes, wherever it then stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.lint.aggregation import aggregate, group_of
from gorae.lint.supersession import supersede

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.selection import RuleSet
    from gorae.stages import Build

# These report one finding for several parts.
_ACROSS_PARTS = ("once_per_message", "once_per_file")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What stands above the first FROM, or one stage: its diagnostics, with spans relative to its start, without fixes."""

    key: tuple[object, ...]  # what all else is made of
    shown: tuple[Diagnostic, ...]  # sorted
    grouped: tuple[tuple[Hashable, Diagnostic], ...]  # what is reported once for several parts, by its group
    is_exclusive: bool  # a rule has a finding here that no other rule's stand beside, or not those on shipped images
    derived: dict[Hashable, Any] = field(default_factory=dict, repr=False)  # see gorae.source.derived


class Fold(NamedTuple):
    """One of a part's `grouped` that is reported there for those of its group in parts below."""

    number: int  # in the part's `grouped`
    others: tuple[tuple[int, int], ...]  # the others: the number of the part, and that in its `grouped`


class Placed(NamedTuple):
    """A part where it stands in the document."""

    part: Part
    start: int
    folds: tuple[Fold, ...]  # what is reported here for several parts


def make_part(
    key: tuple[object, ...], diagnostics: Sequence[Diagnostic], build: Build, rules: RuleSet, start: int
) -> Part:
    """A part of what was found in it; the diagnostics' spans are offsets in the document."""
    kept = supersede(diagnostics, rules, build)
    local = [one for one in kept if one.rule.report not in _ACROSS_PARTS or rules.reports_every(one.rule)]
    across = [one for one in kept if one.rule.report in _ACROSS_PARTS and not rules.reports_every(one.rule)]
    shown = sorted(aggregate(local, build, rules), key=in_order)
    grouped = [(group_of(one, build), one.at(-start)) for one in sorted(across, key=in_order) if not one.finding.opt_in]
    return Part(
        key,
        tuple(one.at(-start) for one in shown),
        tuple(grouped),
        any(one.rule.exclusive or one.finding.not_shipped for one in diagnostics),
    )


def placed(parts: Iterable[tuple[Part, int]]) -> list[Placed]:
    """The parts, each where it begins, with what is reported in one of them for several."""
    rows = list(parts)
    groups: dict[Hashable, list[tuple[int, int]]] = {}
    for number, (part, _) in enumerate(rows):
        for at, (key, _) in enumerate(part.grouped):
            groups.setdefault(key, []).append((number, at))
    reported: dict[int, list[Fold]] = {}
    for (number, at), *others in groups.values():
        reported.setdefault(number, []).append(Fold(at, tuple(others)))
    return [Placed(part, start, tuple(reported.get(number, ()))) for number, (part, start) in enumerate(rows)]


def in_order(one: Diagnostic) -> tuple[object, ...]:
    """The order in which diagnostics are shown."""
    return (one.span, one.rule.name)


class Checked:
    """What was found in a document: its parts, where that can be said part by part, and all of it where somebody asks."""

    __slots__ = ("_diagnostics", "_find_all", "parts")

    def __init__(self, parts: list[Placed] | None, find_all: Callable[[], list[Diagnostic]]) -> None:
        self.parts = parts  # None: only all of it can be shown
        self._find_all: Callable[[], list[Diagnostic]] | None = find_all
        self._diagnostics: list[Diagnostic] = []

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """All diagnostics in the text's order, with their fixes; spans are offsets in the document's text."""
        if self._find_all is not None:
            self._diagnostics, self._find_all = self._find_all(), None
        return self._diagnostics

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)
