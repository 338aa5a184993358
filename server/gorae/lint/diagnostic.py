"""A rule together with what it found: as it was found, and as it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.config.severity import Severity
    from gorae.lint.model import Fix
    from gorae.lint.rule import Rule
    from gorae.source import Span


class Found(NamedTuple):
    """A rule and what it found; all spans are offsets in the document's text."""

    rule: Rule
    finding: Finding


@dataclass(slots=True, eq=False)
class Diagnostic:
    """What is shown of a finding: its severity as configured, the fixes that may be applied, the places it stands for.

    All spans are offsets in the document's text. `fixes` is worked out when it is first asked for: a keystroke shows many
    findings, and asks for the fixes of few.
    """

    rule: Rule
    finding: Finding
    severity: Severity
    guard: Callable[[Fix, Span], bool] | None = field(default=None, repr=False)  # whether a fix may be applied
    related: tuple[Span, ...] = ()  # where else: what the finding names, and the places of those it is reported for
    places: int = 1  # of how many findings it is the one that is reported
    _fixes: tuple[Fix, ...] | None = field(default=None, repr=False)
    _later: Callable[[], tuple[Fix, ...]] | None = field(
        default=None, repr=False
    )  # the fixes of all that it stands for

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """The fixes to choose from, the preferred one first."""
        if self._fixes is None and self._later is not None:
            self._fixes, self._later = self._later(), None
        if self._fixes is None:
            guard, span = self.guard, self.finding.span
            self._fixes = tuple(fix for fix in self.finding.fixes if guard is None or guard(fix, span))
        return self._fixes

    @property
    def may_have_fix(self) -> bool:
        """Whether it has a fix, as far as that can be said without trying one out."""
        if self._fixes is not None or self.guard is None:
            return bool(self.fixes)
        return any(fix.moves_base or self.guard(fix, self.finding.span) for fix in self.finding.fixes)

    def folded(self, fixes: Callable[[], tuple[Fix, ...]], related: tuple[Span, ...], places: int) -> Diagnostic:
        """This diagnostic as the one that is reported for several."""
        return Diagnostic(
            self.rule, self.finding, self.severity, guard=self.guard, related=related, places=places, _later=fixes
        )

    def at(self, by: int) -> Diagnostic:
        """This diagnostic without its fixes, where the text begins `by` code points earlier."""
        finding = Finding(
            self.finding.span.shift(by),
            self.finding.facts,
            variant=self.finding.variant,
            severity=self.finding.severity,
            unmatched_aliases=self.finding.unmatched_aliases,
        )
        related = tuple(span.shift(by) for span in self.related)
        return Diagnostic(self.rule, finding, self.severity, related=related, places=self.places, _fixes=())

    @property
    def span(self) -> Span:
        """Where the problem is: the words that are wrong."""
        return self.finding.span

    @property
    def stands_alone(self) -> bool:
        """Whether no other rule's diagnostics stand beside it in the file."""
        return self.rule.exclusive and not self.finding.only_here

    @property
    def aliases(self) -> tuple[str, ...]:
        """The codes under which other linters report the same here."""
        return tuple(alias.code for alias in self.rule.aliases if alias.code not in self.finding.unmatched_aliases)
