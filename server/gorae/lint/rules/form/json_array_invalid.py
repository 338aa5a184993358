"""Brackets that are no JSON array, or stand where an instruction takes none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.string_array import array, read_strings
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_TAKE_ARRAYS = frozenset(("ADD", "COPY", "VOLUME"))


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report the brackets: what is not valid JSON is read as words, brackets and all."""
    text = instruction.arguments_text.strip()
    if instruction.form == "exec" or not text.startswith(('["', "['", '[ "', "[ '", "[“", "[‘")):
        return
    words = read_strings(text)
    if not words and not text.endswith("]") and instruction.name not in _TAKE_ARRAYS:
        return
    if instruction.name in _TAKE_ARRAYS:
        repair = fix(Edit(instruction.arguments, array(words)), safe=False) if words else None
        yield found(instruction.arguments, repair, instruction=instruction.name)
    else:
        plain = words[0] if words and len(words) == 1 and not set(words[0]) & set("\"'\\ ") else ""
        repair = fix(Edit(instruction.arguments, plain), safe=False, variant="plain", text=plain) if plain else None
        yield found(instruction.arguments, repair, variant="none", instruction=instruction.name)


RULE = InstructionRule(
    "json-array-invalid",
    find,
    fixes="unsafe",
    instructions=_TAKE_ARRAYS | {"USER", "WORKDIR"},
    supersedes=frozenset({
        "workdir-relative", "copy-target-without-slash", "user-name-unknown", "copy-source-missing", "user-cannot-write",
    }),
)  # fmt: skip
