"""Programs and their options in RUN, CMD, ENTRYPOINT and a health check."""

from __future__ import annotations

import json
import re
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

# Of these several words stand behind each other, or others before them; all else takes one subcommand, first of all.
_SEVERAL = frozenset((
    "a2enmod", "ant", "find", "gradle", "make", "mvn", "ninja", "php", "ruby", "service", "set", "systemctl", "test",
))  # fmt: skip
_OPENS = {'"': ""}  # what begins something of its own between these; elsewhere both quotes and the parenthesis do
_COMMENT = re.compile(r"(?m)^[ \t]*#.*$")
_REDIRECTS = re.compile(r"[<>]&?[ \t]*\Z")  # what comes is a file: none of the program's options is
_OPENERS = ("&&", "||", ";", "|", "&", "(", "{", "then", "do", "else", "!")


def items(place: Place, written: Instruction) -> list[Item]:
    """Names of programs where a command begins; options and subcommands of the program behind it."""
    if written.form == "exec" or written.arguments_text.startswith("["):
        return []
    if written.name in ("CMD", "ENTRYPOINT") and not written.arguments_text.strip():
        return _start(place, place.word())
    scope = place.scope or Scope(escape=place.document.escape)
    outer = place.written or written
    span = place.word("\"'=;|&()")
    offset = span.start - place.start
    is_value = place.text[span.start - 1 : span.start] == "=" or _is_quoted(outer.text[:offset])
    if not scope.has_bourne_shell:
        is_option = place.typed(span)[:1] in ("-", "/")  # `Start-Process msiexec -ArgumentList '/qn'`
        is_known = scope.dialect in ("powershell", "cmd") and (is_option or not is_value)
        return windows.items(place, written) if is_known else []
    if is_value or _REDIRECTS.search(outer.text[:offset]):
        return []
    command = _command_before(outer, scope, offset)
    if command is None or command.effective.name is None or command.effective.name.span.start == offset:
        return _programs(place, span, of_build=outer.name == "RUN")
    return _options(place, command, span, offset)


def _command_before(written: Instruction, scope: Scope, offset: int) -> Command | None:
    """The command that a word at the offset belongs to; None where a command begins there."""
    commands = [one for one in script(written, scope).commands if one.span.start <= offset]
    if not commands:
        return None
    command = max(commands, key=lambda one: one.span.start)
    between = written.text[command.span.end : offset] if command.span.end < offset else ""
    between = between.replace(written.escape, " ").strip()
    return None if between and between.split()[-1].endswith(_OPENERS) else command


def _is_quoted(script: str) -> bool:
    """Whether what follows a script's beginning stands between quotes; not where commands are replaced within them."""
    script = _COMMENT.sub("", script)
    around: list[str] = []  # the quotes and parentheses that are open
    offset = 0
    while offset < len(script):
        letter, inner = script[offset], around[-1] if around else ""
        if inner == "'":
            if letter == "'":
                around.pop()
        elif letter == "\\":
            offset += 1
        elif (letter, inner) in (('"', '"'), (")", "(")):
            around.pop()
        elif letter in _OPENS.get(inner, "\"'(") or (letter == "(" and script[offset - 1 : offset] == "$"):
            around.append(letter)
        offset += 1
    return bool(around) and around[-1] != "("


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


def _options(place: Place, command: Command, span: Span, offset: int) -> list[Item]:
    effective = command.effective
    typed = place.typed(span)
    of_packages = packages.items(place, command, span, offset) if not typed.startswith("-") else []
    page = library.command_name(effective.program.lower())
    if page is None or (of_packages and typed):
        return of_packages
    there = {word.value for word in effective.args if word.span.start != offset}
    found = list(of_packages)
    rows = [("property", row) for row in library.rows("commands", page, place.language)]
    if not of_packages:  # behind `install` no other verb is wanted
        rows += [("function", row) for row in library.rows("commands", page, place.language, "command")]
    verbs = {name.split()[0] for kind, row in rows if kind == "function" for name in row.names}
    before = _plain(command, verbs, offset)
    for number, (kind, row) in enumerate(rows):
        if there.intersection(row.names):
            continue
        for whole in row.names:
            name = whole if kind == "property" or page in _SEVERAL else _rest(whole, before)
            if not name or (name.startswith("-") != typed.startswith("-") and typed):
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


def _plain(command: Command, verbs: set[str], before: int) -> list[str]:
    """The words before an offset that are no options, and no values of options that stand before them."""
    found: list[str] = []
    is_value = False
    for word in command.effective.args:
        if word.span.start >= before:
            break
        if not word.is_option and not (is_value and word.value not in verbs):
            found.append(word.value)
        is_value = word.is_option and "=" not in word.value
    return found


def _rest(name: str, before: list[str]) -> str:
    """What of a subcommand (`mod download`) is still to be written behind these words; nothing where they are others."""
    words = name.split()
    return " ".join(words[len(before) :]) if words[: len(before)] == before else ""
