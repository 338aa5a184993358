"""Several HEALTHCHECK: only the last one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import overridden
from gorae.lint.fixes.lines import whole_lines
from gorae.lint.model import Finding, Rule, fix, found
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At each one that a later one in its stage makes void."""
    for node, last in overridden(build, "HEALTHCHECK"):
        removal = fix(Edit(whole_lines(build.document, node), ""), safe=True)
        yield found(node.span, removal, line=build.document.text.line_of(last.start) + 1)


RULE = Rule(
    "healthcheck-duplicate",
    find,
    "build",
    aliases=("DL3012", "MultipleInstructionsDisallowed", "DS-0023"),
    fixes="safe",
)
