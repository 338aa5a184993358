"""The strings that brackets were meant to hold, and the JSON array of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.syntax import Node

_OPEN = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_SPACE = re.compile(r"\s*")


def read_strings(text: str) -> list[str] | None:
    """The quoted strings between brackets, whatever quotes they have; a comma, the last quote, the last bracket may be missing.

    None where that leaves more than one way to read it: words without quotes, backslashes, something behind the bracket.
    """
    if not text.startswith("[") or "\\" in text:
        return None
    found: list[str] = []
    offset, after_string = 1, False
    while True:
        offset = _past_space(text, offset)
        if offset == len(text):
            return found or None
        if text[offset] == "]":
            return found or None if not text[offset:].strip("] ,;") else None
        if text[offset] == ",":
            if not after_string:
                return None
            offset, after_string = offset + 1, False
            continue
        closing = _OPEN.get(text[offset])
        if closing is None:
            return None
        end = _end_of_string(text, offset, closing)
        if end is None:
            return None
        found.append(text[offset + 1 : end])
        offset, after_string = end + (text[end : end + 1] == closing), True


def is_string_array(text: str) -> bool:
    """Whether it is a JSON array of strings, as the exec form takes it."""
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _end_of_string(text: str, start: int, closing: str) -> int | None:
    """Where the string ends that begins at `start`: at its quote; at the last bracket or the end, where that is missing."""
    end = text.find(closing, start + 1)
    if end < 0:
        rest = text[start + 1 :].rstrip()
        return None if "," in rest else start + 1 + len(rest.removesuffix("]").rstrip())
    # `["a, "b"]`: what stands between is no string of its own.
    follows = text[_past_space(text, end + 1) :][:1]
    return end if follows in ("", ",", "]", *_OPEN) else None


def _past_space(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset


def array(words: Sequence[str]) -> str:
    """The words as a JSON array on one line."""
    return json.dumps(list(words), ensure_ascii=False)


def array_edit(node: Node, words: Sequence[str] | None) -> Edit | None:
    """The edit that makes these words the arguments of a RUN, CMD, ENTRYPOINT or HEALTHCHECK, in exec form.

    None where there are no words, or a comment or a blank line stands between the instruction's lines.
    """
    instruction = node.instruction
    if not words or instruction.comments or instruction.blank_lines:
        return None
    return Edit(node.to_document((instruction.trigger or instruction).arguments), array(words))
