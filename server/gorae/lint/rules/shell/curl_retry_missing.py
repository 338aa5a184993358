"""curl gives up at the first failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule
from gorae.lint.rules.shell.retrying import without_retry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_OPTIONS = ("--retry", "-K", "--config")


def find(stage: Stage) -> Iterator[Finding]:
    """At each call without `--retry`, where no .curlrc is brought."""
    yield from without_retry(stage, "curl", _OPTIONS, "--retry 5")


RULE = Rule(
    "curl-retry-missing",
    find,
    "stage",
    aliases=("tally/prefer-curl-config",),
    severity="hint",
    default=False,
    fixes="unsafe",
)
