"""Programs and their options in RUN, CMD, ENTRYPOINT and a health check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gorae.completion import packages, usual, windows
from gorae.completion.model import Item
from gorae.facts.scripts import script
from gorae.reference import library
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
    if written.name in ("CMD", "ENTRYPOINT") and not written.arguments_text.strip():
        return _start(place, place.word())
    scope = place.scope or Scope(escape=place.document.escape)
    if not scope.has_bourne_shell:
        return windows.items(place, written) if scope.dialect in ("powershell", "cmd") else []
    outer = place.written or written
    span = place.word("\"'=;|&()")
    at = span.start - place.start
    command = _command_before(outer, scope, at)
    if command is None or command.effective.name is None or command.effective.name.span.start == at:
        return _programs(place, span, of_build=outer.name == "RUN")
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


def _programs(place: Place, span: Span, *, of_build: bool = True) -> list[Item]:
    first = usual.programs(place, of_build=of_build)
    # Editors match letters anywhere in a name, and Enter takes what matches: `EOF` is no `docker-php-ext-configure`.
    begun = place.typed(span)[:1].lower()
    found = []
    for name in library.index()["commands"]:
        if not name.lower().startswith(begun):
            continue
        known = library.page("commands", name, place.language)
        detail = known.text("summary") if known is not None else ""
        sort = f"2{first[name]:02}" if name in first else "3" + name
        found.append(Item(name, "function", name, span, detail=detail, sort=sort, filter=name, page=f"commands/{name}"))
    return found


def _start(place: Place, span: Span) -> list[Item]:
    """Exec forms: what is usual for the base image, and an empty one; then programs for the shell form."""
    found = []
    for number, words in enumerate(dict.fromkeys((usual.start(place), ("program", "argument")))):
        if not words:
            continue
        text = json.dumps(list(words), ensure_ascii=False)
        gaps = [f'"${{{order}:{word}}}"' for order, word in enumerate(words, 1)]
        snippet = f"[{', '.join(gaps)}]" if "daemon off;" not in words else ""
        page = "concepts/pid1-and-signals"
        found.append(Item(text, "snippet", text, span, snippet=snippet, sort=f"1{number}", filter=text, page=page))
    return found + _programs(place, span, of_build=False)


def _options(place: Place, command: Command, span: Span, at: int) -> list[Item]:
    effective = command.effective
    typed = place.typed(span)
    of_packages = packages.items(place, command, span, at) if not typed.startswith("-") else []
    page = library.command_name(effective.program.lower())
    if page is None or (of_packages and typed):
        return of_packages
    there = {word.value for word in effective.args if word.span.start != at}
    found = list(of_packages)
    rows = [("property", row) for row in library.rows("commands", page, place.language)]
    if not of_packages:  # behind `install` no other verb is wanted
        rows += [("function", row) for row in library.rows("commands", page, place.language, "command")]
    for number, (kind, row) in enumerate(rows):
        if there.intersection(row.names):
            continue
        for name in row.names:
            if name.startswith("-") != typed.startswith("-") and typed:
                continue
            sort = f"{'1' if kind == 'function' else '2'}{number:03}"
            if kind == "function":
                found.append(
                    Item(name, "function", name, span, detail=row.value, sort=sort, filter=name, note=row.text)
                )
            elif name.startswith("-"):
                found.append(
                    Item(name, "property", name, span, detail=row.value, sort=sort, filter=name, note=row.text)
                )
    return found
