"""A source that the ignore file keeps from the builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import has_wildcards, relative
from gorae.lint.model import Finding, Rule, found
from gorae.lint.rules.context.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """At a source that is there, and ignored: the build ends with `not found`."""
    for source in sources(build):
        path = relative(source.value)
        if not path or has_wildcards(path) or not context.is_ignored(path) or context.exists(path):
            continue
        if context.is_on_disk(path) and not context.under(path):
            yield found(source.span, path=source.value, file=context.ignore_path)


RULE = Rule("copy-source-ignored", find, "context", aliases=("CopyIgnoredFile",), severity="error")
