"""How much work a regular expression can be made to do: its steps are counted by a matcher that goes about it as Python's
does, over texts that are made from the expression to be as bad as can be.

Python's own matcher backtracks: an expression that may share a run of characters out among two repetitions tries all
ways to do so. Counted are steps, not seconds, so that the answer is the same on every machine.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

if sys.version_info >= (3, 11):
    from re import _constants as c  # type: ignore[attr-defined]  # the parser that Python itself uses
    from re import _parser as parser  # type: ignore[attr-defined]
else:
    import sre_constants as c
    import sre_parse as parser

_POSSESSIVE = getattr(c, "POSSESSIVE_REPEAT", None)  # from 3.11 on
_ATOMIC = getattr(c, "ATOMIC_GROUP", None)
ROOT = Path(__file__).resolve().parents[1] / "server" / "gorae"
_ANYWHERE = frozenset(("search", "findall", "finditer", "sub", "subn", "split", "scanner"))
_COMPILERS = frozenset(("compile", "match", "fullmatch", *_ANYWHERE))
_FLAGS = {
    "M": 8,
    "MULTILINE": 8,
    "I": 2,
    "IGNORECASE": 2,
    "S": 16,
    "DOTALL": 16,
    "X": 64,
    "VERBOSE": 64,
    "A": 256,
    "ASCII": 256,
}
_SAMPLES = "a0_A .:/-=,;\"'\\$`#\t\n{}[]()<>|&*?@+%!~^é고"


class Expression(NamedTuple):
    """A regular expression of the code."""

    path: str
    line: int
    pattern: str
    flags: int
    anywhere: bool  # it is looked for at each place of a text

    def __str__(self) -> str:
        """Where it stands, for a failing test."""
        return f"{self.path}:{self.line}: {self.pattern!r}"


def expressions() -> Iterator[Expression]:
    """All regular expressions of the code that are written out."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
    shared = {name for tree in trees.values() for name in _searched_names(tree) if not name.startswith("_")}
    for path, tree in trees.items():
        anywhere = shared | set(_searched_names(tree))
        constants = _constants(tree)
        for node in ast.walk(tree):
            if not _is_re_call(node) or not node.args:
                continue
            pattern = _text(node.args[0], constants)
            if pattern is None:
                continue
            method = node.func.attr
            yield Expression(
                path.relative_to(ROOT).as_posix(), node.lineno, pattern, _flags(node),
                method in _ANYWHERE or (method == "compile" and _target(tree, node) in anywhere),
            )  # fmt: skip


def _is_re_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _COMPILERS
    )


def _searched_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in _ANYWHERE
            and isinstance(node.value, (ast.Name, ast.Attribute))
        ):
            yield node.value.id if isinstance(node.value, ast.Name) else node.value.attr


def _target(tree: ast.Module, call: ast.Call) -> str:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and any(one is call for one in ast.walk(node.value))
            and isinstance(node.targets[0], ast.Name)
        ):
            return node.targets[0].id
    return ""


def _constants(tree: ast.Module) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            text = _text(node.value, found)
            if text is not None:
                found[node.targets[0].id] = text
    return found


def _text(node: ast.expr, constants: dict[str, str]) -> str | None:
    if isinstance(node, ast.Constant):
        value = node.value
        return value.decode("latin-1") if isinstance(value, bytes) else value if isinstance(value, str) else None
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left, constants), _text(node.right, constants)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.JoinedStr):
        parts = [_text(part.value if isinstance(part, ast.FormattedValue) else part, constants) for part in node.values]
        return None if None in parts else "".join(map(str, parts))
    return None


def _flags(call: ast.Call) -> int:
    found = 0
    for argument in (*call.args[1:], *(keyword.value for keyword in call.keywords)):
        for node in ast.walk(argument):
            if isinstance(node, ast.Attribute) and node.attr in _FLAGS:
                found |= _FLAGS[node.attr]
    return found


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

        if kind in (c.MAX_REPEAT, c.MIN_REPEAT, _POSSESSIVE):
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
        if kind is _ATOMIC:
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
        if kind is _POSSESSIVE:
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
        if kind is _POSSESSIVE:
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
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT, _POSSESSIVE):
            _, most, inner = value
            if most is c.MAXREPEAT or most > 100:
                yield before, _pumps(matcher, inner, nodes[index + 1 :])
            if depth < 4:
                yield from _repetitions(matcher, list(inner), before, depth + 1)
        elif kind is c.SUBPATTERN:
            yield from _repetitions(matcher, list(value[3]), before, depth + 1)
        elif kind is _ATOMIC:
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
    if kind in (c.MAX_REPEAT, c.MIN_REPEAT, _POSSESSIVE):
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
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT, _POSSESSIVE):
            out += _example(matcher, list(value[2])) * min(value[0], 3)
        elif kind is c.SUBPATTERN:
            out += _example(matcher, list(value[3]))
        elif kind is _ATOMIC:
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
