"""BuildKit's own parser (package `dockerfile`), and what Gorae says in its terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from gorae.syntax.scanner import scan

if TYPE_CHECKING:
    from gorae.syntax import Document, Instruction

dockerfile = pytest.importorskip("dockerfile", reason="has no wheel for this platform")

# What BuildKit reads as a list of words, a list of pairs, or one string.
_LISTS = frozenset(("FROM", "EXPOSE", "COPY", "ADD", "VOLUME"))
_PAIRS = frozenset(("ENV", "LABEL"))
# The package's parser does not know them, and so sees no heredoc in a line that has one.
_NEWER_MODIFIER = re.compile(r"\$\{\w+[#%/]")


class Row(NamedTuple):
    """An instruction as both see it; lines count from 1."""

    name: str
    first_line: int
    last_line: int
    flags: tuple[str, ...]
    is_json: bool
    values: tuple[str, ...]
    heredocs: tuple[tuple[str, str], ...]


def buildkit(text: str) -> list[Row] | None:
    """What BuildKit's parser says; None where it refuses the text."""
    try:
        commands = dockerfile.parse_string(text)
    except dockerfile.GoParseError:
        return None
    return [
        Row(
            name=(command.cmd or "").upper(),
            first_line=command.start_line,
            last_line=command.end_line,
            flags=command.flags,
            is_json=command.json,
            values=_values((command.cmd or "").upper(), command.value),
            heredocs=tuple((heredoc.name, heredoc.content) for heredoc in command.heredocs),
        )
        for command in commands
    ]


def _values(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if name == "ONBUILD":
        return ()
    return values if any(values) else ()  # an unknown instruction has one empty value


def gorae(document: Document) -> list[Row]:
    """The same rows from a document."""
    text = document.text.value
    rows = []
    # Where the next line begins: blank lines that end a file in the middle of an instruction are BuildKit's, too.
    chunks = scan(text, document.header.end, document.escape)
    stops = [chunk.stop for chunk in chunks if chunk.kind == "instruction"]
    for node, stop in zip(document.nodes, stops, strict=True):
        instruction = node.instruction
        inner = instruction.trigger if instruction.name == "HEALTHCHECK" else None
        rows.append(
            Row(
                name=instruction.name,
                first_line=text.count("\n", 0, node.start) + 1,
                last_line=text.count("\n", 0, stop) + (not text.endswith("\n", 0, stop)),
                flags=tuple(
                    f"--{flag.name}" + ("" if flag.value is None else f"={flag.value}") for flag in instruction.flags
                ),
                is_json=(inner or instruction).form == "exec",
                values=_values(instruction.name, _own_values(instruction)),
                heredocs=_heredocs(instruction),
            )
        )
    return rows


def is_beyond_compare(document: Document) -> bool:
    """Whether the text has what newer BuildKits read in another way than the package's, and Gorae goes with the newer.

    The escape character of flags is the directive's, blanks may stand between `<<` and a name, and nothing may follow a JSON
    array. And BuildKit reads flags byte by byte, which garbles what is not ASCII.
    """
    names = [directive.name for directive in document.directives]
    if "check" in names[:-1]:  # the package's parser takes `check` for a comment, which ends the directives
        return True
    for node in document.nodes:
        instruction = node.instruction
        inner = instruction.trigger or instruction
        if inner.form != "exec" and inner.slice(inner.arguments).lstrip().startswith("["):
            return True
        if "<<" in instruction.text and _NEWER_MODIFIER.search(instruction.text):
            return True
        if any(not instruction.text[flag.span.start : flag.span.end + 1].isascii() for flag in instruction.flags):
            return True
        if document.escape == "`" and any(set("`\\") & set(instruction.slice(flag.span)) for flag in instruction.flags):
            return True
        if any(
            instruction.slice(heredoc.marker).strip("0123456789<-")[:1].isspace() for heredoc in instruction.heredocs
        ):
            return True
    return False


def _heredocs(instruction: Instruction) -> tuple[tuple[str, str], ...]:
    if instruction.name == "ONBUILD":  # the binding leaves them out
        return ()
    return tuple((heredoc.name, instruction.slice(heredoc.body)) for heredoc in instruction.heredocs)


def _own_values(instruction: Instruction) -> tuple[str, ...]:
    name = instruction.name
    if name == "HEALTHCHECK":
        return _healthcheck(instruction)
    if instruction.form == "exec":
        return tuple(word.value for word in instruction.words)
    if name in _LISTS:
        return tuple(word.text for word in instruction.words)
    if name in _PAIRS and any(fault.kind == "name-empty" for fault in instruction.issues):
        # Without a name it is no pair, and BuildKit refuses it a step later.
        return tuple(part for word in instruction.words for part in word.text.partition("=")[::2])
    if name in _PAIRS:
        words = [word for pair in instruction.pairs for word in (pair.key, pair.value) if word is not None]
        return tuple(word.text for word in words)
    if name == "ARG":
        return tuple(word.text for word in instruction.words)
    from gorae.syntax import INSTRUCTIONS

    return (instruction.arguments_text,) if name in INSTRUCTIONS else ()


def _healthcheck(instruction: Instruction) -> tuple[str, ...]:
    if instruction.trigger is None:
        return tuple(instruction.arguments_text.split(None, 1))
    command = instruction.trigger
    if command.form == "exec":
        return (instruction.words[0].text, *(word.value for word in command.words))
    rest = (command.arguments_text,) if command.arguments_text else ()
    return (instruction.words[0].text, *rest)
