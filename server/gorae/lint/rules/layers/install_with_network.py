"""Bundler installs with the network on, although all that it needs may be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.bundler import installs
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage


def find(stage: Stage) -> Iterator[Finding]:
    """Report a `bundle install` whose RUN has a bind and a cache mount already, and no `--network=none`."""
    for install in installs(stage):
        instruction = install.node.instruction
        kinds = {kind.value for flag in instruction.flags_named("mount") if (kind := flag.option("type")) is not None}
        network = instruction.flag("network")
        if {"bind", "cache"} <= kinds and (network is None or network.value != "none"):
            yield found(install.node.to_document(install.head))


RULE = StageRule(
    "install-with-network",
    find,
    aliases=(Alias("tally", "tally/ruby/prefer-network-none-install"),),
    severity="hint",
    default=False,
)
