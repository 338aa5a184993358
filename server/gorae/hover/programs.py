"""Hovers of a command's own words: the program, wrappers before it, its commands, options and their values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.copies import landings_of_chain
from gorae.facts.entrypoint import first_process
from gorae.facts.image_paths import absolute
from gorae.facts.scripts import commands_of
from gorae.hover import operands, values
from gorae.hover.arguments import address
from gorae.hover.cursor import Hover
from gorae.hover.options import options_in
from gorae.hover.runners import command_at
from gorae.reference import library
from gorae.reference.cards import bullets, card, code, page_card
from gorae.reference.phrases import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.hover.cursor import Cursor
    from gorae.reference.library import Option
    from gorae.shell import Command, Script
    from gorae.shell import Word as ShellWord
    from gorae.texts import Language

_MOST_OPTIONS = 7
# Programs whose first argument may be a bundle of letters without a dash.
_DASHLESS = frozenset(("tar", "ps"))
# `pip cache purge`: a program's own commands are its first words; in conditions they stand anywhere.
_MOST_COMMANDS = 2
_OPERATORS = frozenset(("test", "find"))
# Programs whose commands are tasks of which several stand in a row; of others the second word is the first one's own.
_TASKS = frozenset(("mvn", "gradle", "make", "sbt", "ninja", "rails", "ruby", "rebar3", "flyway"))
_START_SCRIPT = "docker-entrypoint.sh"
_MODES = frozenset(("chmod",))
_INSTALLS = frozenset(("install", "add", "i", "-S", "-Sy"))
_ARGUMENTS_TOO = frozenset(("serve",))  # programs whose name is a subcommand of many others
_FOLDERS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")  # of most images' PATH
_OWNERS = frozenset(("chown", "chgrp"))
_WINDOWS_PATH = re.compile(r"[A-Za-z]:[\\/]")


class _Part(NamedTuple):
    """What a word of a command is: an option, its value, a command of the program."""

    word: ShellWord
    rows: tuple[tuple[str, Option], ...]  # the options in it, as written: several in a bundle
    is_value: bool = False


def hover(cursor: Cursor, commands: Script, command: Command) -> Hover | None:
    """The hover of the command's word under the cursor."""
    word = next((word for word in command.words if word.span.holds(cursor.offset)), None)
    if word is None:
        return None
    effective = command.effective
    if effective.name is None or word.span.end <= effective.name.span.start:
        if word is command.words[0]:
            return _program(cursor, commands, (word, *command.words[1:]), wrapper=True)
        return _wrapped(cursor, command, word) or _plain(cursor, command.program, word)
    words = command_at(effective.words, word)
    if word.span == words[0].span:
        return _program(cursor, commands if words is effective.words else None, words)
    program = words[0].value.replace("\\", "/").rpartition("/")[2]
    name = _page_of(words)
    if name is None:
        return _general(cursor, word, program) or _plain(cursor, program, word)
    inner = library.command_name(program.removeprefix("xx-"))  # `xx-go build` takes the options of `go`
    part = _part_at(name, words, word, cursor.language)
    if part is None and name == "xx-info" and inner is not None:
        name, program = inner, program.removeprefix("xx-")
        part = _part_at(name, words, word, cursor.language)
    if part is None:
        return _operand(cursor, name, words[1:], word) or _general(cursor, word) or _plain(cursor, program, word)
    return Hover(word.span, _about(cursor, name, program, part))


def _page_of(words: Sequence[ShellWord]) -> str | None:
    """The page on the program; on the first name of a module that `python -m` runs (`vllm.entrypoints.openai`)."""
    program = words[0].value.replace("\\", "/").rpartition("/")[2]
    return library.command_name(program) or library.command_name(program.partition(".")[0])


def _plain(cursor: Cursor, program: str, word: ShellWord) -> Hover | None:
    """An argument that nothing more is known of: what it is an argument of."""
    return Hover(word.span, operands.operand(cursor, program, word.value)) if word.value.strip() else None


def _part_at(name: str, words: Sequence[ShellWord], word: ShellWord, language: Language) -> _Part | None:
    return next((part for part in _parts(name, words[1:], language) if part.word.span == word.span), None)


