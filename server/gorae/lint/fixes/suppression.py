"""Takes names that silence nothing out of the comments that silence rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Suppression, SuppressionUsage
    from gorae.stages import Build

_SKIP = re.compile(r";\s*skip\s*=[^;\r\n]*|skip\s*=[^;\r\n]*;?\s*", re.IGNORECASE)  # BuildKit takes no empty option


class Removal(NamedTuple):
    """Names of a comment that silence nothing, and the fix that takes them out (None: it would change something else)."""

    span: Span
    names: str
    fix: Fix | None


def removals(build: Build, usage: SuppressionUsage, *, own: bool) -> Iterator[Removal]:
    """The names that silence nothing, of Gorae's own comments or of others'; all of a comment's together where none does."""
    by_comment: dict[Span, list[Suppression]] = {}
    for entry in usage.entries:
        if (entry.origin == "gorae") == own:
            by_comment.setdefault(entry.comment, []).append(entry)
    for comment, entries in by_comment.items():
        useless = [entry for entry in entries if entry in usage.unused]
        if useless and len(useless) == len(entries):
            names = ", ".join(dict.fromkeys(entry.name for entry in useless))
            span = useless[0].name_span | useless[-1].name_span
            yield Removal(span, names, _without_comment(build, comment, safe=own))
            continue
        for entry in useless:
            edit = Edit(_with_comma(entries, entry), "")
            yield Removal(entry.name_span, entry.name, fix(edit, safe=own, variant="name", name=entry.name))


def _with_comma(entries: list[Suppression], entry: Suppression) -> Span:
    """The name with the comma that parts it from its neighbour."""
    index = entries.index(entry)
    if index + 1 < len(entries):
        return Span(entry.name_span.start, entries[index + 1].name_span.start)
    return Span(entries[index - 1].name_span.end, entry.name_span.end)


def _without_comment(build: Build, comment: Span, *, safe: bool) -> Fix | None:
    """The comment's line taken out; of BuildKit's `check` only `skip` where it says more.

    None where a comment below would become a parser directive.
    """
    text = build.document.text.value
    skip = _SKIP.search(text, comment.start, comment.end)
    if skip and "=" in _SKIP.sub("", comment.of(text)).partition("=")[2]:
        return fix(Edit(Span(*skip.span()), ""), safe=safe)
    lines = Span(build.document.text.start_of_line(comment.start), build.document.text.end_of_line(comment.end))
    if text[lines.start : comment.start].strip():
        return None
    if not build.document.nodes or lines.start < build.document.nodes[0].start:
        before = [one.name for one in build.document.directives if one.span.start != comment.start]
        if [one.name for one in parse(text[: lines.start] + text[lines.end :]).directives] != before:
            return None
    return fix(Edit(lines, ""), safe=safe)
