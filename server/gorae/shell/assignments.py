"""Which variables of a script stand for a value from outside it, and where the script gives them its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.shell.state import ASSIGNED_IN_ARITHMETIC, SETTERS, assigned_names
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.shell.nodes import Command, Compound, Scope
    from gorae.shell.script import Script
    from gorae.shell.tokens import Word

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FORMATTED = re.compile(r"\$\{?([A-Za-z_]\w*)")
_REPEATED = frozenset(("for", "while", "until", "select", "condition", "function"))
_IN_ARITHMETIC = re.compile(r"(?<![\w$])([A-Za-z_]\w*)(\s*=(?!=))?")
_ADDS = re.compile(r"([A-Za-z_]\w*)\+=")
_HANDS_ON = frozenset(("export", "readonly"))


class Assigned(NamedTuple):
    """A name that a script gives a value itself."""

    name: str
    place: Span | None  # where the name is written; None where that is not known exactly
    sees: Span  # the text that may see the value
    sure: Span  # the part of it that sees no other


class Read(NamedTuple):
    """A name of a variable that is used: where it is written, and where in the script it is filled in."""

    name: str
    span: Span
    offset: int


def places_from_outside(script: Script, heredocs: Iterable[Read] = ()) -> list[tuple[str, Span]]:
    """The names in a script that stand, or may stand, for a value that was there before it, in order.

    Behind `X=1` an `$X` is the script's own. Where a place may see either value (`[ "$X" ] || X=1; echo $X`), or the new
    value is made of the old one (`X+=1`, `${X:=1}`), the script's own places of the name belong to it, too. `heredocs`
    are uses in texts behind the script that are filled in where they are asked for.
    """
    spans = [(use.name, use.name_span) for use in script.variables]
    spans += [row for command in script.commands for row in (*_named_by(command), *_appended(command))]
    reads = [*(Read(name, span, span.start) for name, span in spans), *heredocs]
    own: dict[str, list[Assigned]] = {}
    for one in _assignments(script) if script.assigned else ():
        own.setdefault(one.name, []).append(one)
    by_name: dict[str, list[Read]] = {}
    for read in reads:
        by_name.setdefault(read.name, []).append(read)
    found: list[tuple[str, Span]] = []
    for name, of_name in by_name.items():
        found += [(name, span) for span in _of_outside(of_name, own.get(name, []))]
    return sorted(found, key=lambda row: row[1])


def _of_outside(reads: list[Read], own: list[Assigned]) -> Iterable[Span]:
    """The places of one name that stand for the outer value."""
    sure = _joined(one.sure for one in own)
    outer = [read for read in reads if not _holds(sure, read.offset)]
    places = [one.place for one in own if one.place is not None]
    seen = _joined(one.sees for one in own)
    if len(places) < len(own) or not any(_holds(seen, read.offset) for read in outer):
        return [read.span for read in outer]
    return {*(read.span for read in reads), *places}


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same text in spans that do not touch."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _holds(spans: list[Span], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in spans)


def _named_by(command: Command) -> Iterator[tuple[str, Span]]:
    """The variables that a command is given by name: `export X`, `unset X`, `printenv X`, `[ -v X ]`, `envsubst '$X'`."""
    words: Iterable[Word] = ()
    if command.kind == "unset" or command.name_text in _HANDS_ON:
        words = () if command.has_flag("-f") else command.args
    elif command.program == "printenv":
        words = command.args
    elif command.program == "envsubst":
        for word in command.args:
            found = _FORMATTED.finditer(word.text) if word.text.startswith("'") else ()
            yield from ((match[1], Span(*match.span(1)).shift(word.span.start)) for match in found)
    elif command.kind == "test" or command.name_text == "test":
        words = [word for before, word in zip(command.words, command.words[1:], strict=False) if before.text == "-v"]
    yield from ((word.text, word.span) for word in words if _NAME.fullmatch(word.text))


def _appended(command: Command) -> Iterator[tuple[str, Span]]:
    """What a command adds to (`X+=1`, `export X+=1`), or reads while it sets (`let X=X+1`)."""
    for one in command.assignments:
        if one.appends:
            yield one.name, Span(one.span.start, one.span.start + len(one.name))
    if command.kind == "declaration":
        for word in command.args:
            match = _ADDS.match(word.text)
            if match is not None:
                yield match[1], Span(*match.span(1)).shift(word.span.start)
    yield from ((name, span) for name, span, is_replaced in _of_let(command) if not is_replaced)


def _of_let(command: Command) -> Iterator[tuple[str, Span, bool]]:
    """The names in the expressions of `let`, where each is written, and whether it is given a value unread (`X=`)."""
    for word in command.args if command.name_text == "let" else ():
        if "${" not in word.text and "`" not in word.text and "$(" not in word.text:
            for match in _IN_ARITHMETIC.finditer(word.text):
                yield match[1], Span(*match.span(1)).shift(word.span.start), match[2] is not None


def _assignments(script: Script) -> Iterator[Assigned]:
    """Where a script gives names a value. A value for one command (`A=1 make`) is none for the script."""
    size = len(script.body)
    ends = _ChainEnds()
    for command in script.commands:
        if command.kind == "simple" and command.assignments and command.name_text not in SETTERS:
            continue
        appended = dict(_appended(command))
        for name in assigned_names(command):
            sees, sure = _reach(command, command.span.end, size, ends)
            sees = sees._replace(start=min(sees.start, appended[name].start)) if name in appended else sees
            yield Assigned(name, _place(command, name), sees, sure)
    for compound in script.compounds:
        if compound.name and compound.kind in {"for", "select"}:
            begin = compound.words[-1].span.end if compound.words else compound.span.start
            written = re.compile(rf"\b{re.escape(compound.name)}\b").search(script.body, compound.span.start, begin)
            place = Span(*written.span()) if written else None
            yield Assigned(compound.name, place, *_reach(compound, begin, size, ends))
    for word in script.other_words:
        if word.text.startswith("((") or "=" in word.text:
            for match in ASSIGNED_IN_ARITHMETIC.finditer(word.text):
                place = Span(*match.span(1)).shift(word.span.start)
                yield Assigned(match.group(1), place, Span(place.start, size), Span(word.span.end, size))
    for use in script.variables:
        if use.assigns:
            yield Assigned(use.name, use.name_span, Span(use.name_span.start, size), Span(size, size))


def _place(command: Command, name: str) -> Span | None:
    """Where a command's name of a variable is written."""
    if command.name_text == "let":
        return next((span for one, span, _ in _of_let(command) if one == name), None)
    for assignment in command.assignments:
        if assignment.name == name:
            return Span(assignment.span.start, assignment.span.start + len(name))
    for word in command.args:
        if word.text == name or word.text.startswith((f"{name}=", f"{name}+=")):
            return Span(word.span.start, word.span.start + len(name))
    return None


