"""A pattern that names nothing in the folder as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.ignore_lines import without_line
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import IgnoreFileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.ignore_text import IgnoreText


def find(file: IgnoreText) -> Iterator[Finding]:
    """Report each pattern that names neither file nor folder."""
    if file.tree is None or file.tree.truncated:
        return
    for line, effect in zip(file.lines, file.effects, strict=True):
        if line.pattern is not None and not effect.files and not effect.folders:
            edit = fix(without_line(file.text, line.span), safe=False)
            yield found(line.span, edit, pattern=line.span.of(file.text))


RULE = IgnoreFileRule("dockerignore-pattern-unmatched", find, severity="hint", default=False, fixes="unsafe")
