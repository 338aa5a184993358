"""MAINTAINER, which a label replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.author_label import author_label
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report each MAINTAINER, on the keyword."""
    label = author_label(instruction)
    if label is not None:
        yield found(instruction.keyword, fix(Edit(instruction.span, label), safe=False))


RULE = InstructionRule(
    "maintainer-deprecated",
    find,
    aliases=(
        Alias("hadolint", "DL4000"),
        Alias("buildkit", "MaintainerDeprecated"),
        Alias("trivy", "DS-0022"),
        Alias("checkov", "CKV_DOCKER_6"),
    ),
    fixes="unsafe",
    tag="deprecated",
    instructions=frozenset({"MAINTAINER"}),
)
