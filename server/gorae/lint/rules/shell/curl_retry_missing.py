"""curl gives up at the first failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.downloads import tried_once
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import inserted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_OPTIONS = ("--retry", "-K", "--config")


def find(stage: Stage) -> Iterator[Finding]:
    """Report each call without `--retry`, where no .curlrc is brought."""
    for node, name in tried_once(stage, "curl", _OPTIONS):
        edit = inserted(node.instruction, name.span.end, "--retry 5").shift(node.start)
        yield found(node.to_document(name.span), fix(edit, safe=False))


RULE = StageRule(
    "curl-retry-missing",
    find,
    aliases=(Alias("tally", "tally/prefer-curl-config"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
