"""Commands that run other commands: sudo, env, exec, nice, xargs …"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.shell.tokens import Assignment
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.shell.tokens import Word

_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=")


class _Wrapper(NamedTuple):
    """How a wrapper's own words look: options with a value, options that make it run nothing, operands before the
    command."""

    values: frozenset[str] = frozenset()
    runs_nothing: frozenset[str] = frozenset()
    operands: int = 0


def _wrapper(values: str = "", runs_nothing: str = "", operands: int = 0) -> _Wrapper:
    return _Wrapper(frozenset(values.split()), frozenset(runs_nothing.split()), operands)


_WRAPPERS = {
    "sudo": _wrapper("-u --user -g --group -h --host -p --prompt -C -D --chdir -r -t -T -U", "-l --list -v -e -K -k"),
    "doas": _wrapper("-u -C", "-L"),
    "env": _wrapper("-u --unset -C --chdir -S --split-string"),
    "exec": _wrapper("-a"),
    "command": _wrapper("", "-v -V"),
    "builtin": _wrapper(),
    "nice": _wrapper("-n --adjustment"),
    "ionice": _wrapper("-c --class -n --classdata", "-p"),
    "nohup": _wrapper(),
    "setsid": _wrapper(),
    "time": _wrapper("-f --format -o --output"),
    "timeout": _wrapper("-s --signal -k --kill-after", operands=1),
    "stdbuf": _wrapper("-i --input -o --output -e --error"),
    "unbuffer": _wrapper(),
    "eatmydata": _wrapper(),
    "fakeroot": _wrapper("-l -s -i -b"),
    "linux32": _wrapper(),
    "linux64": _wrapper(),
    "setarch": _wrapper(operands=1),
    "gosu": _wrapper(operands=1),
    "su-exec": _wrapper(operands=1),
    "busybox": _wrapper("", "--list --install"),
    "xargs": _wrapper("-n --max-args -I -P --max-procs -L --max-lines -d --delimiter -a --arg-file -s --max-chars -E"),
}


def unwrapped(
    words: tuple[Word, ...], assignments: tuple[Assignment, ...]
) -> tuple[tuple[Word, ...], tuple[str, ...], tuple[Assignment, ...]]:
    """What a simple command runs in the end: its words, the names of the wrappers before them, and all assignments.

    A wrapper that runs nothing (`command -v x`) stays as it is.
    """
    wrappers: list[str] = []
    found = list(assignments)
    while words:
        name = words[0].value.rpartition("/")[2]
        wrapper = _WRAPPERS.get(name)
        if wrapper is None:
            break
        index = _skip(words, wrapper, name, found)
        if index is None or index >= len(words):
            break
        wrappers.append(name)
        words = words[index:]
    return words, tuple(wrappers), tuple(found)


def _skip(words: tuple[Word, ...], wrapper: _Wrapper, name: str, assignments: list[Assignment]) -> int | None:
    index, left = 1, wrapper.operands
    found: list[Assignment] = []
    while index < len(words):
        text = words[index].text
        if text in wrapper.runs_nothing:
            return None
        if text == "--":
            index += 1
        elif text in wrapper.values:
            index += 2
        elif words[index].is_option:
            index += 1
        elif name in {"env", "sudo", "doas"} and _ASSIGNMENT.match(text):
            equals = text.index("=")
            span = words[index].span
            found.append(Assignment(text[:equals], words[index].part(equals + 1), Span(span.start, span.end)))
            index += 1
        elif left:
            left -= 1
            index += 1
        else:
            break
    assignments += found
    return index
