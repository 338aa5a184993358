"""Applies fixes until none is left: overlapping ones wait for the next round."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gorae.facts.breakage import breaks
from gorae.source import apply_edits, overlapping
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.model import Fix
    from gorae.source import Edit, Span
    from gorae.syntax import Document

# A fix may uncover another (an `apt` that becomes `apt-get`); more rounds than this would be a rule undoing another.
_MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after its fixes; `files` are other files' new texts by path below the context's root."""

    text: str
    files: dict[str, str]
    applied: int
    left: list[Diagnostic]


def preferred_fix(problem: Diagnostic, *, unsafe: bool) -> Fix | None:
    """The fix that is applied where nobody is asked: the preferred one; the first safe one where only those may be."""
    return next((fix for fix in problem.fixes if fix.safe or unsafe), None)


def fix_text(
    text: str,
    check: Callable[[Document, BuildContext | None], list[Diagnostic]],
    context: Callable[[dict[str, str]], BuildContext | None],
    *,
    unsafe: bool,
) -> Fixed:
    """Applies the safe fixes, or all, round after round until none is left; none that leaves a new error.

    Errors are those of the text, and what the rules that were selected call so. `check` is asked again after each round;
    `context` gives the build context once more after files were changed (texts by path), or None where there is none.
    """

    def findings(text: str) -> list[Diagnostic]:
        return check(parse(text), surroundings)

    files: dict[str, str] = {}
    applied = 0
    surroundings = context(files)
    problems = findings(text)
    refused: set[Key] = set()
    refused_in = text
    for _ in range(_MOST_ROUNDS):
        rows = [(one, preferred_fix(one, unsafe=unsafe)) for one in problems if key_of(one) not in refused]
        edits, changed, count = compatible(rows)
        if count and breaks(document := parse(text), edits):
            edits, changed, count = compatible(_harmless(document, rows))
        fixed = apply_edits(text, edits)
        if not count or (fixed == text and not changed):
            if not refused or refused_in == text:
                break
            refused.clear()  # beside what was fixed since they may be right
            continue
        surroundings = context(files | changed) if changed else surroundings
        after = findings(fixed)
        if has_new_errors(problems, after):
            # One of them ends the build, alone or beside another: each is tried behind those that are right.
            without = harmful(text, problems, rows, findings)
            if without - refused:
                refused |= without
                refused_in = text
                surroundings = context(files)
                continue
        applied += count
        text, problems = fixed, after
        files |= changed
    return Fixed(text, files, applied, problems)


def _harmless(document: Document, rows: Sequence[tuple[Diagnostic, Fix | None]]) -> list[tuple[Diagnostic, Fix | None]]:
    """The fixes that leave no new error together with those before them; first come, first served."""
    kept: list[tuple[Diagnostic, Fix | None]] = []
    for row in rows:
        if row[1] is not None and not breaks(document, compatible([*kept, row])[0]):
            kept.append(row)
    return kept


Key = tuple[str, str, tuple[tuple[str, object], ...]]


def key_of(problem: Diagnostic) -> Key:
    """What stays of a problem while the text around it changes."""
    return problem.rule.name, problem.finding.variant, problem.finding.facts


def _errors(problems: Sequence[Diagnostic]) -> Counter[str]:
    return Counter(one.rule.name for one in problems if one.severity == "error")


def has_new_errors(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> bool:
    """Whether a rule finds more errors than before."""
    known = _errors(before)
    return any(count > known[name] for name, count in _errors(after).items())


def harmful(
    text: str,
    problems: Sequence[Diagnostic],
    fixes: Sequence[tuple[Diagnostic, Fix | None]],
    findings: Callable[[str], list[Diagnostic]],
) -> set[Key]:
    """The problems whose fixes leave errors that were not there; one that ends an error may uncover another."""
    good: list[tuple[Diagnostic, Fix | None]] = []
    found: set[Key] = set()
    before = problems
    for problem, fix in fixes:
        edits, _, count = compatible([*good, (problem, fix)])
        if fix is None or not fix.edits or count == len(good):
            continue
        after = findings(apply_edits(text, edits))
        if problem.severity != "error" and has_new_errors(before, after):
            found.add(key_of(problem))
        else:
            good.append((problem, fix))
            before = after
    return found


def _changes(edits: Sequence[Edit], spans: Sequence[Span]) -> bool:
    """Whether an edit changes one of the spans, or adds something to it."""
    return any(edit.span.start <= span.end and span.start <= edit.span.end for span in spans for edit in edits)


def _start(edit: Edit) -> int:
    return edit.span.start


def _around(placed: Sequence[Edit], edit: Edit) -> Sequence[Edit]:
    """Those of edits that do not overlap, sorted, that an edit can overlap or touch: its neighbours."""
    offset = bisect_left(placed, edit.span.start, key=_start)
    end = bisect_right(placed, edit.span.end, key=_start)
    return placed[max(0, offset - 2) : end + 1]


def compatible(fixes: Sequence[tuple[Diagnostic, Fix | None]]) -> tuple[list[Edit], dict[str, str], int]:
    """The edits of the fixes that do not collide, first come first served; other files' texts; how many fixes."""
    edits: list[Edit] = []
    placed: list[Edit] = []  # the same, sorted by their start
    read: list[Span] = []
    files: dict[str, str] = {}
    count = 0
    for _, fix in fixes:
        if fix is None or any(overlapping(_around(placed, edit), (edit,)) for edit in fix.edits):
            continue
        if any(edit.path in files for edit in fix.files):
            continue
        if _changes(fix.edits, read) or _changes(edits, fix.reads):
            continue
        if not fix.edits and all(edit.before == edit.after for edit in fix.files):
            continue  # it would be found and fixed for ever
        edits += fix.edits
        for edit in fix.edits:
            insort(placed, edit, key=_start)
        read += fix.reads
        files |= {edit.path: edit.after for edit in fix.files}
        count += 1
    return edits, files, count
