"""Rewrites the array of an exec form."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.syntax import Instruction, Node

OPERATOR = re.compile(r"&&|\|\|?|;|&|\d?>{1,2}|\d>&\d|<")
_SEVERAL = re.compile(r"\$\{?\w*(?:ARGS|FLAGS|OPTIONS|OPTS|PARAMS)\}?")  # a variable that holds several words


def array_edit(node: Node, words: Iterable[str]) -> Edit | None:
    """The edit that makes these words the array of a RUN, CMD, ENTRYPOINT or HEALTHCHECK in exec form.

    None where a comment or a blank line stands between its lines.
    """
    inner: Instruction = node.instruction.trigger or node.instruction
    if node.instruction.comments or node.instruction.blank_lines:
        return None
    first, last = inner.words[0].span, inner.words[-1].span
    span = Span(inner.text.rindex("[", 0, first.start), inner.text.index("]", last.end) + 1)
    return Edit(node.to_document(span), json.dumps(list(words), ensure_ascii=False))


def shell_line(words: Iterable[str]) -> str:
    """Words as a shell line: variables and command substitutions are replaced there, operators act, all else is as it is."""
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if OPERATOR.fullmatch(word) or _SEVERAL.fullmatch(word):
        return word
    return f'"{word}"' if "$" in word and not re.search(r"[`\\!\"]", word) else shlex.quote(word)
