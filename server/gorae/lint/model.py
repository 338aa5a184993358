"""What rules find: facts, never sentences. The sentences stand in the rules' pages (`messages.py`)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.config.severity import Severity

Applicability = Literal["safe", "unsafe"]


class FileEdit(NamedTuple):
    """A change of another file than the Dockerfile: its whole new text."""

    path: str  # below the context's root, with `/`
    before: str | None  # None: the file is made
    after: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that ends a finding. `safe`: the image built is the same or only smaller; nothing is lost."""

    edits: tuple[Edit, ...]
    safe: bool
    variant: str = ""  # which of the page's titles: `fix` or `fix-VARIANT`
    facts: tuple[tuple[str, object], ...] = ()  # fill the title's gaps
    files: tuple[FileEdit, ...] = ()
    reads: tuple[Span, ...] = ()  # what it is right for only as it stands: no fix that changes one is applied with it
    moves_base: bool = False  # it puts the stage on another system: offered only where a trial finds no new error

    def shift(self, by: int) -> Fix:
        """This fix with its edits moved right by `by` code points."""
        edits = tuple(edit.shift(by) for edit in self.edits)
        reads = tuple(span.shift(by) for span in self.reads)
        return Fix(edits, self.safe, self.variant, self.facts, self.files, reads=reads, moves_base=self.moves_base)

    def placed(self, below: int, by: int) -> Fix:
        """This fix where a text grew by `by` code points above `below`."""
        edits = tuple(edit._replace(span=_placed(edit.span, below, by)) for edit in self.edits)
        return replace(self, edits=edits, reads=tuple(_placed(span, below, by) for span in self.reads))


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place. Where its spans count from is the rule's kind's to say (`rule.py`)."""

    span: Span
    facts: tuple[tuple[str, object], ...] = ()  # fill the message's gaps
    fixes: tuple[Fix, ...] = ()  # choices, the preferred one first
    variant: str = ""  # which of the page's messages: `message` or `message-VARIANT`
    severity: Severity | None = None  # where it differs from the rule's
    unmatched_aliases: frozenset[str] = frozenset()  # codes of the rule's aliases whose own linter does not see this
    opt_in: bool = False  # reported only to those who choose the rule by a name
    not_shipped: bool = False  # it says that the image is for development: rules on shipped images keep silent
    only_here: bool = False  # of an exclusive rule: no other finding stands in its instruction; elsewhere they do
    related: tuple[Span, ...] = ()  # other places that the same problem is about
    is_habit: bool = False  # one of a habit: those of one variant are reported once a file, whatever the rule's report

    def shift(self, by: int) -> Finding:
        """This finding moved right by `by` code points."""
        if not by:
            return self
        return Finding(
            self.span.shift(by),
            self.facts,
            tuple(fix.shift(by) for fix in self.fixes),
            variant=self.variant,
            severity=self.severity,
            unmatched_aliases=self.unmatched_aliases,
            opt_in=self.opt_in,
            not_shipped=self.not_shipped,
            only_here=self.only_here,
            related=tuple(span.shift(by) for span in self.related),
            is_habit=self.is_habit,
        )

    @property
    def places(self) -> list[Span]:
        """All places that it names: its own, the related ones, what its fixes change and read."""
        found = [self.span, *self.related]
        for fix in self.fixes:
            found += [edit.span for edit in fix.edits]
            found += fix.reads
        return found

    def placed(self, below: int, by: int) -> Finding:
        """This finding where a text grew by `by` code points above `below`: each of its places lies on one side."""
        starts = [span.start for span in self.places]
        if max(starts) < below:
            return self
        if min(starts) >= below:
            return self.shift(by)
        return replace(
            self,
            span=_placed(self.span, below, by),
            fixes=tuple(fix.placed(below, by) for fix in self.fixes),
            related=tuple(_placed(span, below, by) for span in self.related),
        )

    def with_alias(self, code: str, *, claimed: bool) -> Finding:
        """This finding where the linter of that code reports it, too; or, not claimed, does not."""
        unmatched = self.unmatched_aliases - {code} if claimed else self.unmatched_aliases | {code}
        return replace(self, unmatched_aliases=unmatched)


def _placed(span: Span, below: int, by: int) -> Span:
    return span.shift(by) if span.start >= below else span


def found(
    span: Span,
    *fixes: Fix | None,
    variant: str = "",
    severity: Severity | None = None,
    unmatched_aliases: Iterable[str] = (),
    opt_in: bool = False,
    not_shipped: bool = False,
    only_here: bool = False,
    related: Iterable[Span] = (),
    is_habit: bool = False,
    **facts: object,
) -> Finding:
    """A finding at the span; fixes that are None are left out; the keyword arguments fill the message's gaps."""
    kept = tuple(fix for fix in fixes if fix is not None)
    codes = frozenset(unmatched_aliases)
    return Finding(
        span,
        tuple(facts.items()),
        kept,
        variant=variant,
        severity=severity,
        unmatched_aliases=codes,
        opt_in=opt_in,
        not_shipped=not_shipped,
        only_here=only_here,
        related=tuple(related),
        is_habit=is_habit,
    )


def fix(
    edits: Edit | Iterable[Edit],
    *,
    safe: bool,
    variant: str = "",
    files: tuple[FileEdit, ...] = (),
    reads: tuple[Span, ...] = (),
    **facts: object,
) -> Fix:
    """A fix of these edits; the keyword arguments fill the title's gaps."""
    group = (edits,) if isinstance(edits, Edit) else tuple(edits)
    return Fix(group, safe, variant, tuple(facts.items()), files, reads)


_UNTIL = re.compile(r"(?:ignore-)?until=(\d{4}-\d\d-\d\d)(?!\S)", re.IGNORECASE)
Reach = Literal["instruction", "stage", "file"]
Origin = Literal["gorae", "hadolint", "buildkit", "tally", "checkov", "trivy", "shellcheck"]


@dataclass(frozen=True, slots=True)
class Suppression:
    """One name in one comment that suppresses findings."""

    name: str
    name_span: Span
    comment: Span
    reach: Reach
    index: int  # the instruction below it; for `file` 0; -1 where it has no effect
    origin: Origin
    reason: str = ""

    @property
    def until(self) -> dt.date | None:
        """The last day on which it suppresses anything (`until=2027-01-31`); None where it says no day."""
        match = _UNTIL.match(self.reason)
        try:
            return dt.date.fromisoformat(match[1]) if match is not None else None
        except ValueError:
            return None

    @property
    def why(self) -> str:
        """The reason alone, without the day."""
        return _UNTIL.sub("", self.reason).strip()

    def is_over(self, today: dt.date) -> bool:
        """Whether its last day has passed."""
        until = self.until
        return until is not None and until < today


class SuppressionUsage(NamedTuple):
    """What the suppressing comments did in one check."""

    entries: tuple[Suppression, ...]
    unused: frozenset[Suppression]  # suppressed nothing, though all rules of that name ran
    unknown: dict[Suppression, str]  # Gorae's own with names that nothing has, and the nearest right name or ""
    over: frozenset[Suppression] = frozenset()  # their last day has passed
    unread: tuple[Span, ...] = ()  # comments that begin as Gorae's own do, and say nothing that it knows
