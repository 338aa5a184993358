"""A platform that is fixed in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the flag; not where the stage's name says that it is for that platform."""
    for stage in build.stages:
        flag = stage.from_.instruction.flag("platform")
        if flag is None or flag.variables or not flag.value:
            continue
        if any(part in (stage.name or "") for part in flag.value.lower().split("/")):
            continue
        span = stage.from_.at(flag.span)
        text = build.document.text.value
        end = span.end + len(text[span.end :]) - len(text[span.end :].lstrip(" \t"))
        yield found(span, fix(Edit(Span(span.start, end), ""), safe=False), platform=flag.value)


RULE = Rule(
    "from-platform-constant", find, "build", aliases=("DL3029", "FromPlatformFlagConstDisallowed"), fixes="unsafe"
)
