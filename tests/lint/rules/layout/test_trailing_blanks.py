"""`trailing-blanks`: Blanks at the end of a line."""

from __future__ import annotations

import pytest

from gorae.facts.equivalence import meaning
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import findings_of, fixed


def said(text):
    """What the file says: directives, and for each instruction its parts and commands."""
    whole = build(parse(text))
    return [
        [(one.name, one.value) for one in whole.document.directives],
        [meaning(node.instruction, whole.scope_of(node)) for node in whole.document.nodes],
        [comment.text.rstrip() for comment in whole.document.comments],
    ]


@pytest.mark.parametrize(
    ("rule", "why", "text", "wanted"),
    [
        ("trailing-blanks", "a plain line", "FROM a  \n", "FROM a\n"),
        ("trailing-blanks", "behind a continuation", "RUN a \\ \t\n  b\t\r\n", "RUN a \\\n  b\r\n"),
        ("trailing-blanks", "a comment, a blank line", "# x \n  \nFROM a", "# x\n\nFROM a"),
        ("trailing-blanks", "a heredoc", "RUN <<E \na  \nE\n", "RUN <<E\na  \nE\n"),
        ("trailing-blanks", "no end of a heredoc", "RUN <<E\nE \nE\n", "RUN <<E\nE \nE\n"),
    ],
)  # fmt: skip
def test_fixes(rule, why, text, wanted):
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why
