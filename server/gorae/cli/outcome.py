"""What came of the check of one file, as outputs show it, and from which severity on that is a failure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gorae.config.severity import Severity
    from gorae.lint.model import Applicability


class Place(NamedTuple):
    """Row and column, both from 1, the column in code points, and in bytes of UTF-8."""

    row: int
    column: int
    byte_column: int


class RenderedEdit(NamedTuple):
    """A change of a file: what stands between two places becomes `content`."""

    filename: str
    start: Place
    end: Place
    content: str


class RenderedFix(NamedTuple):
    """A fix, rendered."""

    applicability: Applicability
    message: str
    edits: tuple[RenderedEdit, ...]


class RenderedFinding(NamedTuple):
    """A finding, rendered."""

    code: str
    aliases: tuple[str, ...]
    severity: Severity
    filename: str
    start: Place
    end: Place
    message: str
    url: str
    fix: RenderedFix | None
    line: str  # the line it starts in
    source: str = "gorae"
    related: tuple[Place, ...] = ()  # where the same is found, or what the finding names
    source_end: int = 0  # the column behind its last character in that line


@dataclass(frozen=True)
class Outcome:
    """What came of one file."""

    findings: list[RenderedFinding] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)  # sentences for standard error
    failed: bool = False  # the exit code is 2
    notes: list[str] = field(default_factory=list)  # sentences for standard error that are no failure
    fixed: int = 0
    changed: tuple[
        str, ...
    ] = ()  # the files that the fixes change; a fix may write another one, such as `.dockerignore`
    diff: str = ""
    written: str | None = None  # the text for standard output, where the input was standard input
    threshold: str | None = None  # what the configuration says of the exit code


def threshold_of(outcome_threshold: str | None, asked: str | None) -> str:
    """The severity from which on findings fail: the command line's, else the configuration's, else `warning`."""
    return asked or outcome_threshold or "warning"
