"""A pattern whose files others decide of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import IgnoreFileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.ignore_text import IgnoreLine, IgnoreText


# Left out and kept again by the ignore file that Visual Studio writes for each project.
_VISUAL_STUDIO = "**/.gitignore"


def find(file: IgnoreText) -> Iterator[Finding]:
    """Report a pattern whose files are all decided the other way by a later line.

    A pattern that an earlier line covers is harmless and not reported.
    """
    if file.tree is None or file.tree.truncated or not file.is_right:
        return
    for index, (line, effect) in enumerate(zip(file.lines, file.effects, strict=True)):
        if not effect.files or effect.decides or line.pattern is None or line.pattern.text == _VISUAL_STUDIO:
            continue
        against = [
            other
            for other in sorted(effect.undone_by)
            if other > index and file.lines[other].keeps != line.keeps and _covers(file.lines[other], line)
        ]
        pattern = line.span.of(file.text)
        if line.keeps and not effect.undone_by:
            yield found(line.span, variant="needless", severity="information", pattern=pattern)
        elif against:
            other = file.lines[against[0]]
            yield found(line.span, pattern=pattern, line=other.number + 1, other=other.span.of(file.text))


def _covers(other: IgnoreLine, line: IgnoreLine) -> bool:
    """Whether a pattern names all that another one may name, whatever files come: `!docs` for `docs` and `docs/a*`.

    `*.md` and `!README.md` are usual together, though at present there may be no other file.
    """
    if other.pattern is None or line.pattern is None:
        return False
    above = line.pattern.text
    while above:
        if other.pattern.text == above or other.pattern.matches(above):
            return True
        above = above.rpartition("/")[0]
    return False


RULE = IgnoreFileRule("dockerignore-pattern-overridden", find)
