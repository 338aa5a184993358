"""A `# syntax=` directive that has no effect."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import COMMENTS, Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_LINE = re.compile(
    r"#\s*(?P<name>[A-Za-z]+)\s*=\s*(?P<value>(?:docker\.io/)?docker/dockerfile(?:-upstream)?(?::\S*)?)\s*$"
)


def find(build: Build) -> Iterator[Finding]:
    """Report the directive's name: misspelled, or too far down to be read as a directive."""
    is_script = build.document.text.value.startswith(("#!", "\ufeff#!"))
    for comment in build.document.comments:
        match = _LINE.match(comment.text)
        if match is None:
            continue
        start = comment.span.start + match.start("name")
        span = Span(start, start + len(match["name"]))
        if match["name"].lower() == "syntax":
            first = build.document.nodes[0].start if build.document.nodes else 0
            line = build.document.text.line_of(comment.span.start)
            if is_script and line == 1:
                continue  # a first line of `#!` is passed over
            if comment.span.start < first or not build.document.nodes:
                yield found(span, variant="late")
        elif difflib.SequenceMatcher(None, match["name"].lower(), "syntax").ratio() > _NEAR:
            yield found(span, fix(Edit(span, "syntax"), safe=False), name=match["name"])


_NEAR = 0.6
RULE = FileRule(
    "syntax-directive-typo",
    find,
    aliases=(Alias("tally", "tally/syntax-directive-typo"),),
    fixes="unsafe",
    reads={COMMENTS: ()},
)
