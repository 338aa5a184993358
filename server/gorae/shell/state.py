"""What a script does to its shell: options that `set` switches, variables that it sets, exports and uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.nodes import Command, Compound, Scope, Script
    from gorae.shell.words import ShellVariable

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ASSIGNED_IN_ARITHMETIC = re.compile(r"(?<!\w)([A-Za-z_]\w*)\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)")
_LETTERS = {
    "a": "allexport", "b": "notify", "C": "noclobber", "e": "errexit", "f": "noglob", "h": "hashall", "m": "monitor",
    "n": "noexec", "u": "nounset", "v": "verbose", "x": "xtrace", "E": "errtrace", "T": "functrace", "B": "braceexpand",
}  # fmt: skip
_SETTERS = frozenset(("read", "mapfile", "readarray", "getopts", "printf", "let"))
_READ_VALUES = frozenset(("-d", "-i", "-n", "-N", "-p", "-t", "-u"))


class State(NamedTuple):
    """What running a script does to its shell."""

    variables: tuple[ShellVariable, ...]
    assigned: frozenset[str]
    exported: frozenset[str]
    options: frozenset[str]


class Assigned(NamedTuple):
    """A name that a script gives a value itself, and the part of the script that sees that value."""

    name: str
    sees: Span

    def holds(self, offset: int) -> bool:
        """Whether a use at the offset sees the script's own value."""
        return self.sees.start <= offset < self.sees.end


def assignments(script: Script) -> tuple[Assigned, ...]:
    """Where a script gives names a value, each with the text behind it up to the end of its subshell.

    Branches and loops count as if they were run once. A value for one command (`A=1 make`) is none for the script.
    """
    size = len(script.body)
    found: list[Assigned] = []
    for command in script.commands:
        if command.kind == "simple" and command.assignments and command.name_text not in _SETTERS:
            continue
        end = _shell_end(command, size)
        found += [Assigned(name, Span(command.span.end, end)) for name in _assigned(command)]
    for compound in script.compounds:
        if compound.name and compound.kind in {"for", "select"}:
            begin = compound.words[-1].span.end if compound.words else compound.span.start
            found.append(Assigned(compound.name, Span(begin, _shell_end(compound, size))))
    for word in script.other_words:
        if word.text.startswith("((") or "=" in word.text:
            names = _ASSIGNED_IN_ARITHMETIC.finditer(word.text)
            found += [Assigned(match.group(1), Span(word.span.end, size)) for match in names]
    found += [Assigned(use.name, Span(use.span.end, size)) for use in script.variables if use.assigns]
    return tuple(found)


def _shell_end(step: Command | Compound, size: int) -> int:
    """Where the shell ends that the step runs in: its subshell, its part of a pipeline, the script."""
    here: Command | Compound | None = step
    while here is not None:
        if here.element is not None and len(here.element.steps) > 1:
            return here.span.end
        scope = here.scope
        if scope.isolates:
            return scope.span.end
        here = scope.host
    return size


def switched(words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The options that `set` with these arguments (`-eux`, `-o`, `pipefail`) switches on, and those it switches off."""
    on: set[str] = set()
    off: set[str] = set()
    at = 0
    while at < len(words):
        word = words[at]
        if word[:1] not in {"-", "+"} or word in {"-", "--", "+"}:
            break
        on_now, off_now = (on, off) if word[0] == "-" else (off, on)
        for letter in word[1:]:
            if letter == "o":
                at += 1
                name = words[at] if at < len(words) else ""
            else:
                name = _LETTERS.get(letter, "")
            if name:
                on_now.add(name)
                off_now.discard(name)
        at += 1
    return frozenset(on), frozenset(off)


def sets_pipefail(script: Script) -> bool:
    """Whether a `set` of the body switches pipefail on."""
    return any(
        command.name_text == "set" and "pipefail" in switched(tuple(word.value for word in command.args))[0]
        for command in script.commands
    )


def state_of(script: Script) -> State:
    """Works out the state, and the options in force at each command.

    Branches count as if they were run: `set -e` in an `if` holds for what follows. What a subshell, a substitution or
    a step of a pipeline sets ends with it.
    """
    assigned: set[str] = set()
    exported: set[str] = set()
    uses: list[ShellVariable] = []
    options: dict[int, frozenset[str]] = {}
    for command in script.commands:
        _note_options(command, options)
        for name in _assigned(command):
            assigned.add(name)
        exported.update(_exported(command))
        for assignment in command.assignments:
            uses += assignment.value.variables
        for word in command.words:
            uses += word.variables
        uses += _of_redirections(command)
    for compound in script.compounds:
        if compound.name and compound.kind in {"for", "select"}:
            assigned.add(compound.name)
        uses += _of_redirections(compound)
    for word in script.other_words:
        uses += word.variables
        if word.text.startswith("((") or "=" in word.text:
            assigned.update(match.group(1) for match in _ASSIGNED_IN_ARITHMETIC.finditer(word.text))
    assigned.update(use.name for use in uses if use.assigns)
    ordered = tuple(sorted(set(uses), key=lambda use: use.span))
    return State(ordered, frozenset(assigned), frozenset(exported), options.get(id(script.top), frozenset()))


def _of_redirections(step: Command | Compound) -> Iterator[ShellVariable]:
    for redirection in step.redirections:
        if redirection.target is not None:
            yield from redirection.target.variables
        if redirection.heredoc is not None:
            yield from redirection.heredoc.variables


def _note_options(command: Command, options: dict[int, frozenset[str]]) -> None:
    shells: list[Scope] = []
    scope: Scope | None = command.scope
    while scope is not None:
        if scope.isolates or scope.parent is None:
            shells.append(scope)
            if id(scope) in options:
                break
        scope = scope.parent
    inherited = options.get(id(shells[-1]), frozenset())
    for shell in reversed(shells):
        inherited = options.setdefault(id(shell), inherited)
    command._options = inherited  # noqa: SLF001 - the one place that works them out
    if command.name_text == "set" and command.pipeline_length == 1:
        on, off = switched(tuple(word.value for word in command.args))
        options[id(shells[0])] = (inherited | on) - off


def _assigned(command: Command) -> Iterator[str]:
    if command.kind == "assignment":
        yield from (assignment.name for assignment in command.assignments)
        return
    yield from (assignment.name for assignment in command.assignments)
    name = command.name_text
    if command.kind == "declaration":
        yield from (match.group() for word in command.args if (match := _NAME.match(word.text)) and "=" in word.text)
        if name in {"local", "declare", "typeset"}:
            yield from (word.text for word in command.args if _NAME.fullmatch(word.text))
    elif name == "read":
        yield from (word.text for word in command.operands(_READ_VALUES) if _NAME.fullmatch(word.text))
        if not command.operands(_READ_VALUES):
            yield "REPLY"
    elif name in {"mapfile", "readarray"}:
        yield from (word.text for word in command.operands(("-d", "-n", "-O", "-s", "-u", "-C", "-c")))
    elif name == "getopts":
        yield from (word.text for word in command.args[1:2])
        yield from ("OPTARG", "OPTIND")
    elif name == "printf" and (target := command.option_value("-v")):
        yield target.value
    elif name == "let":
        yield from (match.group() for word in command.args if (match := _NAME.match(word.value)))


def _exported(command: Command) -> Iterator[str]:
    if command.name_text == "export" or (command.name_text in {"declare", "typeset"} and command.has_flag("-x")):
        yield from (match.group() for word in command.args if (match := _NAME.match(word.text)))
