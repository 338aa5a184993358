"""Keywords in different letter cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report each keyword that is written in another way than most of the file's."""
    nodes = [node for node in build.document.nodes if node.name in INSTRUCTIONS]  # a line of a script has no say
    words = [node.instruction.slice(node.instruction.keyword) for node in nodes]
    lower = sum(word.islower() for word in words)
    upper = sum(word.isupper() for word in words)
    wants_lower = lower > upper
    for node, word in zip(nodes, words, strict=True):
        right = word.lower() if wants_lower else word.upper()
        if word != right and "\\" not in word and "\n" not in word:
            span = node.to_document(node.instruction.keyword)
            yield found(span, fix(Edit(span, right), safe=True, right=right), word=word, right=right)


RULE = FileRule(
    "instruction-casing",
    find,
    aliases=(Alias("buildkit", "ConsistentInstructionCasing"),),
    severity="information",
    fixes="safe",
    reads={},
)
