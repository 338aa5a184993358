"""Programs and their options in RUN, CMD, ENTRYPOINT and a health check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.completion.model import Item
from gorae.hover import library
from gorae.lint.script import script
from gorae.stages import Scope

if TYPE_CHECKING:
    from gorae.completion.place import Place
    from gorae.shell import Command
    from gorae.source import Span
    from gorae.syntax import Instruction

_OPENERS = ("&&", "||", ";", "|", "&", "(", "{", "then", "do", "else", "!")


def items(place: Place, written: Instruction) -> list[Item]:
    """Names of programs where a command begins; options and subcommands of the program behind it."""
    if written.form == "exec" or written.arguments_text.startswith("["):
        return []
    scope = place.scope or Scope(escape=place.document.escape)
    if scope.dialect not in ("sh", "bash"):
        return []
    outer = place.written or written
    span = place.word("\"'=;|&()")
    at = span.start - place.start
    command = _command_before(outer, scope, at)
    if command is None:
        return _programs(place, span)
    if command.effective.name is None or command.effective.name.span.start == at:
        return _programs(place, span)
    return _options(place, command, span, at)


def _command_before(written: Instruction, scope: Scope, at: int) -> Command | None:
    """The command that a word at the offset belongs to; None where a command begins there."""
    commands = [one for one in script(written, scope).commands if one.span.start <= at]
    if not commands:
        return None
    command = max(commands, key=lambda one: one.span.start)
    between = written.text[command.span.end : at] if command.span.end < at else ""
    between = between.replace(written.escape, " ").strip()
    return None if between and between.split()[-1].endswith(_OPENERS) else command


def _programs(place: Place, span: Span) -> list[Item]:
    found = []
    for name in library.index()["commands"]:
        known = library.page("commands", name, place.language)
        detail = known.text("summary") if known is not None else ""
        found.append(Item(name, "function", name, span, "", detail, "3" + name, name, f"commands/{name}"))
    return found


def _options(place: Place, command: Command, span: Span, at: int) -> list[Item]:
    effective = command.effective
    page = library.command_name(effective.program.lower())
    if page is None:
        return []
    typed = place.typed(span)
    there = {word.value for word in effective.args if word.span.start != at}
    found = []
    rows = [("property", row) for row in library.rows("commands", page, place.language)]
    rows += [("function", row) for row in library.rows("commands", page, place.language, "command")]
    for number, (kind, row) in enumerate(rows):
        if there.intersection(row.names):
            continue
        for name in row.names:
            if name.startswith("-") != typed.startswith("-") and typed:
                continue
            sort = f"{'1' if kind == 'function' else '2'}{number:03}"
            if kind == "function":
                found.append(Item(name, "function", name, span, "", row.value, sort, name, note=row.text))
            elif name.startswith("-"):
                found.append(Item(name, "property", name, span, "", row.value, sort, name, note=row.text))
    return found
