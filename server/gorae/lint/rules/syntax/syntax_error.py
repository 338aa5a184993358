"""Text that BuildKit refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Each syntax error, in its own words."""
    for fault in build.document.faults():
        if fault.kind != "instruction-unknown":
            yield Finding(fault.span, fault.facts, variant=fault.kind)


RULE = Rule("syntax-error", find, "build", severity="error")
