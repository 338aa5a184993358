"""What a script does to its shell: options that `set` switches, variables that it sets, exports and uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gorae.shell.nodes import Command, Compound, Scope
    from gorae.shell.tokens import Word
    from gorae.shell.words import ShellVariable

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
ASSIGNED_IN_ARITHMETIC = re.compile(r"(?<!\w)([A-Za-z_]\w*)\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)")
_SET_BY_LET = re.compile(
    r"(?<![\w$])([A-Za-z_]\w*)\s*(?:(?:[-+*/%&|^]|<<|>>)?=(?!=)|\+\+|--)|(?<=\+\+|--)([A-Za-z_]\w*)"
)
_LETTERS = {
    "a": "allexport", "b": "notify", "C": "noclobber", "e": "errexit", "f": "noglob", "h": "hashall", "m": "monitor",
    "n": "noexec", "u": "nounset", "v": "verbose", "x": "xtrace", "E": "errtrace", "T": "functrace", "B": "braceexpand",
}  # fmt: skip
SETTERS = frozenset(("read", "mapfile", "readarray", "getopts", "printf", "let"))
_READ_VALUES = frozenset(("-d", "-i", "-n", "-N", "-p", "-t", "-u"))


class State(NamedTuple):
    """What running a script does to its shell."""

    variables: tuple[ShellVariable, ...]
    assigned: frozenset[str]
    exported: frozenset[str]
    options: Mapping[Command, frozenset[str]]  # that `set` has switched on before a command, by long name


def switched(words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The options that `set` with these arguments (`-eux`, `-o`, `pipefail`) switches on, and those it switches off."""
    on: set[str] = set()
    off: set[str] = set()
    index = 0
    while index < len(words):
        word = words[index]
        if word[:1] not in {"-", "+"} or word in {"-", "--", "+"}:
            break
        on_now, off_now = (on, off) if word[0] == "-" else (off, on)
        for letter in word[1:]:
            if letter == "o":
                index += 1
                name = words[index] if index < len(words) else ""
            else:
                name = _LETTERS.get(letter, "")
            if name:
                on_now.add(name)
                off_now.discard(name)
        index += 1
    return frozenset(on), frozenset(off)


def state_of(commands: Sequence[Command], compounds: Sequence[Compound], other_words: Sequence[Word]) -> State:
    """What a script of these commands, compounds and words of no command does to its shell.

    Branches count as if they were run: `set -e` in an `if` holds for what follows. What a subshell, a substitution or
    a step of a pipeline sets ends with it.
    """
    assigned: set[str] = set()
    exported: set[str] = set()
    uses: list[ShellVariable] = []
    options: dict[Command, frozenset[str]] = {}
    shells: dict[Scope, frozenset[str]] = {}  # what is switched on in each now
    for command in commands:
        options[command] = _options_at(command, shells)
        for name in assigned_names(command):
            assigned.add(name)
        exported.update(_exported(command))
        for assignment in command.assignments:
            uses += assignment.value.variables
        for word in command.words:
            uses += word.variables
        uses += _of_redirections(command)
    for compound in compounds:
        if compound.name and compound.kind in {"for", "select"}:
            assigned.add(compound.name)
        uses += _of_redirections(compound)
    for word in other_words:
        uses += word.variables
        if word.text.startswith("((") or "=" in word.text:
            assigned.update(match.group(1) for match in ASSIGNED_IN_ARITHMETIC.finditer(word.text))
    assigned.update(use.name for use in uses if use.assigns)
    ordered = tuple(sorted(set(uses), key=lambda use: use.span))
    return State(ordered, frozenset(assigned), frozenset(exported), options)


def _of_redirections(step: Command | Compound) -> Iterator[ShellVariable]:
    for redirection in step.redirections:
        if redirection.target is not None:
            yield from redirection.target.variables
        if redirection.heredoc is not None:
            yield from redirection.heredoc.variables


def _options_at(command: Command, options: dict[Scope, frozenset[str]]) -> frozenset[str]:
    """What is switched on at a command; `options` are each shell's now, and take in what the command itself switches."""
    shells: list[Scope] = []
    scope: Scope | None = command.scope
    while scope is not None:
        if scope.isolates or scope.parent is None:
            shells.append(scope)
            if scope in options:
                break
        scope = scope.parent
    inherited = options.get(shells[-1], frozenset())
    for shell in reversed(shells):
        inherited = options.setdefault(shell, inherited)
    if command.name_text == "set" and command.pipeline_length == 1:
        on, off = switched(tuple(word.value for word in command.args))
        options[shells[0]] = (inherited | on) - off
    return inherited


def assigned_names(command: Command) -> Iterator[str]:
    """The names that a command gives a value, however."""
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
        yield from (match[1] or match[2] for word in command.args for match in _SET_BY_LET.finditer(word.value))


def _exported(command: Command) -> Iterator[str]:
    if command.name_text == "export" or (command.name_text in {"declare", "typeset"} and command.has_flag("-x")):
        yield from (match.group() for word in command.args if (match := _NAME.match(word.text)))