def _general(cursor: Cursor, word: ShellWord, program: str = "") -> Hover | None:
    """Options that mean the same everywhere, and those of `cmd`."""
    table = "shells" if program.lower() in ("cmd", "cmd.exe") else "options"
    row = library.entry(table, word.value.upper() if table == "shells" else word.value, cursor.language)
    return Hover(word.span, card(code(word.value), [row.text], cursor.language)) if row is not None else None


def _wrapped(cursor: Cursor, command: Command, word: ShellWord) -> Hover | None:
    """A word of `sudo -E` before the program that it runs."""
    for number, one in enumerate(command.words):
        name = library.command_name(one.value.rpartition("/")[2])
        if one.span == word.span and name is not None:
            return _program(cursor, None, command.words[number:], wrapper=True)
    name = library.command_name(command.program)
    rows = options_in(name, word.value, cursor.language, dashless=False) if name is not None and word.is_option else ()
    if name is None or not rows:
        return None
    return Hover(word.span, _about(cursor, name, command.program, _Part(word, rows)))


def _about(cursor: Cursor, name: str, program: str, part: _Part) -> str:
    language = cursor.language
    links = (f"commands/{name}",)
    if part.is_value:
        written, row = part.rows[0]
        value = part.word.value
        meaning = library.row("commands", name, language, value, "choice")
        lines = [meaning.text] if meaning is not None else [say("value-of", language, option=code(written)), row.text]
        spelled = values.permission(value, language) if "MODE" in row.value else None
        if spelled:
            lines.append(f"{code(value)}: {spelled}")
        return card(f"{code(value)} · {program}", lines, language, links)
    if len(part.rows) == 1:
        written, row = part.rows[0]
        shown = ", ".join(code(one) for one in row.names[:4])
        since = f" ({say('since-plain', language, version=row.since)})" if row.since else ""
        return card(f"{shown} · {program}", [row.text + since], language, links)
    lines = [f"{code(written)}: {row.text}" for written, row in part.rows]
    return card(f"{code(part.word.value)} · {program}", [bullets(lines)], language, links)


def _parts(name: str, args: Sequence[ShellWord], language: Language) -> list[_Part]:
    """The options, their values, and the program's own commands among the arguments."""
    found: list[_Part] = []
    operands, is_within = 0, False
    waiting: tuple[str, Option] | None = None
    is_over = False
    for number, word in enumerate(args):
        value = word.value
        if waiting is not None:
            found.append(_Part(word, (waiting,), is_value=True))
            waiting = None
            continue
        if value == "--":
            is_over = True
        if is_over:
            continue
        rows = options_in(name, value, language, dashless=name in _DASHLESS and number == 0)
        if rows:
            found.append(_Part(word, rows))
            written, last = rows[-1]
            # An option's value is the next word, unless it is written in the same one.
            ends_here = value.endswith(written.lstrip("-")[-1:]) and "=" not in value
            if last.value and not last.value.startswith("[") and ends_here and value.startswith("-"):
                waiting = (written, last)
            continue
        if not word.is_option:
            before = args[number - 1].value if number else ""
            is_own = is_within and name not in _TASKS and name not in _OPERATORS
            row = next(
                (
                    row
                    for spelled in (f"{before} {value}", *(() if is_own else (value, value.partition("=")[0])))
                    if (row := library.row("commands", name, language, spelled, "command")) is not None
                ),
                None,
            )
            if row is not None and (operands < _MOST_COMMANDS or name in _OPERATORS):
                found.append(_Part(word, ((value, row),)))
                is_within = True
            operands += 1
    return found


def _operand(cursor: Cursor, name: str, args: Sequence[ShellWord], word: ShellWord) -> Hover | None:
    """Modes, owners and addresses among plain arguments."""
    language, value = cursor.language, word.value
    if value.startswith("http://") or (value.startswith("https://") and "@" in value.split("/")[2]):
        return Hover(word.span, address(cursor, value))  # not encrypted, or with a password in it
    first = next((one for one in args if not one.is_option), None)
    if first is None or first.span != word.span:
        return None
    if name in _MODES and (spelled := values.permission(value, language)):
        return Hover(word.span, card(code(value), [spelled], language, ("commands/chmod",)))
    if name in _OWNERS:
        user, _, group = value.partition(":")
        sentence = say("chown-both" if group else "chown-user", language, user=code(user), group=code(group))
        known = library.entry("users", user, language)
        lines = [sentence, known.text] if known is not None else [sentence]
        return Hover(word.span, card(code(value), lines, language, ("commands/chown",)))
    return None


