"""Bundler may change the lock file while it builds an image for production."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.bundler import installs, is_for_production, is_on, serves_linux, setting
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.lines import line_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage

_MOST_BYTES = 1_000_000
_LOCK = re.compile(r"Gemfile(?:\.lock|\*)")


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report a `bundle install` for production that neither `frozen` nor `deployment` holds to the lock file that is there."""
    context = inputs.context
    if context is not None:
        lock = context.read_text("Gemfile.lock", _MOST_BYTES)
        if lock is None or not serves_linux(lock):
            return  # no lock file: `lock-file-not-copied` speaks of that
    for stage in build.stages:
        if not stage.reaches_image or (context is None and not _brings_lock(stage)):
            continue
        for install in installs(stage):
            if not is_for_production(stage, install):
                continue
            if any(is_on(setting(stage, install, name)) for name in ("frozen", "deployment")):
                continue
            edit = line_above(build.document, install.node, "ENV", "BUNDLE_FROZEN=true")
            yield found(install.node.to_document(install.head), fix(edit, safe=False))


def _brings_lock(stage: Stage) -> bool:
    return any(
        _LOCK.search(node.instruction.text) for one in stage.chain for node in one.instructions("COPY", "ADD", "RUN")
    )


RULE = FileRule(
    "bundler-lock-not-frozen",
    find_with=find,
    aliases=(Alias("tally", "tally/ruby/missing-bundle-deployment"),),
    severity="information",
    fixes="unsafe",
    report="once_per_file",
    shipped_only=True,
    reads={"RUN": ("bundle",), "COPY": ("gemfile",), "ADD": ("gemfile",)},
)
