"""What the last edit left as it was, so that what rules on the whole file found there need not be found again.

An edit touches one instruction, or what stands between two. All above it is where it was, all below has only moved. A
rule that says what it reads (`FileRule.reads`) is asked again where the edit changed something of that, or where it had
found something at the place; any other's findings are moved.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import eq, is_
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.cache import FileFindings
from gorae.lint.diagnostic import Found
from gorae.lint.rule import COMMENTS, ELSEWHERE, LINES
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gorae.lint.model import Finding
    from gorae.lint.rule import ContextRule, FileRule
    from gorae.syntax import Document, Instruction

# What changes in these is in force elsewhere: every rule is asked again.
_IN_FORCE_BELOW = frozenset(("ARG", "ENV", "FROM", "ONBUILD", "SHELL", "USER", "WORKDIR"))


class Since(NamedTuple):
    """One edit: offsets in the text before it up to `above` are as they were, those from `below` on moved by `by`."""

    above: int
    below: int
    by: int
    name: str  # of the instruction that changed; `#`: only what stands between two did; empty: nothing
    texts: tuple[str, str]  # what changed, before and after, in small letters

    def asks(self, rule: FileRule | ContextRule, before: FileFindings, *, is_in_last: bool) -> bool:
        """Whether a rule may find something else now. `is_in_last`: the edit is in the stage that is built, or one that
        it is based on.
        """
        if not self.name or (rule.last_only and not is_in_last):
            return False
        if rule.reads is None:
            return True
        if LINES in rule.reads and before.by_part and self.texts[0].count("\n") != self.texts[1].count("\n"):
            return True
        words = rule.reads.get(self.name, rule.reads.get(ELSEWHERE))
        if words is None:
            return False
        return not words or any(word in text for word in words for text in self.texts)

    def touches(self, finding: Finding, start: int = 0) -> bool:
        """Whether a finding, whose places count from `start`, is about what the edit may have changed."""
        above, below = self.above - start, self.below - start
        return any(span.end > above and span.start < below for span in finding.places)

    def moved(self, finding: Finding, start: int = 0) -> Finding:
        """A finding that it does not touch, where it stands now."""
        return finding.placed(self.below - start, self.by) if self.by else finding


def in_parts(found: Iterable[Found], starts: Sequence[int]) -> FileFindings:
    """What a rule found, by the parts of the file that begin at `starts`; what is about several parts is kept apart."""
    by_part: dict[int, list[Found]] = {}
    across: list[Found] = []
    for one in found:
        spans = one.finding.places
        number = bisect_right(starts, min(span.start for span in spans)) - 1
        # What is written between two parts belongs to the lower one, or a stage's end could not be told from the next.
        end = starts[number + 1] if number + 1 < len(starts) else None
        if end is not None and max(span.end for span in spans) > end:
            across.append(one)
        else:
            by_part.setdefault(number, []).append(Found(one.rule, one.finding.shift(-starts[number])))
    return FileFindings({number: tuple(rows) for number, rows in by_part.items()}, tuple(across))


def after_edit(before: FileFindings, edit: Since, starts: Sequence[int]) -> FileFindings | None:
    """What a rule found before an edit, where it stands now; None where the edit may have changed something of it.

    `starts`: where the parts begin now; the one that was edited, and those above it, begin where they did.
    """
    if any(edit.touches(one.finding) for one in before.across):
        return None
    number = bisect_right(starts, edit.above) - 1
    here = before.by_part.get(number)
    start = starts[number]
    if here is not None:
        if any(edit.touches(one.finding, start) for one in here):
            return None
        here = tuple(Found(one.rule, edit.moved(one.finding, start)) for one in here) if edit.by else here
    by_part = before.by_part if here is None or not edit.by else {**before.by_part, number: here}
    return FileFindings(by_part, tuple(Found(one.rule, edit.moved(one.finding)) for one in before.across))


def since(before: Document, now: Document) -> Since | None:
    """The one edit between two documents; None where more changed than that, or something that holds elsewhere."""
    if before is now:
        return Since(0, 0, 0, "", ("", ""))
    old, new = before.nodes, now.nodes
    if len(old) != len(new) or not old or before.header != now.header or before.newline != now.newline:
        return None
    same = [*map(is_, [node.instruction for node in old], [node.instruction for node in new])]
    size = len(now.text) - len(before.text)
    if False not in same:
        return _between(before, now, size)
    first = same.index(False)
    was, now_is = old[first], new[first]
    if same.count(False) > 1 or was.start != now_is.start or not _alike(was.instruction, now_is.instruction):
        return None
    above = old[first - 1].span.end if first else 0
    below = old[first + 1].start if first + 1 < len(old) else len(before.text) + 1
    texts = before.text.value, now.text.value
    if texts[0][: was.start] != texts[1][: was.start] or texts[0][was.span.end :] != texts[1][now_is.span.end :]:
        return None
    changed = was.instruction.text.lower(), now_is.instruction.text.lower()
    return Since(above, below, size, was.name, changed)


def _between(before: Document, now: Document, size: int) -> Since | None:
    """The edit of what stands between two instructions."""
    old, new = before.nodes, now.nodes
    stays = [*map(eq, [node.start for node in old], [node.start for node in new])]
    if all(stays) or not stays[0]:
        return None
    first = stays.index(False)
    above, below = old[first - 1].span.end, old[first].start
    texts = before.text.value, now.text.value
    if texts[0][:above] != texts[1][:above] or texts[0][below:] != texts[1][below + size :]:
        return None
    return Since(above, below, size, COMMENTS, (texts[0][above:below].lower(), texts[1][above : below + size].lower()))


def _alike(before: Instruction, after: Instruction) -> bool:
    """Whether nothing changed but what stands behind the keyword and flags: rules say by its name whether they read it."""
    return (
        before.name == after.name
        and before.name in INSTRUCTIONS
        and before.name not in _IN_FORCE_BELOW
        and before.slice(before.keyword) == after.slice(after.keyword)
        and (before.form, before.flags) == (after.form, after.flags)
        and not (before.issues or after.issues)
        and [one.marker.of(before.text) for one in before.heredocs]
        == [one.marker.of(after.text) for one in after.heredocs]
        and len(before.blank_lines) == len(after.blank_lines)
        and [span.of(before.text) for span in before.comments] == [span.of(after.text) for span in after.comments]
    )
