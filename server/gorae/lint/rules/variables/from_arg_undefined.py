"""FROM with a variable that no ARG above it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit
from gorae.source.near_words import near_words
from gorae.stages import PLATFORM_ARGUMENTS
from gorae.stages.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the name, unless the braces hold a default."""
    known = build.global_arguments
    refused = {refusal.index for refusal in dispatch(build).refusals}
    for stage in build.stages:
        for use in stage.from_instruction.instruction.variables:
            if use.modifier or use.name in known:
                continue
            span = stage.from_instruction.to_document(use.name_span)
            # Empty, it may leave a name behind that is one: `debian:13$SUFFIX`.
            severity: Severity = "error" if stage.from_instruction.index in refused else "warning"
            own = [name for name, value in known.items() if value.origin == "global-arg"]
            close = near_words(use.name, [*own, *PLATFORM_ARGUMENTS], cutoff=0.75)
            if close:
                yield found(
                    span,
                    fix(Edit(span, close[0]), safe=False, right=close[0]),
                    variant="near",
                    severity=severity,
                    name=use.name,
                    right=close[0],
                )
            else:
                yield found(span, severity=severity, name=use.name)


RULE = FileRule(
    "from-arg-undefined",
    find,
    aliases=(Alias("buildkit", "UndefinedArgInFrom"),),
    severity="error",
    fixes="unsafe",
    reads={},
)
