"""A file of more lines than a person reads at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.settings import Settings
    from gorae.stages import Build


def find(build: Build, settings: Settings) -> Iterator[Finding]:
    """At the first instruction that begins beyond the limit; blank lines and comments do not count."""
    text = build.document.text
    lines = [line.strip() for line in text.value.splitlines()]
    counted = [number for number, line in enumerate(lines) if line and not line.startswith("#")]
    if len(counted) <= settings.max_lines:
        return
    beyond = counted[settings.max_lines]
    for node in build.document.nodes:
        if text.line_of(node.span.end) >= beyond:
            yield found(node.keyword, count=len(counted), most=settings.max_lines)
            return


RULE = Rule(
    "file-too-long",
    find,
    "build",
    aliases=("tally/max-lines",),
    severity="hint",
    default=False,
    takes_settings=True,
)
