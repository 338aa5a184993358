"""A matcher of regular expressions that goes about it as Python's does, and counts its steps."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

if sys.version_info >= (3, 11):
    from re import _constants as c  # type: ignore[attr-defined]  # the parser that Python itself uses
    from re import _parser as parser  # type: ignore[attr-defined]
else:
    import sre_constants as c
    import sre_parse as parser


POSSESSIVE = getattr(c, "POSSESSIVE_REPEAT", None)  # from 3.11 on
ATOMIC = getattr(c, "ATOMIC_GROUP", None)


class TooManyStepsError(Exception):
    """More steps than any expression that is linear takes."""


class Matcher:
    """Matches as Python does, and counts."""

    def __init__(self, pattern: str, flags: int, limit: int) -> None:
        self.tree = parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        self.limit = limit
        self.steps = 0
        self.text = ""

    def run(self, text: str, *, anywhere: bool, whole: bool) -> int:
        """The steps of looking for the expression, at the beginning or anywhere; `whole`: up to the text's end."""
        self.text, self.steps = text, 0
        try:
            start = 0
            while start <= len(text):
                end = self._sequence(
                    list(self.tree), start, {}, lambda at, _: at if not whole or at == len(text) else None
                )
                if not anywhere:
                    break
                # What was found is passed over, as findall does: the worst for a text of many.
                start = end if end is not None and end > start else start + 1
        except TooManyStepsError:
            return self.limit
        return self.steps

    def _count(self) -> None:
        self.steps += 1
        if self.steps >= self.limit:
            raise TooManyStepsError

    def _sequence(
        self, nodes: list[Any], at: int, groups: dict[int, tuple[int, int]], then: Callable[..., int | None]
    ) -> int | None:
        if not nodes:
            return then(at, groups)
        self._count()
        (kind, value), rest = nodes[0], nodes[1:]

        def go_on(at: int, groups: dict[int, tuple[int, int]]) -> int | None:
            return self._sequence(rest, at, groups, then)

        if kind in (c.MAX_REPEAT, c.MIN_REPEAT, POSSESSIVE):
            return self._repeat(kind, value, at, groups, go_on)
        if kind is c.SUBPATTERN:
            number, add, remove, inner = value
            before, self.flags = self.flags, (self.flags | add) & ~remove
            try:
                return self._sequence(
                    list(inner), at, groups,
                    lambda end, g: go_on(end, {**g, number: (at, end)} if number is not None else g),
                )  # fmt: skip
            finally:
                self.flags = before
        if kind is c.BRANCH:
            for branch in value[1]:
                end = self._sequence(list(branch), at, groups, go_on)
                if end is not None:
                    return end
            return None
        if kind in (c.ASSERT, c.ASSERT_NOT):
            return self._look(kind, value, at, groups, go_on)
        if kind is ATOMIC:
            kept: list[Any] = []
            end = self._sequence(list(value), at, groups, lambda end, g: (kept.append(g), end)[1])
            return None if end is None else go_on(end, kept[-1])
        if kind is c.GROUPREF:
            start, end = groups.get(value, (0, 0))
            piece = self.text[start:end]
            return go_on(at + len(piece), groups) if self.text.startswith(piece, at) else None
        if kind is c.GROUPREF_EXISTS:
            number, yes, no = value
            return self._sequence(list((yes if number in groups else no) or ()), at, groups, go_on)
        if kind is c.AT:
            return go_on(at, groups) if self._is_at(value, at) else None
        if at < len(self.text) and self.takes(kind, value, self.text[at]):
            return go_on(at + 1, groups)
        return None

    def _look(
        self, kind: Any, value: Any, at: int, groups: dict[int, tuple[int, int]], go_on: Callable[..., int | None]
    ) -> int | None:
        direction, inner = value
        start = at
        if direction < 0:
            start = at - inner.getwidth()[0]
            if start < 0:
                return None if kind is c.ASSERT else go_on(at, groups)
        kept: list[Any] = []
        found = self._sequence(list(inner), start, groups, lambda end, g: (kept.append(g), end)[1]) is not None
        if found is not (kind is c.ASSERT):
            return None
        return go_on(at, kept[-1] if kept else groups)

    def _repeat(
        self, kind: Any, value: Any, at: int, groups: dict[int, tuple[int, int]], go_on: Callable[..., int | None]
    ) -> int | None:
        least, most, inner = value
        most = sys.maxsize if most is c.MAXREPEAT else most
        if len(inner) == 1 and inner[0][0] in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY, c.CATEGORY):
            return self._run_of(kind, least, most, inner[0], at, groups, go_on)
        if kind is POSSESSIVE:
            count = 0
            while count < most:
                end = self._sequence(list(inner), at, groups, lambda end, _: end)
                if end is None or end == at:
                    break
                at, count = end, count + 1
            return go_on(at, groups) if count >= least else None

        def again(at: int, groups: dict[int, tuple[int, int]], count: int) -> int | None:
            def once_more() -> int | None:
                if count >= most:
                    return None
                return self._sequence(
                    list(inner),
                    at,
                    groups,
                    lambda end, g: again(end, g, count + 1) if end > at or count < least else None,
                )

            if count < least:
                return once_more()
            first, second = (
                (once_more, lambda: go_on(at, groups))
                if kind is c.MAX_REPEAT
                else (lambda: go_on(at, groups), once_more)
            )
            end = first()
            return end if end is not None else second()

        return again(at, groups, 0)

    def _run_of(
        self,
        kind: Any,
        least: int,
        most: int,
        one: Any,
        at: int,
        groups: dict[int, tuple[int, int]],
        go_on: Callable[..., int | None],
    ) -> int | None:
        end = at
        if kind is c.MIN_REPEAT:
            while True:
                if end - at >= least:
                    found = go_on(end, groups)
                    if found is not None:
                        return found
                if end - at >= most or end >= len(self.text) or not self.takes(*one, self.text[end]):
                    return None
                self._count()
                end += 1
        while end - at < most and end < len(self.text) and self.takes(*one, self.text[end]):
            self._count()
            end += 1
        if kind is POSSESSIVE:
            return go_on(end, groups) if end - at >= least else None
        while end - at >= least:
            self._count()
            found = go_on(end, groups)
            if found is not None:
                return found
            end -= 1
        return None

    def _is_at(self, where: Any, at: int) -> bool:
        text = self.text
        if where in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            return at == 0 or (where is c.AT_BEGINNING and bool(self.flags & 8) and text[at - 1] == "\n")
        if where in (c.AT_END, c.AT_END_STRING):
            if at == len(text):
                return True
            return where is c.AT_END and text[at] == "\n" and (bool(self.flags & 8) or at == len(text) - 1)
        words = [0 <= index < len(text) and (text[index].isalnum() or text[index] == "_") for index in (at - 1, at)]
        return (words[0] != words[1]) is (where is c.AT_BOUNDARY)

    def takes(self, kind: Any, value: Any, char: str) -> bool:
        """Whether a node for one character takes that one."""
        if kind is c.LITERAL:
            return ord(char) == value or bool(self.flags & 2 and char.lower() == chr(value).lower())
        if kind is c.NOT_LITERAL:
            return ord(char) != value
        if kind is c.ANY:
            return char != "\n" or bool(self.flags & 16)
        if kind is c.CATEGORY:
            return _in_category(value, char)
        if kind is c.IN:
            negated = value[0][0] is c.NEGATE
            forms = {char, char.lower(), char.upper()} if self.flags & 2 else {char}
            return negated is not any(self._in_class(item, form) for item in value for form in forms if len(form) == 1)
        raise NotImplementedError(kind)

    def _in_class(self, item: Any, char: str) -> bool:
        kind, value = item
        if kind is c.RANGE:
            return bool(value[0] <= ord(char) <= value[1])
        return kind is not c.NEGATE and self.takes(kind, value, char)


def _in_category(value: Any, char: str) -> bool:
    name = str(value)
    is_in = char.isdigit() if "DIGIT" in name else char.isspace() if "SPACE" in name else char.isalnum() or char == "_"
    return is_in is not ("_NOT_" in name)
