"""How much work a regular expression can be made to do: its steps are counted by a matcher that goes about it as Python's
does, over texts that are made from the expression to be as bad as can be.

Python's own matcher backtracks: an expression that may share a run of characters out among two repetitions tries all
ways to do so. Counted are steps, not seconds, so that the answer is the same on every machine.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from matcher import ATOMIC, POSSESSIVE, Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from code_expressions import Expression

if sys.version_info >= (3, 11):
    from re import _constants as c  # type: ignore[attr-defined]  # the parser that Python itself uses
else:
    import sre_constants as c


_SAMPLES = "a0_A .:/-=,;\"'\\$`#\t\n{}[]()<>|&*?@+%!~^é고"


def attacks(expression: Expression) -> Iterator[Callable[[int], str]]:
    """Texts that grow by a number: for each repetition, what leads to it, then much of what it takes, then what ends it."""
    matcher = Matcher(expression.pattern, expression.flags, sys.maxsize)
    for before, pumps in _repetitions(matcher, list(matcher.tree), "", 0):
        for pump in pumps:
            for end in ("\0", "\n\0") if pump == pumps[0] else ("\0",):
                yield lambda number, before=before, pump=pump, end=end: before + pump * number + end
                yield lambda number, before=before, pump=pump, end=end: (before + pump) * number + end


def _repetitions(matcher: Matcher, nodes: list[Any], before: str, depth: int) -> Iterator[tuple[str, list[str]]]:
    for index, (kind, value) in enumerate(nodes):
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT, POSSESSIVE):
            _, most, inner = value
            if most is c.MAXREPEAT or most > 100:
                yield before, _pumps(matcher, inner, nodes[index + 1 :])
            if depth < 4:
                yield from _repetitions(matcher, list(inner), before, depth + 1)
        elif kind is c.SUBPATTERN:
            yield from _repetitions(matcher, list(value[3]), before, depth + 1)
        elif kind is ATOMIC:
            yield from _repetitions(matcher, list(value), before, depth + 1)
        elif kind is c.BRANCH:
            for branch in value[1]:
                yield from _repetitions(matcher, list(branch), before, depth + 1)
        elif kind in (c.ASSERT, c.ASSERT_NOT):
            yield from _repetitions(matcher, list(value[1]), before, depth + 1)
        before += _example(matcher, [(kind, value)])


def _pumps(matcher: Matcher, inner: Any, following: list[Any]) -> list[str]:
    """What a repetition takes: an example of it, and of each kind of character that what follows it takes too."""
    found = dict.fromkeys([_example(matcher, list(inner)) or "a"])
    if len(inner) == 1 and inner[0][0] in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY, c.CATEGORY):
        taken = [char for char in _SAMPLES if matcher.takes(*inner[0], char)]
        shared = [char for char in taken if any(_may_take(matcher, node, char) for node in following)]
        found |= dict.fromkeys(shared[:2])
        found |= dict.fromkeys(taken[:1])
    return list(found)


def _may_take(matcher: Matcher, node: Any, char: str) -> bool:
    kind, value = node
    if kind in (c.MAX_REPEAT, c.MIN_REPEAT, POSSESSIVE):
        return any(_may_take(matcher, one, char) for one in value[2])
    if kind is c.SUBPATTERN:
        return any(_may_take(matcher, one, char) for one in value[3])
    if kind is c.BRANCH:
        return any(_may_take(matcher, one, char) for branch in value[1] for one in branch)
    return kind in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY, c.CATEGORY) and matcher.takes(kind, value, char)


def _example(matcher: Matcher, nodes: list[Any]) -> str:
    """A text that the nodes match, as short as is easily had."""
    out = ""
    for kind, value in nodes:
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT, POSSESSIVE):
            out += _example(matcher, list(value[2])) * min(value[0], 3)
        elif kind is c.SUBPATTERN:
            out += _example(matcher, list(value[3]))
        elif kind is ATOMIC:
            out += _example(matcher, list(value))
        elif kind is c.BRANCH:
            out += _example(matcher, list(value[1][0]))
        elif kind in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY, c.CATEGORY):
            own = chr(value) if kind is c.LITERAL else ""
            out += own or next((char for char in _SAMPLES if matcher.takes(kind, value, char)), "a")
    return out


def growth(expression: Expression, small: int = 24) -> tuple[float, str]:
    """How many times the steps of the worst text are, for one twice as long; and the short one of the two."""
    worst, text = 0.0, ""
    limit = 100_000
    matcher = Matcher(expression.pattern, expression.flags, limit)
    for attack in attacks(expression):
        # What is looked for at one place alone is often wanted to be the whole text: fullmatch.
        first = matcher.run(attack(small), anywhere=expression.anywhere, whole=not expression.anywhere)
        second = matcher.run(attack(2 * small), anywhere=expression.anywhere, whole=not expression.anywhere)
        ratio = second / max(first, 1) if second < limit else float("inf")
        if ratio > worst:
            worst, text = ratio, attack(small)
    return worst, text
