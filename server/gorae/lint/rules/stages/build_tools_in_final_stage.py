"""Compilers in the image, though there are stages to keep them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.compilers import installs
from gorae.facts.entrypoint import is_for_people
from gorae.facts.image_tools import weight
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

# Stages that people work or test in; they need their tools.
_WORKSHOP = re.compile(r"dev|test|lint|debug|build|compil|ci\b|sdk|toolchain|workspace|bench|doc", re.IGNORECASE)


def find(build: Build) -> Iterator[Finding]:
    """Report the packages in stages whose layers reach the image, if another stage hands files over."""
    last = build.last
    if last is None or _WORKSHOP.search(last.name or "") or is_for_people(last):
        return
    if not any(stage.copies_from for stage in last.chain):
        return
    for stage in last.chain:
        for node, left in installs(stage):
            span = left[0][1] | left[-1][1]
            if "\n" in span.of(build.document.text.value):
                span = left[0][1]  # the first word: a range over lines would also cover what is no build tool
            heavy = weight(stage, node, [name for name, _ in left])
            yield found(
                span, variant="weighs" if heavy else "", names=", ".join(f"`{name}`" for name, _ in left),
                name=node.name, size=size(heavy or 0),
            )  # fmt: skip


RULE = FileRule("build-tools-in-final-stage", find, shipped_only=True, last_only=True)
