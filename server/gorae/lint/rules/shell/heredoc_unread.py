"""A heredoc that is handed to nothing, or to a command that reads no input."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script_heredoc
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Heredoc, Instruction

_NO_READERS = frozenset(
    (".", ":", "cd", "chmod", "chown", "echo", "export", "mkdir", "rm", "set", "source", "touch", "true")
)
_QUOTED = re.compile(r"\\.|'[^']*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_ENDS = re.compile(r"&&|\|\||[;|&(){}\n]")
_REDIRECTION = re.compile(r"\d?(?:>>|>&|<<-?|[<>])[ \t]*[^\s<>]+")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=\S*")


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a RUN's heredoc that no program gets to read, and one of COPY that is no file, on its marker."""
    heredocs = instruction.heredocs
    if instruction.name in ("COPY", "ADD"):
        yield from _not_copied(instruction, heredocs)
        return
    if instruction.name != "RUN" or instruction.form != "shell" or not scope.has_bourne_shell or len(heredocs) != 1:
        return
    (heredoc,) = heredocs
    if (
        script_heredoc(instruction, heredocs) is not None
        or not instruction.text[heredoc.body.start : heredoc.body.end].strip()
    ):
        return
    before, after, group = _around(instruction, heredoc)
    words = _REDIRECTION.sub(" ", f"{before} {after}").split()
    while words and _ASSIGNMENT.fullmatch(words[0]):
        words.pop(0)
    if not words and not group:
        yield found(heredoc.marker, _with_shell(heredoc) if not before.strip() else None, name=heredoc.name)
    elif words and words[0] in _NO_READERS:
        yield found(heredoc.marker, variant="command", name=heredoc.name, command=words[0])


def _not_copied(instruction: Instruction, heredocs: tuple[Heredoc, ...]) -> Iterator[Finding]:
    """`COPY << EOF /x`: its lines are read, and `<<` and `EOF` are two files to copy."""
    words = {word.span for word in instruction.words}
    for heredoc in heredocs:
        written = heredoc.marker.of(instruction.text)
        if heredoc.marker not in words and written.startswith("<<"):
            joined = written[: written.find("<<") + 2] + written[2:].lstrip()
            yield found(heredoc.marker, fix(Edit(heredoc.marker, joined), safe=False, variant="join"), variant="blank", name=heredoc.name, instruction=instruction.name)  # fmt: skip


def _around(instruction: Instruction, heredoc: Heredoc) -> tuple[str, str, bool]:
    """The rest of the simple command that the marker stands in, before and behind it, quotes blanked; whether it is a group's."""
    start = instruction.arguments.start
    line = instruction.text[start : heredoc.body.start]
    bare = _QUOTED.sub(lambda match: "x" * len(match[0]), line)
    offset, end = heredoc.marker.start - start, heredoc.marker.end - start
    ends = [match.end() for match in _ENDS.finditer(bare, 0, offset)]
    stop = _ENDS.search(bare, end)
    first = ends[-1] if ends else 0
    return bare[first:offset], bare[end : stop.start() if stop else len(bare)], bare[first - 1 : first] in (")", "}")


def _with_shell(heredoc: Heredoc) -> Fix:
    return fix(Edit(Span(heredoc.marker.start, heredoc.marker.start), "sh "), safe=False)


RULE = InstructionRule(
    "heredoc-unread",
    find,
    fixes="unsafe",
    instructions=frozenset({"ADD", "COPY", "RUN"}),
    supersedes=frozenset({"SC2188"}),
)
