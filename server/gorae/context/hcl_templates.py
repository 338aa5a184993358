"""HCL's texts with `${…}` and `%{…}` in them: their parts, blanks taken away as `~` and `<<-` say.

Held against `docker buildx bake --print`. What the parts come to is worked out by `hcl_values`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gorae.context.hcl import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_ESCAPE = re.compile(r"\\(?:([nrt\"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_DOUBLED = re.compile(r"([$%])\1\{")
_BLANKS = " \t\n\r\v\f"

# Where the words of a template stand between `${` or `%{` and `}`.
_MARKS = (
    "template_interpolation", "template_if_intro", "template_else_intro", "template_if_end", "template_for_start",
    "template_for_end",
)  # fmt: skip


@dataclass
class Literal:
    """Text that stands as it is."""

    text: str


@dataclass
class Interpolation:
    """`${…}`."""

    node: Node  # the expression


@dataclass
class Condition:
    """`%{ if … }…%{ else }…%{ endif }`."""

    node: Node  # what is asked
    yes: list[Part] = field(default_factory=list)
    no: list[Part] = field(default_factory=list)


@dataclass
class Loop:
    """`%{ for …, … in … }…%{ endfor }`."""

    names: tuple[str, ...]
    node: Node  # what is gone through
    body: list[Part] = field(default_factory=list)


Part = Literal | Interpolation | Condition | Loop


def parts_of(node: Node) -> list[Part]:
    """The parts of a quoted string or a heredoc.

    Raises:
        StopIteration: it is not written to its end.
    """
    quoted = node.type == "quoted_template"
    content = node.text or b""
    first = 1 if quoted else content.index(b"\n") + 1
    last = len(content) - 1 if quoted else content.rindex(b"\n") + 1
    tokens: list[Literal | Node] = []
    offset = first
    for mark in _marks(node):
        start, end = mark.start_byte - node.start_byte, mark.end_byte - node.start_byte
        tokens += _literals(content[offset:start], quoted)
        tokens.append(mark)
        offset = end
    tokens += _literals(content[offset:last], quoted)
    _strip(tokens)
    if not quoted and content.startswith(b"<<-"):
        _dedent(tokens)
    return _nested(tokens)


def _marks(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.type in _MARKS:
            yield child
        elif child.type.startswith("template_") and child.type != "template_literal":
            yield from _marks(child)


def _literals(content: bytes, quoted: bool) -> Iterator[Literal]:
    """The text between two marks; of a heredoc each line by itself, as the blanks that `~` takes end with the line."""
    text = content.decode("utf-8", "replace")
    if quoted:
        yield from [Literal(unescaped(text))] if text else []
        return
    yield from (Literal(undoubled(line)) for line in re.findall(r"[^\n]*\n|[^\n]+", text))


def _strip(tokens: list[Literal | Node]) -> None:
    """Takes away the blanks that a mark with `~` stands beside."""
    for before, token, behind in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if isinstance(token, Literal):
            continue
        words = text_of(token)
        if isinstance(before, Literal) and words[2:3] == "~":
            before.text = before.text.rstrip(_BLANKS)
        if isinstance(behind, Literal) and words[-2:-1] == "~":
            behind.text = behind.text.lstrip(_BLANKS)


def _dedent(tokens: list[Literal | Node]) -> None:
    """`<<-`: takes away the blanks that all lines begin with. Empty lines do not count; a mark begins with none."""
    begins, least = True, -1
    indented: list[Literal] = []
    for token in tokens:
        if not isinstance(token, Literal):
            least = 0 if begins else least
            begins = False
            continue
        rest = token.text.lstrip(_BLANKS)
        if begins and (rest or not token.text.endswith("\n")):
            blanks = len(token.text) - len(rest)
            least = blanks if least < 0 else min(least, blanks)
            indented.append(token)
        begins = token.text.endswith("\n")
    for token in indented:
        token.text = token.text[max(least, 0) :]


def _nested(tokens: list[Literal | Node]) -> list[Part]:
    top: list[Part] = []
    into, open_parts = top, list[tuple[Condition | Loop, list[Part]]]()
    for token in tokens:
        if isinstance(token, Literal):
            into.append(token)
        elif token.type == "template_interpolation":
            into.append(Interpolation(_asked(token)))
        elif token.type in ("template_if_intro", "template_for_start"):
            part = Condition(_asked(token)) if token.type == "template_if_intro" else _loop(token)
            into.append(part)
            open_parts.append((part, into))
            into = part.yes if isinstance(part, Condition) else part.body
        elif token.type == "template_else_intro" and open_parts and isinstance(open_parts[-1][0], Condition):
            into = open_parts[-1][0].no
        elif open_parts:
            into = open_parts.pop()[1]
    return top


def _loop(node: Node) -> Loop:
    names = tuple(text_of(child) for child in node.named_children if child.type == "identifier")
    return Loop(names, _asked(node))


def _asked(node: Node) -> Node:
    return next(child for child in node.named_children if child.type == "expression")


def unescaped(text: str) -> str:
    """A quoted string's text, its escapes written out."""

    def one(match: re.Match[str]) -> str:
        return _ESCAPES[match[1]] if match[1] else chr(int(match[2] or match[3], 16))

    return undoubled(_ESCAPE.sub(one, text))


def undoubled(text: str) -> str:
    """`$${` and `%%{` stand for `${` and `%{`."""
    return _DOUBLED.sub(r"\1{", text)
