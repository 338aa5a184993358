"""A finding that a hadolint comment silences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report each hadolint comment that ignores rules at the instruction below; those of the file are a decision of their own."""
    for comment in build.document.comments:
        if _IGNORES.match(comment.text):
            yield found(comment.span)


_IGNORES = re.compile(r"#\s*hadolint\s+ignore\s*=", re.IGNORECASE)
RULE = FileRule("ignore-comment-used", find, aliases=(Alias("hadolint", "DL1001"),), severity="hint", default=False)
