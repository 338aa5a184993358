"""FROM and AS in different letter cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Instruction, Word


def find(build: Build) -> Iterator[Finding]:
    """At the first such AS: a file has one way of writing, and the fix sets them all right."""
    edits: list[Edit] = []
    facts: dict[str, str] = {}
    for placed in build.document.placed:
        hit = _odd(placed.instruction) if placed.name == "FROM" else None
        if hit is not None:
            word, right = hit
            edits.append(Edit(placed.at(word.span), right))
            keyword = placed.instruction.slice(placed.instruction.keyword)
            facts = facts or {"word": word.text, "keyword": keyword, "right": right}
    if edits:
        yield found(
            edits[0].span, fix(edits, safe=True, right=facts["right"]), word=facts["word"], keyword=facts["keyword"]
        )


def _odd(instruction: Instruction) -> tuple[Word, str] | None:
    words = instruction.words
    if len(words) < 2 or words[1].text.upper() != "AS":
        return None
    keyword, word = instruction.slice(instruction.keyword), words[1].text
    if keyword.isupper() == word.isupper() and keyword.islower() == word.islower():
        return None
    right = "as" if keyword.islower() else "AS"
    return (words[1], right) if word != right else None


RULE = Rule("from-as-casing", find, "build", aliases=("FromAsCasing",), severity="hint", fixes="safe")
