"""A comment of Gorae's that silences what is not there, or a rule that does not exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, Rule, fix, found
from gorae.source import Edit, Span
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.suppressions import Suppression, SuppressionUsage
    from gorae.stages import Build

_SKIP = re.compile(r"skip\s*=[^;\n]*;?\s*", re.IGNORECASE)


def find(build: Build, usage: SuppressionUsage) -> Iterator[Finding]:
    """At the names of Gorae's own comments."""
    yield from idle(build, usage, own=True)
    for entry, close in usage.unknown.items():
        right = fix(Edit(entry.name_span, close), safe=False, variant="near", right=close) if close else None
        yield found(entry.name_span, right, variant="near" if close else "unknown", names=entry.name, right=close)


def idle(build: Build, usage: SuppressionUsage, *, own: bool) -> Iterator[Finding]:
    """At names that silence nothing; at all of a comment's names together where none of them does."""
    by_comment: dict[Span, list[Suppression]] = {}
    for entry in usage.entries:
        if (entry.origin == "gorae") == own:
            by_comment.setdefault(entry.comment, []).append(entry)
    for comment, entries in by_comment.items():
        useless = [entry for entry in entries if entry in usage.unused]
        if useless and len(useless) == len(entries):
            names = ", ".join(dict.fromkeys(entry.name for entry in useless))
            span = useless[0].name_span | useless[-1].name_span
            yield found(span, _without_comment(build, comment, safe=own), names=names)
            continue
        for entry in useless:
            edit = Edit(_with_comma(entries, entry), "")
            yield found(entry.name_span, fix(edit, safe=own, variant="name", name=entry.name), names=entry.name)


def _with_comma(entries: list[Suppression], entry: Suppression) -> Span:
    """The name with the comma that parts it from its neighbour."""
    at = entries.index(entry)
    if at + 1 < len(entries):
        return Span(entry.name_span.start, entries[at + 1].name_span.start)
    return Span(entries[at - 1].name_span.end, entry.name_span.end)


def _without_comment(build: Build, comment: Span, *, safe: bool) -> Fix | None:
    """The comment's line taken out; of BuildKit's `check` only `skip` where it says more.

    None where a comment below would become a parser directive.
    """
    text = build.document.text.value
    skip = _SKIP.search(text, comment.start, comment.end)
    if skip and "=" in _SKIP.sub("", comment.of(text)).partition("=")[2]:
        return fix(Edit(Span(*skip.span()), ""), safe=safe)
    line = text.rfind("\n", 0, comment.start) + 1
    if text[line : comment.start].strip():
        return None
    end = text.find("\n", comment.end)
    lines = Span(line, len(text) if end < 0 else end + 1)
    if not build.document.nodes or lines.start < build.document.nodes[0].start:
        before = [one.name for one in build.document.directives if one.span.start != comment.start]
        if [one.name for one in parse(text[: lines.start] + text[lines.end :]).directives] != before:
            return None
    return fix(Edit(lines, ""), safe=safe)


RULE = Rule("unused-ignore", find, "ignores", severity="hint", fixes="safe")
