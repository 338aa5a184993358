"""The variables that one instruction declares and uses; of RUN also those that its shell fills in."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from gorae import shell
from gorae.facts.scripts import script, script_heredoc
from gorae.navigation.pieces import pieces
from gorae.shell.assignments import Read, places_from_outside
from gorae.shell.words import read as read_shell_word
from gorae.source import Span
from gorae.source.derived import derived_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.navigation.model import Role
    from gorae.stages import Scope
    from gorae.syntax import Instruction, Variable

_WITH_SCRIPTS = frozenset(("RUN", "CMD", "ENTRYPOINT"))
_POSIX_SHELL = re.compile(r"(?:.*/)?(?:ba|da|a|z|k)?sh")
_POWERSHELL_USE = re.compile(r"(?<!`)\$(?:env:(\w+)|\{env:(\w+)\})", re.IGNORECASE)
_POWERSHELL_STRINGS = re.compile(r"\"(?:[^\"`]|`.)*\"|'[^']*'", re.DOTALL)
_CMD_USE = re.compile(r"%([A-Za-z_]\w*)%")


class Use(NamedTuple):
    """A variable's name in an instruction; spans relative to the instruction's first character."""

    name: str
    span: Span
    pieces: tuple[Span, ...]
    role: Role


@derived_by(attrgetter("dialect"))
def uses(instruction: Instruction, scope: Scope) -> tuple[Use, ...]:
    """The variables of ARG and ENV that an instruction names, in order; remembered with it."""
    found = {use.span: use for use in (*_declared(instruction), *_read(instruction), *_in_shell(instruction, scope))}
    return tuple(found[span] for span in sorted(found))


def _use(instruction: Instruction, name: str, span: Span, role: Role = "read") -> Use:
    return Use(name, span, pieces(instruction.text, span, instruction.escape), role)


def _declared(outer: Instruction) -> Iterator[Use]:
    instruction = outer.trigger or outer
    if instruction.name not in ("ARG", "ENV"):
        return
    for pair in instruction.pairs:
        if not pair.key.variables and pair.key.value:
            yield _use(outer, pair.key.value, pair.key.span, "declaration")


def _read(instruction: Instruction) -> Iterator[Use]:
    waiting: list[Variable] = list(instruction.variables)
    while waiting:
        use = waiting.pop()
        waiting += use.nested
        if use.name:
            yield _use(instruction, use.name, use.name_span)


def _in_shell(outer: Instruction, scope: Scope) -> Iterator[Use]:
    instruction = outer.trigger or outer
    if instruction.name not in _WITH_SCRIPTS:
        return
    if instruction.form == "exec":
        yield from _in_exec_form(outer, instruction)
        return
    if scope.dialect in ("powershell", "cmd"):
        yield from _in_windows_shell(outer, instruction.arguments.start, is_powershell=scope.dialect == "powershell")
        return
    heredocs = instruction.heredocs or outer.heredocs
    whole = script_heredoc(instruction, heredocs) if heredocs else None
    reads = [
        Read(use.name, use.name_span.shift(heredoc.body.start), heredoc.marker.start)
        for heredoc in heredocs
        if heredoc.expand and heredoc is not whole  # what a command is given: the shell fills it in first
        for use in read_shell_word(heredoc.body.of(outer.text), in_heredoc=True).variables
    ]
    yield from _of_script(outer, script(outer, scope), 0, reads)


def _in_windows_shell(outer: Instruction, start: int, *, is_powershell: bool) -> Iterator[Use]:
    """PowerShell fills in nothing between single quotes; cmd knows no quotes."""
    pattern = _POWERSHELL_USE if is_powershell else _CMD_USE
    strings = _POWERSHELL_STRINGS.finditer(outer.text, start) if is_powershell else ()
    kept = [Span(*match.span()) for match in strings if match[0].startswith("'")]
    for match in pattern.finditer(outer.text, start):
        group = match.lastindex or 1
        if not any(span.holds(match.start()) for span in kept):
            yield _use(outer, match[group], Span(*match.span(group)))


def _of_script(outer: Instruction, commands: shell.Script, shift: int, heredocs: Sequence[Read] = ()) -> Iterator[Use]:
    for name, span in places_from_outside(commands, heredocs):
        if name[:1].isalpha() or name[:1] == "_":
            yield _use(outer, name, span.shift(shift))


def _in_exec_form(outer: Instruction, instruction: Instruction) -> Iterator[Use]:
    """`["sh", "-c", "echo $NAME"]`: the only exec form in which anybody fills in a variable."""
    words = instruction.words
    if len(words) < 3 or not _POSIX_SHELL.fullmatch(words[0].value) or not re.fullmatch(r"-\w*c", words[1].value):
        return
    word = words[2]
    if len(word.span.of(outer.text)) != len(word.value) + 2:  # an escape in the string moves what stands behind it
        return
    yield from _of_script(outer, shell.parse(word.value), word.span.start + 1)
