"""Whether a text says what it said: by our parser, word by word, and by BuildKit's own (package `dockerfile`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.formatting.instruction import meaning
from gorae.stages import build
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = re.compile(r"[ \t\r\n\v\f]+")
# BuildKit splits them itself; of the others the whole line is one value, blanks between the shell's words included.
_SPLIT = frozenset(("FROM", "COPY", "ADD", "ENV", "LABEL", "EXPOSE", "VOLUME", "ARG"))


def said(text: str) -> object:
    """All that a text says to our parser: instructions, comments, directives."""
    document = parse(text)
    made = build(document)
    return (
        [meaning(node.instruction, made.scope_of(node)) for node in document.nodes],
        [comment.text.rstrip() for comment in document.comments],
        [(directive.name, directive.value) for directive in document.directives],
    )


def said_to_buildkit(text: str) -> object:
    """The instruction list of BuildKit's parser; None where it refuses the text."""
    import dockerfile

    try:
        return list(_rows(dockerfile.parse_string(text)))
    except dockerfile.GoParseError:
        return None


def _rows(commands: object) -> Iterator[object]:
    for command in commands:  # type: ignore[attr-defined]  # the package has no types
        name = command.cmd.upper()
        values = [_BLANKS.sub(" ", value).strip() if name not in _SPLIT else value for value in command.value]
        if name == "FROM":
            values = ["AS" if value.upper() == "AS" else value for value in values]
        if name == "HEALTHCHECK":
            values = [value.upper() if at == 0 else value for at, value in enumerate(values)]
        heredocs = [(heredoc.name, heredoc.content) for heredoc in command.heredocs]
        yield name, (command.sub_cmd or "").upper(), command.flags, command.json, values, heredocs
