"""What came of the check of one file, and from which severity on that is a failure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.cli.rendered import RenderedFinding


@dataclass(frozen=True)
class Outcome:
    """What came of one file."""

    findings: list[RenderedFinding] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)  # sentences for standard error
    failed: bool = False  # the exit code is 2
    notes: list[str] = field(default_factory=list)  # sentences for standard error that are no failure
    fixed: int = 0
    diff: str = ""
    written: str | None = None  # the text for standard output, where the input was standard input
    threshold: str | None = None  # what the configuration says of the exit code


def threshold_of(outcome_threshold: str | None, asked: str | None) -> str:
    """The severity from which on findings fail: the command line's, else the configuration's, else `warning`."""
    return asked or outcome_threshold or "warning"
