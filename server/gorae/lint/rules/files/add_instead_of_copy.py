"""ADD where COPY does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.archives import PACKED_SUFFIXES, TAR_SUFFIXES
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_PACKED = tuple(suffix.lower() for suffix in (*TAR_SUFFIXES, *PACKED_SUFFIXES))
_OF_ADD_ALONE = frozenset(("checksum", "keep-git-dir", "unpack"))


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report the keyword, where each source is a plain local file or folder."""
    if {flag.name for flag in instruction.flags} & _OF_ADD_ALONE or len(instruction.words) < 2:
        return
    for word in instruction.words[:-1]:
        value = word.value
        if (
            "://" in value
            or value.startswith(("git@", "$"))
            or value.endswith(".git")
            or value.lower().endswith(_PACKED)
        ):
            return
        if any("*" in part for part in value.rsplit("/", 1)[-1:]) or any(
            v.span.end == word.span.end for v in word.variables
        ):
            return  # what it stands for may be an archive
    yield found(instruction.keyword, fix(Edit(instruction.keyword, instruction.in_case("COPY")), safe=True))


RULE = InstructionRule(
    "add-instead-of-copy",
    find,
    aliases=(Alias("hadolint", "DL3020"), Alias("trivy", "DS-0005"), Alias("checkov", "CKV_DOCKER_4")),
    fixes="safe",
    report="once_per_file",
    instructions=frozenset({"ADD"}),
)