def _program(
    cursor: Cursor, commands: Script | None, words: Sequence[ShellWord], *, wrapper: bool = False
) -> Hover | None:
    language, word = cursor.language, words[0]
    name = _page_of(words) if commands is None else library.command_name(word.value.rpartition("/")[2])
    if commands is not None and any(one.kind == "function" and one.name == word.value for one in commands.compounds):
        return Hover(word.span, card(code(word.value), [say("program-function", language)], language))
    if word.value == "/init" and "s6" in cursor.document.text.value.lower():
        name = "s6-svscan"
    if name in _ARGUMENTS_TOO and _may_be_argument(cursor):
        name = None
    if name == _START_SCRIPT and _is_own_script(cursor, word.value):
        name = None
    if name is not None:
        text = page_card("commands", name, language, [] if wrapper else _used(name, words[1:], language))
        return Hover(word.span, text) if text is not None else None
    shell = library.entry("shells", word.value, language)
    origin = shell.text if shell is not None else _origin(cursor, word.value)
    return Hover(word.span, card(code(word.value), [origin], language)) if origin else None


def _is_own_script(cursor: Cursor, written: str) -> bool:
    """Whether a start script is not the official image's: it stands elsewhere, or the file copies one of this name."""
    folder, _, name = written.rpartition("/")
    stages = cursor.stage.chain if cursor.stage is not None else ()
    return folder not in ("", "/usr/local/bin") or any(
        name in node.instruction.text for stage in stages for node in stage.instructions("COPY", "ADD")
    )


def _used(name: str, args: Sequence[ShellWord], language: Language) -> list[str]:
    """The options of this call, explained."""
    lines: dict[str, str] = {}
    shown: set[str] = set()
    for part in _parts(name, args, language):
        for written, row in part.rows if not part.is_value else ():
            if row.text not in shown:  # a row that two words are of: `pub get`
                lines.setdefault(written, f"{code(written)}: {row.text}")
            shown.add(row.text)
    return [bullets(list(lines.values())[:_MOST_OPTIONS])] if lines else []


def _copied(cursor: Cursor, path: str) -> str | None:
    """Which line above copies the program to its path of the image; None where none is known to."""
    above = landings_of_chain(cursor.stage) if cursor.stage is not None else []
    for landing in reversed(above):
        if landing.path == path and landing.node.start < cursor.node.start:
            return say("program-copied", cursor.language, line=cursor.line_of(landing.node), path=code(path))
    return None


def _origin(cursor: Cursor, name: str) -> str | None:
    """Where a program without a page comes from: a path, a package that was installed above, the image."""
    language = cursor.language
    stage = cursor.stage
    if "$" in name or not name:
        return None
    if _WINDOWS_PATH.match(name):
        return say("program-path", language, path=code(name))
    if "/" in name:
        path = (absolute(stage, cursor.node, name) if stage is not None and not name.startswith("/") else None) or name
        return _copied(cursor, path) or say("program-path", language, path=code(path))
    for folder in _FOLDERS:
        if (copied := _copied(cursor, f"{folder}/{name}")) is not None:
            return copied
    for one in stage.chain if stage is not None else ():
        for node, command in commands_of(one, name):
            words = [word.value for word in command.effective.args]
            installs = node.index <= cursor.node.index and not _INSTALLS.isdisjoint(words)
            if installs and any(_is_package(word, name) for word in words):
                return say("program-installed", language, line=cursor.line_of(node), name=code(name))
    if _may_be_argument(cursor):
        return say("program-or-argument", language)
    return say("program-of-image", language)


def _may_be_argument(cursor: Cursor) -> bool:
    """Whether CMD's first word may be an argument: the base image is not known, and may bring an ENTRYPOINT."""
    stage = cursor.stage
    is_exec_cmd = cursor.node.name == "CMD" and cursor.node.instruction.form == "exec"
    return stage is not None and is_exec_cmd and stage.in_force("ENTRYPOINT") is None and first_process(stage) is None


def _is_package(word: str, name: str) -> bool:
    plain = word.rpartition("/")[2]
    for sign in ("==", ">=", "~=", "@", "=", "["):
        plain = plain.partition(sign)[0]
    return plain == name
