"""Brackets that are no JSON array, or stand where an instruction takes none."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_TAKE_ARRAYS = frozenset(("ADD", "COPY", "VOLUME"))


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """At the brackets: what is no JSON is read as words, brackets and all."""
    text = instruction.arguments_text.strip()
    if instruction.form == "exec" or not text.startswith(('["', "['", '[ "', "[ '")) or not text.endswith("]"):
        return
    words = _words(text)
    if instruction.name in _TAKE_ARRAYS:
        array = json.dumps(words, ensure_ascii=False) if words else ""
        yield found(instruction.arguments, _written(instruction, array), instruction=instruction.name)
    else:
        plain = words[0] if words and len(words) == 1 and not set(words[0]) & set("\"'\\ ") else ""
        repair = fix(Edit(instruction.arguments, plain), safe=False, variant="plain", text=plain) if plain else None
        yield found(instruction.arguments, repair, variant="none", instruction=instruction.name)


def _written(instruction: Instruction, array: str) -> Fix | None:
    return fix(Edit(instruction.arguments, array), safe=False) if array else None


def _words(text: str) -> list[str]:
    """The strings that the brackets were meant to hold; none where that is not clear."""
    try:
        words = ast.literal_eval(text) if "\\" not in text else None
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    is_list = isinstance(words, list) and all(isinstance(word, str) for word in words)
    return list(words) if is_list and words else []


RULE = InstructionRule(
    "json-array-invalid",
    find,
    fixes="unsafe",
    instructions=_TAKE_ARRAYS | {"USER", "WORKDIR"},
    supersedes=frozenset({
        "workdir-relative", "copy-target-without-slash", "user-name-unknown", "copy-source-missing", "user-cannot-write",
    }),
)  # fmt: skip
