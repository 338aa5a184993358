r"""Patterns in `${X#p}`, `${X%p}` and `${X/p/r}`.

Facts (BuildKit, frontend/dockerfile/shell/lex.go): `*` and `?` do not match a line end; brackets are characters; `\\`
stands before `*`, `?` and itself, and is dropped before `/` and `}`; any other use of it is refused.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"\\(?P<closing>[/}])|\\(?P<escaped>[*?\\])|(?P<star>\*)|(?P<any>\?)|(?P<wrong>\\)|(?P<other>[^*?\\]+)", re.DOTALL
)
_REVERSIBLE = re.compile(r"\\.|.", re.DOTALL)


def is_pattern(text: str) -> bool:
    """Whether BuildKit takes the text for a pattern."""
    return _expression(text, greedy=True) is not None


def without_prefix(value: str, pattern: str, *, longest: bool) -> str:
    """The value without the shortest or longest beginning that matches; as it is where BuildKit refuses the pattern."""
    expression = _expression(pattern, greedy=longest)
    match = expression.match(value) if expression else None
    return value[match.end() :] if match else value


def without_suffix(value: str, pattern: str, *, longest: bool) -> str:
    """The same of the value's end."""
    backwards = "".join(reversed(_REVERSIBLE.findall(pattern)))
    return without_prefix(value[::-1], backwards, longest=longest)[::-1]


def replaced(value: str, pattern: str, new: str, *, everywhere: bool) -> str:
    """The value with the first longest match of the pattern replaced, or with all of them."""
    expression = _expression(pattern, greedy=True)
    return expression.sub(lambda _: new, value, count=0 if everywhere else 1) if expression else value


def _expression(pattern: str, *, greedy: bool) -> re.Pattern[str] | None:
    pieces: list[str] = []
    for token in _TOKEN.finditer(pattern):
        kind, text = token.lastgroup, token[token.lastgroup or 0]
        if kind == "wrong":
            return None
        if kind == "star":
            pieces.append(".*" if greedy else ".*?")
        else:
            pieces.append("." if kind == "any" else re.escape(text))
    return re.compile("".join(pieces))
