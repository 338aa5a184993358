"""CMD behind an ENTRYPOINT in shell form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the CMD of a stage whose ENTRYPOINT is in shell form."""
    for stage in build.stages:
        entrypoint, command = stage.last("ENTRYPOINT"), stage.last("CMD")
        if entrypoint is None or command is None:
            continue
        if entrypoint.instruction.form != "shell" or not entrypoint.instruction.arguments_text.strip():
            continue
        line = build.document.text.line_of(entrypoint.start) + 1
        yield found(command.span, line=line)


RULE = Rule("cmd-ignored", find, "build")
