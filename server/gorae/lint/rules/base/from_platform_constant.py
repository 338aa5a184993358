"""A platform that is fixed in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_ONE_PLATFORM = re.compile(r"l4t|jetson|jetpack|raspbian|rpi")  # images that exist for one platform alone


def find(build: Build) -> Iterator[Finding]:
    """Report the flag, unless the stage's or the image's name says that it is for that platform."""
    for stage in build.stages:
        flag = stage.from_instruction.instruction.flag("platform")
        if flag is None or flag.variables or not flag.value:
            continue
        if any(part in (stage.name or "") for part in flag.value.lower().split("/")):
            continue
        if _ONE_PLATFORM.search(stage.image or ""):
            continue
        span = stage.from_instruction.to_document(flag.span)
        text = build.document.text.value
        end = span.end + len(text[span.end :]) - len(text[span.end :].lstrip(" \t"))
        yield found(span, fix(Edit(Span(span.start, end), ""), safe=False), platform=flag.value)


RULE = FileRule(
    "from-platform-constant",
    find,
    aliases=(Alias("hadolint", "DL3029"), Alias("buildkit", "FromPlatformFlagConstDisallowed")),
    fixes="unsafe",
    reads={},
)
