"""wget gives up when a server refuses the connection, and waits 15 minutes for one that does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.downloads import tried_once
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import inserted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_OPTIONS = ("--tries", "-t", "--retry-connrefused", "--config", "--timeout", "-T")
_ADDED = "--tries=5 --timeout=15 --retry-connrefused"
# The wget of busybox knows none of GNU wget's long options.
_BUSYBOX = ("alpine", "busybox", "wolfi")


def find(stage: Stage) -> Iterator[Finding]:
    """Report each call that says nothing of tries and time, where no wgetrc is brought."""
    for node, name in tried_once(stage, "wget", _OPTIONS):
        edit = inserted(node.instruction, name.span.end, _ADDED).shift(node.start)
        yield found(node.to_document(name.span), None if stage.os_family in _BUSYBOX else fix(edit, safe=False))


RULE = StageRule(
    "wget-retry-missing",
    find,
    aliases=(Alias("tally", "tally/prefer-wget-config"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
