"""The shell commands of an instruction, with spans relative to the instruction."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from gorae import shell
from gorae.source.derived import derived, derived_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Script, Word
    from gorae.source import Span
    from gorae.stages import Scope, Stage
    from gorae.syntax import Heredoc, Instruction, Node

_NOTHING = ""
_ANSI_QUOTES = re.compile(r"\$['\"]")  # sh and bash read them in different ways
_QUOTED = re.compile(r"\\.|'[^']*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
TEXT_OPTION = re.compile(r"-[a-zA-Z]*c[a-zA-Z]*")  # a shell's: the next word is its script
_STOPS = re.compile(r"\A\s*\S*sh\s+-\w*e|\A[^\n]*\n#![^\n]*\s-\w*e")  # the heredoc's shell, or its first line
# Commands that a shell runs itself.
BUILTINS = frozenset((
    ".", ":", "[", "alias", "bg", "cd", "command", "eval", "exec", "exit", "export", "fg", "hash", "jobs", "read", "return",
    "set", "shift", "source", "test", "times", "trap", "type", "ulimit", "umask", "unset", "wait",
))  # fmt: skip


@derived_by(attrgetter("dialect"))
def script(outer: Instruction, scope: Scope) -> Script:
    """The commands of a RUN, CMD, ENTRYPOINT or HEALTHCHECK (or of the one behind ONBUILD).

    The exec form is one command. Nothing where the shell in force is no Bourne shell, or where a heredoc's `#!` names
    another program. Remembered with the instruction.
    """
    instruction = outer.trigger or outer
    if instruction.name not in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"):
        return shell.parse(_NOTHING)
    if instruction.form == "exec":
        return shell.from_argv([(word.value, word.span) for word in instruction.words])
    if not scope.has_bourne_shell:
        return shell.parse(_NOTHING)
    heredocs = instruction.heredocs or outer.heredocs
    if not heredocs:
        return shell.parse(_only(outer.text, instruction.arguments), escape=scope.escape, dialect=scope.dialect)
    inner = script_heredoc(instruction, heredocs)
    if inner is not None:
        body = outer.text[inner.body.start : inner.body.end]
        program = shell.interpreter(body)
        if program and not shell.is_shell(program):
            return shell.parse(_NOTHING)
        return shell.parse_heredoc_body(_only(outer.text, inner.body))
    # The heredoc feeds a command (`cat <<EOF > file`): its marker is blanked like its body, the command stays.
    text = _only(outer.text, instruction.arguments)
    for heredoc in heredocs:
        text = _blank(text, heredoc.marker)
    return shell.parse(text, escape=scope.escape, dialect=scope.dialect)


def commands_of(stage: Stage, *having: str) -> Iterator[tuple[Node, Command]]:
    """The commands of the stage's own RUNs, each with its instruction, in the order of the text.

    `having`: RUNs whose text has none of these words are passed over, which costs less than reading them.
    """
    if not having:
        yield from _all_commands(stage)
    elif any(word in _texts_of_runs(stage) for word in having):
        for node in stage.instructions("RUN"):
            if any(word in node.instruction.text for word in having):
                for command in script(node.instruction, stage.scope_of(node)).commands:
                    yield node, command


@derived
def _all_commands(stage: Stage) -> tuple[tuple[Node, Command], ...]:
    return tuple(
        (node, command)
        for node in stage.instructions("RUN")
        for command in script(node.instruction, stage.scope_of(node)).commands
    )


@derived
def _texts_of_runs(stage: Stage) -> str:
    return "\0".join(node.instruction.text for node in stage.instructions("RUN"))


def inner_script(command: Command) -> Script | None:
    """The script that a shell is given by `-c`, with spans of the same text; None where its place is not known."""
    effective = command.effective
    if command.kind != "simple" or not shell.is_shell(effective.program):
        return None
    args = effective.args
    index = next(
        (index for index, word in enumerate(args) if not word.is_option or TEXT_OPTION.fullmatch(word.value)), None
    )
    if index is None or not args[index].is_option or index + 1 >= len(args):
        return None
    word = args[index + 1]
    raw = word.text
    if len(raw) > 1 and raw[0] in "'\"" and raw[-1] == raw[0] and raw[0] not in raw[1:-1] and "\\" not in raw:
        return shell.parse(" " * (word.span.start + 1) + raw[1:-1])
    if word.span.end - word.span.start == len(word.value) + 2:  # a string of JSON that nothing is escaped in
        return shell.parse(" " * (word.span.start + 1) + word.value)
    return None


def script_heredoc(instruction: Instruction, heredocs: tuple[Heredoc, ...]) -> Heredoc | None:
    """The heredoc that is itself the script: nothing but its marker, or a shell, stands on the line."""
    if len(heredocs) != 1:
        return None
    marker = instruction.text[heredocs[0].marker.start : heredocs[0].marker.end]
    rest = instruction.arguments_text.replace(marker, "", 1).split()
    if not rest or (shell.is_shell(rest[0]) and _are_options(rest[1:])):
        return heredocs[0]
    return None


def _are_options(words: list[str]) -> bool:
    """Whether a shell's words are options only: `-eu`, and the name behind `-o` (`-euo pipefail`)."""
    before = ["", *words]
    return all(
        word.startswith("-") or (one.startswith("-") and one.endswith("o"))
        for one, word in zip(before, words, strict=False)
    )


def _only(text: str, span: Span) -> str:
    """The text with everything outside of the span blanked, so that spans stay those of the instruction."""
    return " " * span.start + text[span.start : span.end]


def _blank(text: str, span: Span) -> str:
    return text[: span.start] + " " * (span.end - span.start) + text[span.end :]


def ends_run(outer: Instruction, scope: Scope, command: Command) -> bool:
    """Whether a RUN ends with an error where an unguarded command of it does.

    Where its shell stops at errors, or nothing below goes on regardless, as behind `;` or on a heredoc's next line.
    """
    read, inner = script(outer, scope), outer.trigger or outer
    above = outer.text[inner.arguments.start : command.span.start]
    if _STOPS.search(above) or "errexit" in read.options_at(command):
        return True
    after = [one for one in read.chain if one.span.start > command.span.start]
    return all(one.operator is not None and one.operator.text == "&&" for one in after)


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
    if only.program in BUILTINS or not all(map(_is_plain, only.words)):
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


def goes_on_in_single_quotes(text: str) -> bool:
    r"""Whether a line ends in a backslash within single quotes.

    The builder joins such lines before a shell sees them; in a heredoc the shell would keep both characters.
    """
    quote, offset = "", 0
    while offset < len(text):
        character = text[offset]
        if quote == "'" and character == "\\" and text[offset + 1 : offset + 2] in ("\n", "\r"):
            return True
        if character == "\\" and quote != "'":
            offset += 1
        elif character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote = character
        offset += 1
    return False
