"""FROM and AS in different letter cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report an `as` whose letter case is not FROM's, on the word."""
    words = instruction.words
    if len(words) < 2 or words[1].text.upper() != "AS":
        return
    keyword, word = instruction.slice(instruction.keyword), words[1].text
    if keyword.isupper() == word.isupper() and keyword.islower() == word.islower():
        return
    right = "as" if keyword.islower() else "AS"
    if word != right:
        yield found(words[1].span, fix(Edit(words[1].span, right), safe=True, right=right), word=word, keyword=keyword)


RULE = InstructionRule(
    "from-as-casing",
    find,
    aliases=(Alias("buildkit", "FromAsCasing"),),
    severity="hint",
    fixes="safe",
    report="once_per_file",
    instructions=frozenset({"FROM"}),
)
