"""wget gives up when a server refuses the connection, and waits 15 minutes for one that does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule
from gorae.lint.rules.shell.retrying import without_retry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_OPTIONS = ("--tries", "-t", "--retry-connrefused", "--config", "--timeout", "-T")


def find(stage: Stage) -> Iterator[Finding]:
    """At each call that says nothing of tries and time, where no wgetrc is brought."""
    yield from without_retry(stage, "wget", _OPTIONS, "--tries=5 --timeout=15 --retry-connrefused")


RULE = Rule(
    "wget-retry-missing",
    find,
    "stage",
    aliases=("tally/prefer-wget-config",),
    severity="hint",
    default=False,
    fixes="unsafe",
)
