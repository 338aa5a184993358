"""The shell script that the cursor stands in: of a RUN, of what an image starts, of a file that COPY writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae import shell
from gorae.facts.entrypoint import start_nodes
from gorae.facts.scripts import script, script_heredoc
from gorae.hover.cursor import Hover
from gorae.reference.cards import card, code
from gorae.reference.phrases import say
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.hover.cursor import Cursor
    from gorae.shell import Script
    from gorae.syntax import Word

_RUN = ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK")
_FIRST_LINE = re.compile(r"#![^\n]*")
# Programs of an ENTRYPOINT that start what CMD names.
_STARTERS = re.compile(r"init|tini(?:-static)?|dumb-init|catatonit|gosu|su-exec|setpriv|env|exec|sh|bash|dash|ash")

_INITS = frozenset(("tini", "tini-static", "dumb-init", "catatonit"))


def _may_start(program: str) -> bool:
    """Whether a program, without its folder, may start what it is given: an init program, a shell, a start script."""
    return program.endswith((".sh", "run")) or "entrypoint" in program or _STARTERS.fullmatch(program) is not None


def _starts_more(words: Sequence[Word]) -> bool:
    """Whether an ENTRYPOINT starts what CMD names; `tini -- app` does not: CMD's words are arguments of `app`."""
    names = [word.value.replace("\\", "/").rpartition("/")[2] for word in words]
    if names[0] in _INITS:
        names = [name for name in names if not name.startswith("-") and name not in _INITS] or names
    return _may_start(names[0])


def at(cursor: Cursor) -> Script | None:
    """The script's commands, with spans of the instruction; None where there is no script in a shell's language."""
    instruction = cursor.instruction
    if instruction.name in ("COPY", "ADD"):
        return _copied(cursor)
    if instruction.name == "SHELL" and instruction.form == "exec":
        return shell.from_argv([(word.value, word.span) for word in instruction.words])
    if instruction.name not in _RUN:
        return None
    around = _around_heredoc(cursor)
    if around is not None:
        return around
    return _behind_entrypoint(cursor) or script(cursor.node.instruction, cursor.build.scope_of(cursor.node))


def interpreter_line(cursor: Cursor) -> Hover | None:
    """The hover of `#!/usr/bin/env python3` at the beginning of a script in a heredoc."""
    instruction = cursor.node.instruction
    for heredoc in instruction.heredocs:
        match = _FIRST_LINE.match(instruction.text, heredoc.body.start, heredoc.body.end)
        if match is not None and match.start() <= cursor.offset < match.end():
            program = shell.interpreter(match[0]) or match[0].removeprefix("#!").strip()
            text = card(code(match[0]), [say("shebang", cursor.language, program=code(program))], cursor.language)
            return Hover(Span(match.start(), match.end()), text)
    return None


def _copied(cursor: Cursor) -> Script | None:
    """The script in a heredoc that becomes a file."""
    instruction = cursor.node.instruction
    for heredoc in instruction.heredocs:
        if heredoc.body.holds(cursor.offset):
            body = instruction.text[heredoc.body.start : heredoc.body.end]
            program = shell.interpreter(body)
            return shell.parse_heredoc_body(_only(instruction.text, heredoc.body)) if _is_shell(program) else None
    return None


def _is_shell(program: str | None) -> bool:
    return bool(program) and shell.is_shell(program or "")


def _around_heredoc(cursor: Cursor) -> Script | None:
    """The shell that `RUN <<EOF bash -eux` gives its heredoc to."""
    instruction = cursor.instruction
    heredocs = instruction.heredocs or cursor.node.instruction.heredocs
    inner = script_heredoc(instruction, heredocs) if heredocs else None
    if inner is None or inner.body.start <= cursor.offset:
        return None
    line = Span(instruction.arguments.start, min(instruction.arguments.end, inner.body.start))
    text = _only(cursor.node.instruction.text, line)
    text = text[: inner.marker.start] + " " * (inner.marker.end - inner.marker.start) + text[inner.marker.end :]
    return shell.parse(text)


def _behind_entrypoint(cursor: Cursor) -> Script | None:
    """CMD's words as what they are behind an ENTRYPOINT in exec form: arguments of its program."""
    stage, instruction = cursor.stage, cursor.instruction
    if (
        instruction.name != "CMD"
        or instruction.form != "exec"
        or stage is None
        or instruction is not cursor.node.instruction
    ):
        return None
    entrypoint, command = start_nodes(stage)
    if entrypoint is None or command is None or command.index != cursor.node.index:
        return None
    first = entrypoint.instruction
    if first.form != "exec" or not first.words or not instruction.words:
        return None
    starts = _starts_more(first.words)
    if starts and not instruction.words[0].value.startswith("-"):
        return None
    begin = -2 * len(first.words)
    before = [(word.value, Span(begin + 2 * index, begin + 2 * index + 1)) for index, word in enumerate(first.words)]
    return shell.from_argv([*before, *((word.value, word.span) for word in instruction.words)])


def _only(text: str, span: Span) -> str:
    return " " * span.start + text[span.start : span.end]
