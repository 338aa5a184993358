"""Bash's grammar: the tree of a script, and a second reading where the grammar alone stumbles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.source.grammars import parser_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_WANTS_BLANK = re.compile(r"(?<!\$)\((?=\()|\)(?=;;)")
_OPENS_PATTERN = re.compile(r"((?:\bin|;;&?|;&)\s+)\(")
_BACKTICKS = re.compile(r"`[^`]*`")
_BEFORE_REMARK = ("`", " ", "\t", ";", "&", "|", "(")
_ASCII = re.compile(r"[!-~]")


def tree(text: str) -> tuple[Node, list[int] | None]:
    """The script's tree, and for each byte of it the text's character; None where they are the same."""
    root, inserted = _tree(text), frozenset[int]()
    if root.has_error:
        root, inserted = _second_reading(text) or (root, inserted)
    return root, None if text.isascii() and not inserted else _offsets(text, inserted)


def _tree(text: str) -> Node:
    return parser_of("tree_sitter_bash").parse(text.encode("utf-8", "replace")).root_node


def _second_reading(text: str) -> tuple[Node, frozenset[int]] | None:
    """The tree of a script that the grammar alone refuses, and the places where a blank was put in for it.

    Bash's grammar takes `((a | b) && c)` for arithmetic, which every shell reads as two brackets, and stumbles over the
    first bracket of `case x in (*"y"*);;`, which may be left out (POSIX, "Case Conditional Construct"), and the last.
    A comment in backticks, with which words of a long command are explained, ends with them; the grammar goes on.
    """
    plain = _BACKTICKS.sub(_without_remark, text)
    plain = _OPENS_PATTERN.sub(lambda match: match[1] + " ", plain)
    apart = frozenset(match.end() for match in _WANTS_BLANK.finditer(plain))
    for candidate, inserted in ((plain, frozenset[int]()), (_WANTS_BLANK.sub(r"\g<0> ", plain), apart)):
        root = _tree(candidate)
        if not root.has_error:
            return root, inserted
    return None


def _without_remark(backticks: re.Match[str]) -> str:
    """What stands in backticks without its comment, as many bytes: `:` does nothing, whatever is behind it."""
    command, mark, remark = backticks[0].partition("#")
    if not mark or command[-1:] not in _BEFORE_REMARK:
        return backticks[0]
    return command + (" " if command.strip("` ") else ":") + _ASCII.sub(" ", remark[:-1]) + "`"


def _offsets(text: str, inserted: frozenset[int]) -> list[int]:
    """For each byte that the parser has read, and the end, the character of the text; blanks stand at `inserted`."""
    offsets: list[int] = []
    for index, character in enumerate(text):
        offsets += [index] * (len(character.encode("utf-8", "replace")) + (index in inserted))
    return [*offsets, len(text)]


def unread(root: Node) -> Iterator[Node]:
    """What the grammar could not read, or misses."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "ERROR":
            yield node
        elif node.is_missing:
            # The grammar wants a name after `A=1 > file`, which has none.
            name = node.parent
            command = name.parent if name is not None and name.type == "command_name" else None
            if command is None or command.children[0].type != "variable_assignment":
                yield node
        elif node.has_error:
            stack.extend(reversed(node.children))
