"""What is shown of each part of a file, kept for as long as nothing in that part changes, wherever it then stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.lint.aggregation import aggregate, fixes_of_group, group_of
from gorae.lint.supersession import supersede

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.rule import Rule
    from gorae.lint.selection import RuleSet
    from gorae.source import Span
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
    has_safe_fix: bool  # before one is tried out
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


class Split(NamedTuple):
    """What is shown of one part's findings; spans are offsets in the document."""

    shown: list[Diagnostic]
    across: list[Diagnostic]  # what is reported once for several parts, in the order of `Part.grouped`


def split(diagnostics: Sequence[Diagnostic], build: Build, rules: RuleSet) -> Split:
    """One part's diagnostics without those that others stand for: those of the part alone, folded, and the others."""
    kept = supersede(diagnostics, rules, build)
    local = [one for one in kept if one.rule.report not in _ACROSS_PARTS or rules.reports_every(one.rule)]
    across = [one for one in kept if one.rule.report in _ACROSS_PARTS and not rules.reports_every(one.rule)]
    return Split(
        sorted(aggregate(local, build, rules), key=in_order),
        [one for one in sorted(across, key=in_order) if not one.finding.opt_in],
    )


def make_part(
    key: tuple[object, ...], diagnostics: Sequence[Diagnostic], build: Build, rules: RuleSet, start: int
) -> Part:
    """A part of what was found in it; the diagnostics' spans are offsets in the document."""
    shown, across = split(diagnostics, build, rules)
    return Part(
        key,
        tuple(one.at(-start) for one in shown),
        tuple((group_of(one, build), one.at(-start)) for one in across),
        any(one.stands_alone or one.finding.not_shipped for one in diagnostics),
        any(fix.safe and fix.edits for one in (*shown, *across) for fix in one.finding.fixes),
    )


def placed(parts: Iterable[tuple[Part, int]]) -> list[Placed]:
    """The parts, each where it begins, with what is reported in one of them for several."""
    rows = list(parts)
    groups: dict[Hashable, list[tuple[int, int]]] = {}
    for number, (part, _) in enumerate(rows):
        for index, (key, _) in enumerate(part.grouped):
            groups.setdefault(key, []).append((number, index))
    reported: dict[int, list[Fold]] = {}
    for (number, index), *others in groups.values():
        reported.setdefault(number, []).append(Fold(index, tuple(others)))
    return [Placed(part, start, tuple(reported.get(number, ()))) for number, (part, start) in enumerate(rows)]


def in_order(one: Diagnostic) -> tuple[object, ...]:
    """The order in which diagnostics are shown."""
    return (one.span, one.rule.name)


class Checked:
    """What was found in a document: its parts, where that can be said part by part, and all of it where somebody asks.

    Who asks for a place, or for one rule, has that of the parts that it is in.
    """

    __slots__ = ("_diagnostics", "_find_all", "_split", "_splits", "parts")

    def __init__(
        self,
        parts: list[Placed] | None,
        find_all: Callable[[], list[Diagnostic]],
        split_part: Callable[[int], Split] | None = None,
    ) -> None:
        """`split_part` says what is shown of the part of a number; it goes with `parts`."""
        self.parts = parts  # None: only all of it can be shown
        self._find_all: Callable[[], list[Diagnostic]] | None = find_all
        self._diagnostics: list[Diagnostic] = []
        self._split = split_part
        self._splits: dict[int, Split] = {}

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """All diagnostics in the text's order, with their fixes; spans are offsets in the document's text."""
        if self._find_all is not None:
            self._diagnostics, self._find_all = self._find_all(), None
        return self._diagnostics

    def touching(self, span: Span) -> list[Diagnostic]:
        """Those that touch a span, as among `diagnostics`."""

        def touches(one: Diagnostic, start: int = 0) -> bool:
            return one.span.start + start <= span.end and span.start <= one.span.end + start

        return self._chosen(touches)

    def of_rule(self, rule: Rule) -> list[Diagnostic]:
        """Those of one rule, as among `diagnostics`."""
        return self._chosen(lambda one, _=0: one.rule == rule)

    @property
    def may_have_safe_fix(self) -> bool:
        """Whether any has a safe fix, as far as that can be said without trying one out."""
        if self.parts is not None:
            return any(placed.part.has_safe_fix for placed in self.parts)
        return any(fix.safe and fix.edits for one in self.diagnostics for fix in one.finding.fixes)

    def _chosen(self, is_wanted: Callable[..., bool]) -> list[Diagnostic]:
        """Those that are wanted, in order; `is_wanted` is given a diagnostic, and where its part starts."""
        if self.parts is None or self._find_all is None:
            return [one for one in self.diagnostics if is_wanted(one)]
        found: list[Diagnostic] = []
        for number, (part, start, folds) in enumerate(self.parts):
            local = [index for index, one in enumerate(part.shown) if is_wanted(one, start)]
            folded = [fold for fold in folds if is_wanted(part.grouped[fold.number][1], start)]
            here = [self._in_part(number).shown[index] for index in local]
            here += [self._folded(number, fold) for fold in folded]
            found += sorted(here, key=in_order)
        return found

    def _in_part(self, number: int) -> Split:
        if number not in self._splits and self._split is not None:
            self._splits[number] = self._split(number)
        return self._splits[number]

    def _folded(self, number: int, fold: Fold) -> Diagnostic:
        """What is reported in a part for several; the others' own fixes are worked out when its are asked for."""
        first = self._in_part(number).across[fold.number]
        if not fold.others or self.parts is None:
            return first
        parts = self.parts
        places = [parts[one].part.grouped[which][1].span.shift(parts[one].start) for one, which in fold.others]
        group = ((number, fold.number), *fold.others)
        return first.folded(
            lambda: fixes_of_group([self._in_part(one).across[which] for one, which in group]),
            (*first.related, *places),
            len(group),
        )

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)
