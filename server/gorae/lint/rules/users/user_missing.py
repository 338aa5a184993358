"""An image that never says who runs its program starts it as root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found
from gorae.lint.rules.users.ending import drops_root, ending, is_root, starts, switch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the instruction that starts the program, else at the last FROM; not where the base's user is not known."""
    end = ending(build)
    if end is None or end.placed is not None or not is_root(end.user) or drops_root(build, end.stage):
        return
    stage = end.stage
    start = starts(stage) or stage.last("ENTRYPOINT", "CMD")
    if start is None and stage.root.is_scratch:
        return  # files for others to copy, not a program
    span = start.at(start.instruction.keyword) if start is not None else stage.image_span
    yield found(span, switch(build, stage))


RULE = Rule("user-missing", find, "build", aliases=("DS-0002",), fixes="unsafe")
