"""A script's text to its commands, by the grammar of tree-sitter-bash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.shell.dialects import SHELLS
from gorae.shell.grammar import tree
from gorae.shell.masking import masked
from gorae.shell.nodes import Command, Element
from gorae.shell.script import Script
from gorae.shell.tokens import Word
from gorae.shell.walk import walk
from gorae.shell.words import Reading
from gorae.source import Span

_REMARK = re.compile(r"`\s*#[^`]*`")

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BODY_CHARACTERS = 100_000


def parse(body: str, *, escape: str = "\\", dialect: str = "sh") -> Script:
    """A RUN body's commands, given as it stands in the file, without flags and heredoc marks. Never raises.

    `escape` is the Dockerfile's escape character. A dialect that is no POSIX shell (powershell, cmd), or more than
    100,000 characters, give a script without commands whose `complete` is False.
    """
    if dialect not in SHELLS or len(body) > MAX_BODY_CHARACTERS:
        return Script(body, complete=False)
    seen, holes = masked(body, escape)
    script = _parse(body, seen, holes)
    swallows = _swallowing(script) if script.comments else None
    if swallows is None:
        return script
    rest = _parse(body, seen[:swallows].ljust(len(seen)), holes)
    rest.comments += (Span(swallows, len(body)),)
    return rest


def _swallowing(script: Script) -> int | None:
    """Where a comment begins that goes on: the builder joins its line with those below, which the grammar reads as code."""
    return next(
        (
            comment.start
            for comment in script.comments
            for start, _ in script.holes
            if comment.start < start <= comment.end
        ),
        None,
    )


def parse_heredoc_body(text: str, *, dialect: str = "sh") -> Script:
    """A script's commands whose lines the shell sees as they are, such as a heredoc's body. Never raises."""
    if dialect not in SHELLS or len(text) > MAX_BODY_CHARACTERS:
        return Script(text, complete=False)
    return _parse(text, text.replace("\r", " "), ())


def from_argv(words: Sequence[tuple[str, Span]]) -> Script:
    """An exec form as a script of one command: values as they are passed, with the spans where they are written."""
    script = Script("")
    if not words:
        return script
    readings = (Reading(value, True, False, (), "bare") for value, _ in words)
    found = tuple(Word(span, value, (), reading) for (value, span), reading in zip(words, readings, strict=True))
    span = Span(words[0][1].start, words[-1][1].end)
    script.top.span = span
    command = Command("simple", span, found, (), (), script.top)
    element = Element(span, " ".join(value for value, _ in words), None, (command,), False, False)
    command.element = element
    script.top.elements = (element,)
    script.commands = (command,)
    return script


def _parse(body: str, seen: str, holes: tuple[tuple[int, int], ...]) -> Script:
    script = Script(body)
    script.masked, script.holes = seen, holes
    root, offsets = tree(seen.replace("\0", " "))
    walk(script, root, offsets)
    if "`" in seen and "#" in seen:
        _drop_remarks(script)
    return script


def _drop_remarks(script: Script) -> None:
    """Takes out the comments in backticks, of which nothing comes: no command (see `grammar`), and no word."""
    script.commands = tuple(one for one in script.commands if not one.name_text.startswith("#"))
    for command in script.commands:
        command.words = tuple(word for word in command.words if _REMARK.fullmatch(word.text) is None)
