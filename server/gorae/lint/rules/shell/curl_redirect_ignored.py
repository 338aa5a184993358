"""curl stops at a redirect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.downloads import downloads
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.rewrites.edit_command import inserted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_FOLLOWS = ("-L", "--location", "--location-trusted", "--follow")
_NUMBERS = re.compile(r"[a-z]+://(?:\d{1,3}\.){3}\d{1,3}(?:[:/]|$)", re.IGNORECASE)  # a server near by


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the program of each such call in a RUN."""
    for download in downloads(script(instruction, scope)):
        effective = download.command.effective
        name = effective.name
        if name is None or effective.program != "curl" or effective.has_flag(*_FOLLOWS, "-K", "--config"):
            continue
        if _NUMBERS.match(download.address.value):
            continue
        yield found(name.span, fix(inserted(instruction, name.span.end, "-L"), safe=False))


RULE = InstructionRule(
    "curl-redirect-ignored",
    find,
    aliases=(Alias("tally", "tally/curl-should-follow-redirects"),),
    severity="information",
    default=False,
    fixes="unsafe",
    instructions=frozenset({"RUN"}),
)