def _reach(step: Command | Compound, begin: int, size: int, ends: _ChainEnds) -> tuple[Span, Span]:
    """The text that may see what a step sets: all behind it, of a loop all of its body; and what surely does.

    A subshell and a step of a pipeline keep it to themselves, `local` keeps it in its function.
    """
    is_local = getattr(step, "name_text", "") in {"local", "declare", "typeset"}
    start, end, sure = begin, size, None
    here: Command | Compound | None = step
    while here is not None:
        if here.element is not None and len(here.element.steps) > 1:
            end = here.span.end
            break
        scope = here.scope
        if sure is None and here.element is not None:
            sure = ends[scope].get(here.element.span.start)
        if scope.kind in _REPEATED:
            start = min(start, scope.span.start)
        if scope.isolates or (is_local and scope.kind == "function"):
            end = scope.span.end
            break
        if sure is None and scope.parent is not None and not scope.always:
            sure = scope.span.end
        here = scope.host
    return Span(start, end), Span(begin, max(begin, end if sure is None else min(sure, end)))


class _ChainEnds(dict["Scope", dict[int, int]]):
    """By scope: where an element begins that may be passed over, and where what is only run behind it ends.

    That is the element itself behind `||`, the rest of its `&&`s behind `&&`.
    """

    def __missing__(self, scope: Scope) -> dict[int, int]:
        found: dict[int, int] = {}
        end, follower = scope.span.end, "&&"
        for element in reversed(scope.elements):
            if follower != "&&":
                end = element.span.end
            follower = element.operator.text if element.operator is not None else ""
            if follower in {"&&", "||"}:
                found[element.span.start] = end if follower == "&&" else element.span.end
        self[scope] = found
        return found
