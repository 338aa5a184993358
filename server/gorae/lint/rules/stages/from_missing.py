"""A file that no image can be made of: without FROM, or without any instruction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule
from gorae.stages.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the first instruction other than ARG, or the end of the file."""
    for refusal in dispatch(build).of("stages-missing", "file-without-instructions", "file-empty"):
        yield found(refusal.span, variant="" if refusal.index >= 0 else "empty")


RULE = FileRule("from-missing", find, aliases=(Alias("tally", "tally/require-stages"),), severity="error", reads={})
