"""An instruction is indented otherwise than most of the file's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Placed


def find(build: Build) -> Iterator[Finding]:
    """At the indentation, or the keyword where there is none. FROM and what is above it are not indented."""
    text = build.document.text.value
    inside = [placed for stage in build.stages for placed in stage.placed[1:]]
    usual = Counter(_indentation(text, placed) for placed in inside)
    # The commonest; of several the one that most lines would follow first: the shortest.
    most = min(usual, key=lambda one: (-usual[one], len(one), one)) if usual else ""
    outside = [*build.header, *(stage.from_ for stage in build.stages)]
    for placed, wanted in [*((one, "") for one in outside), *((one, most) for one in inside)]:
        given = _indentation(text, placed)
        if given != wanted:
            span = Span(placed.start - len(given), placed.start)
            yield found(
                span if given else placed.keyword,
                fix(Edit(span, wanted), safe=True),
                instruction=placed.name,
                variant="" if wanted else "none",
            )


def _indentation(text: str, placed: Placed) -> str:
    return text[text.rfind("\n", 0, placed.start) + 1 : placed.start].removeprefix("\ufeff")


RULE = Rule(
    "indentation-uneven",
    find,
    "build",
    aliases=("tally/consistent-indentation",),
    severity="hint",
    default=False,
    fixes="safe",
)
