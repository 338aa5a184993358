"""A file for another frontend than Docker's: what it may say is for that to judge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_DOCKERS = re.compile(r"(?:docker\.io/)?docker/dockerfile(?:-upstream)?(?:[:@]|\Z)|dockerfile\.v0\Z")


def find(build: Build) -> Iterator[Finding]:
    """Report the frontend's name, where the file has something that Docker's own would refuse."""
    document = build.document
    directive = next((one for one in document.directives if one.name == "syntax"), None)
    if directive is None or _DOCKERS.match(directive.value.split(" ")[0]):
        return
    if any(issue.stops for issue in document.issues()):
        yield found(directive.value_span, frontend=directive.value)


RULE = FileRule("frontend-foreign", find, severity="hint", exclusive=True, reads={})
