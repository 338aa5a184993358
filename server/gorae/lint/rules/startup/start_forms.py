"""CMD and ENTRYPOINT in shell form: what they run, and how the exec form says the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Script, Word
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_ANSI_QUOTES = re.compile(r"\$['\"]")  # sh and bash read them in different ways
_QUOTED = re.compile(r"\\.|'[^']*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_SHELLS = frozenset(("sh", "bash"))
_BUILTINS = frozenset(
    [
        ".",
        ":",
        "[",
        "alias",
        "bg",
        "cd",
        "command",
        "eval",
        "exec",
        "exit",
        "export",
        "fg",
        "hash",
        "jobs",
        "read",
        "return",
        "set",
        "shift",
        "source",
        "test",
        "times",
        "trap",
        "type",
        "ulimit",
        "umask",
        "unset",
        "wait",
    ]
)


def shell_form(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """At the whole command; nothing for exec forms, and for `exec` in a Bourne shell. These instructions take no heredoc."""
    command = instruction.arguments_text.strip()
    if instruction.form != "shell" or command.startswith("["):
        return
    read = script(instruction, scope)
    if any(one.kind in ("for", "while", "until", "case") for one in read.compounds):
        return  # a script, whose shell has to stay
    first = read.commands[:1]
    if (
        scope.dialect in _SHELLS
        and first
        and first[0].program == "exec"
        and first[0].name is not None
        and len(first[0].words) > 1
    ):
        return  # the program takes the shell's place, and the signals with it
    yield found(instruction.arguments, _exec(instruction, scope, command))


def _exec(instruction: Instruction, scope: Scope, command: str) -> Fix | None:
    if scope.dialect not in _SHELLS or instruction.comments or instruction.blank_lines:
        return None
    parsed = script(instruction, scope)
    words = plain_words(parsed)
    if words is not None:
        return fix(Edit(instruction.arguments, json.dumps(words, ensure_ascii=False)), safe=True)
    shell = [scope.shell[0].rsplit("/", 1)[-1] if scope.shell[0] == "/bin/sh" else scope.shell[0], *scope.shell[1:]]
    written = json.dumps([*shell, command], ensure_ascii=False)
    return fix(Edit(instruction.arguments, written), safe=False, variant="shell")


def plain_words(parsed: Script) -> list[str] | None:
    """The words of the one command, where the shell would do nothing but start it."""
    if (
        not parsed.complete
        or parsed.errors
        or parsed.comments
        or parsed.compounds
        or parsed.trailing
        or len(parsed.commands) != 1
    ):
        return None
    only = parsed.commands[0]
    if only.kind != "simple" or only.assignments or only.redirections or only.background or only.negated:
        return None
    if only.program in _BUILTINS or not all(map(_is_plain, only.words)):
        return None
    return [word.value for word in only.words]


def _is_plain(word: Word) -> bool:
    """Whether all shells make one argument of it, its value; blanks outside of quotes tell of a misread word."""
    outside = _QUOTED.sub("", word.text)
    return (
        word.static
        and not word.globs
        and not word.text.startswith("~")
        and not _ANSI_QUOTES.search(word.text)
        and not any(c.isspace() for c in outside)
        and word.text not in ("{", "}")
    )
