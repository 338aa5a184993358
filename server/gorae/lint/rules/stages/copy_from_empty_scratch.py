"""COPY --from a stage of scratch that never got a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_FILLS = frozenset(("COPY", "ADD", "RUN", "WORKDIR"))


def find(build: Build) -> Iterator[Finding]:
    """At the name of the empty stage."""
    for stage in build.stages:
        for placed in stage.all("COPY"):
            flag = placed.instruction.flag("from")
            if flag is None or flag.value is None or flag.value_span is None:
                continue
            source = build.stage(flag.value)
            if source is None or source is stage or not source.root.is_scratch:
                continue
            # One that is nothing but its FROM is there for `--build-context NAME=…` to take its place.
            if len(source.placed) > 1 and not any(one.all(*_FILLS) for one in source.chain):
                yield found(placed.at(flag.value_span), name=flag.value)


RULE = Rule(
    "copy-from-empty-scratch", find, "build", aliases=("tally/copy-from-empty-scratch-stage",), severity="error"
)
