"""`final-newline-missing`: the last line has no newline."""

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
        ("final-newline-missing", "the file's line ends", "FROM a\r\nRUN b", "FROM a\r\nRUN b\r\n"),
        ("final-newline-missing", "an open heredoc", "RUN <<E\na", "RUN <<E\na"),
        ("final-newline-missing", "a closed heredoc", "RUN <<E\na\nE", "RUN <<E\na\nE\n"),
        ("final-newline-missing", "empty", "", ""),
    ],
)  # fmt: skip
def test_fixes(rule, why, text, wanted):
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why
