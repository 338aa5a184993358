"""Several ENTRYPOINT: only the last one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import overridden
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import LINES, Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report each ENTRYPOINT that a later one of its stage replaces."""
    for node, last in overridden(build, "ENTRYPOINT"):
        removal = fix(Edit(build.document.lines_of(node), ""), safe=True)
        yield found(node.span, removal, line=build.document.line_number(last))


RULE = FileRule(
    "entrypoint-duplicate",
    find,
    aliases=(
        Alias("hadolint", "DL4004"),
        Alias("buildkit", "MultipleInstructionsDisallowed"),
        Alias("trivy", "DS-0007"),
    ),
    fixes="safe",
    tag="unnecessary",
    reads={LINES: ()},
)
