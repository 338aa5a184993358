"""An instruction is indented otherwise than most of the file's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the indentation, or the keyword where there is none. FROM and everything above it are not indented."""
    document = build.document
    inside = [node for stage in build.stages for node in stage.nodes[1:]]
    usual = Counter(document.indentation(node) for node in inside)
    # The commonest; of several the one that most lines would follow first: the shortest.
    most = min(usual, key=lambda one: (-usual[one], len(one), one)) if usual else ""
    outside = [*build.header, *(stage.from_instruction for stage in build.stages)]
    for node, wanted in [*((one, "") for one in outside), *((one, most) for one in inside)]:
        given = document.indentation(node)
        if given != wanted:
            span = Span(node.start - len(given), node.start)
            variant = "" if wanted else "none"
            yield found(
                span if given else node.keyword,
                fix(Edit(span, wanted), safe=True, variant=variant),
                instruction=node.name,
                variant=variant,
            )


RULE = FileRule(
    "indentation-uneven",
    find,
    aliases=(Alias("tally", "tally/consistent-indentation"),),
    severity="hint",
    default=False,
    fixes="safe",
    behind_onbuild=False,
)
