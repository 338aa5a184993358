"""A directive that has no effect: `# syntax=` misspelled, or one of the three too far down."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import COMMENTS, Alias, FileRule
from gorae.source import Edit, Span
from gorae.syntax import behind_shebang

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Comment

_LINE = re.compile(
    r"#\s*(?P<name>[A-Za-z]+)\s*=\s*(?P<value>(?:docker\.io/)?docker/dockerfile(?:-upstream)?(?::\S*)?)\s*$"
)


# What is below the top by mistake: `skip` alone also works above an instruction, so it may be meant there.
_OTHERS = re.compile(
    r"#\s*(?P<name>escape)\s*=\s*`\s*$|#\s*(?P<check>check)\s*=\s*(?:\S*;\s*)?(?:error|experimental)\s*=\s*\S+\s*$",
    re.IGNORECASE,
)


def find(build: Build) -> Iterator[Finding]:
    """Report the directive's name: misspelled, or too far down to be read as a directive."""
    document = build.document
    is_script = document.text.value.startswith(("#!", "\ufeff#!"))
    first = document.nodes[0].start if document.nodes else len(document.text.value)
    read = {one.span.start for one in behind_shebang(document.text.value)}
    for comment in document.comments:
        if (other := _OTHERS.match(comment.text)) and comment.span.start < first:
            name = (other["name"] or other["check"]).lower()
            if comment.span.start not in read:
                yield found(_name_of(comment, other, "name" if other["name"] else "check"), variant="late", name=name)
            continue
        match = _LINE.match(comment.text)
        if match is None:
            continue
        span = _name_of(comment, match, "name")
        if match["name"].lower() == "syntax":
            line = document.text.line_of(comment.span.start)
            if is_script and line == 1:
                continue  # a first line of `#!` is passed over
            if comment.span.start < first:
                yield found(span, variant="late", name="syntax")
        elif difflib.SequenceMatcher(None, match["name"].lower(), "syntax").ratio() > _NEAR:
            yield found(span, fix(Edit(span, "syntax"), safe=False), name=match["name"])


def _name_of(comment: Comment, match: re.Match[str], group: str) -> Span:
    start, end = match.span(group)
    return Span(comment.span.start + start, comment.span.start + end)


_NEAR = 0.6
RULE = FileRule(
    "syntax-directive-typo",
    find,
    aliases=(Alias("tally", "tally/syntax-directive-typo"),),
    fixes="unsafe",
    reads={COMMENTS: ()},
)
