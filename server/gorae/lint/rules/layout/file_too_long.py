"""A file of more lines than one reads at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.config.option import COUNT, Option
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build


MAX_LINES = Option(
    "max-lines",
    COUNT,
    50,  # three of four public Dockerfiles are shorter, blank lines and comments not counted
)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the first instruction below the limit; blank lines and comments do not count."""
    text, most = build.document.text, inputs.option(MAX_LINES)
    lines = [line.strip() for line in text.value.splitlines()]
    counted = [number for number, line in enumerate(lines) if line and not line.startswith("#")]
    if len(counted) <= most:
        return
    first_excess = counted[most]
    for node in build.document.nodes:
        if text.line_of(node.span.end) >= first_excess:
            yield found(node.keyword, count=len(counted), most=most)
            return


RULE = FileRule(
    "file-too-long",
    find_with=find,
    options=(MAX_LINES,),
    aliases=(Alias("tally", "tally/max-lines"),),
    severity="hint",
    default=False,
    behind_onbuild=False,
)
