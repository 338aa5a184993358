r"""Patterns in `${X#p}`, `${X%p}` and `${X/p/r}`.

Facts (BuildKit, frontend/dockerfile/shell/lex.go): `*` and `?` do not match a newline; brackets are characters; `\\`
stands before `*`, `?` and itself, and is dropped before `/` and `}`; any other use of it is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(
    r"\\(?P<closing>[/}])|\\(?P<escaped>[*?\\])|(?P<star>\*)|(?P<any>\?)|(?P<wrong>\\)|(?P<other>[^*?\\]+)", re.DOTALL
)
_REVERSIBLE = re.compile(r"\\.|.", re.DOTALL)


def is_pattern(text: str) -> bool:
    """Whether BuildKit takes the text for a pattern."""
    return _automaton(text) is not None


def without_prefix(value: str, pattern: str, *, longest: bool) -> str:
    """The value without the shortest or longest beginning that matches; as it is where BuildKit refuses the pattern."""
    automaton = _automaton(pattern)
    end = automaton.end(value, 0, longest=longest) if automaton else None
    return value[end:] if end else value


def without_suffix(value: str, pattern: str, *, longest: bool) -> str:
    """The same of the value's end."""
    backwards = "".join(reversed(_REVERSIBLE.findall(pattern)))
    return without_prefix(value[::-1], backwards, longest=longest)[::-1]


def replaced(value: str, pattern: str, new: str, *, everywhere: bool) -> str:
    """The value with the first longest match of the pattern replaced, or with all of them."""
    automaton = _automaton(pattern)
    if automaton is None:
        return value
    out: list[str] = []
    offset = 0  # up to here the value is written
    for start in automaton.starts(value):
        end = automaton.end(value, start, longest=True) if start >= offset else None
        if end is None or (end == start == offset and out):
            continue  # nothing right behind a match is no match (Go, regexp)
        out += (value[offset:start], new)
        offset = end
        if not everywhere:
            break
    return "".join([*out, value[offset:]])


class _Automaton:
    """A pattern as places between its characters: all ways to match are followed at once, each as a bit of a number.

    A regular expression of several stars would try each way of sharing the value out among them.
    """

    def __init__(self, tokens: list[str | None]) -> None:
        """A character for itself, an empty text for any one, None for any number of any."""
        self._tokens = tokens
        self._stars = sum(1 << index for index, token in enumerate(tokens) if token is None)
        self._anything = sum(1 << index for index, token in enumerate(tokens) if not token)
        self._literals: dict[str, int] = {}
        for index, token in enumerate(tokens):
            if token:
                self._literals[token] = self._literals.get(token, 0) | 1 << index
        self._last = 1 << len(tokens)

    def end(self, value: str, start: int, *, longest: bool) -> int | None:
        """Where the shortest or longest match from `start` on ends; None where there is none."""
        places = self._opened(1)
        found = start if places & self._last else None
        for offset in range(start, len(value)):
            if not places or (found is not None and not longest):
                break
            places = self._step(places, value[offset])
            if places & self._last:
                found = offset + 1
        return found

    def starts(self, value: str) -> list[int]:
        """Where a match may begin, in order: found from the value's end, with the pattern turned round."""
        return _Automaton(self._tokens[::-1])._ends(value)  # noqa: SLF001  # of this class

    def _ends(self, value: str) -> list[int]:
        places = self._opened(1)
        found = [len(value)] if places & self._last else []
        for index in range(len(value) - 1, -1, -1):
            places = self._opened(self._step(places, value[index]) | 1)
            if places & self._last:
                found.append(index)
        return found[::-1]

    def _step(self, places: int, character: str) -> int:
        hit = places & (self._literals.get(character, 0) | (self._anything if character != "\n" else 0))
        return self._opened((hit & self._stars) | (hit & ~self._stars) << 1)

    def _opened(self, places: int) -> int:
        """The places, and those that are reached by a star that takes nothing. Two stars in a row were made one."""
        return places | (places & self._stars) << 1


@lru_cache(maxsize=256)
def _automaton(pattern: str) -> _Automaton | None:
    tokens: list[str | None] = []
    for token in _TOKEN.finditer(pattern):
        kind, text = token.lastgroup, token[token.lastgroup or 0]
        if kind == "wrong":
            return None
        if kind == "star":
            if tokens[-1:] != [None]:
                tokens.append(None)
        elif kind == "any":
            tokens.append("")
        else:
            tokens += text
    return _Automaton(tokens)
