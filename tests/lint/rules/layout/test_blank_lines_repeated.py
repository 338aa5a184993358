"""`blank-lines-repeated`: Several blank lines in a row, or blank lines at the file's start or end."""

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
        ("blank-lines-repeated", "between", "FROM a\n\n \n\nRUN b\n", "FROM a\n\nRUN b\n"),
        ("blank-lines-repeated", "one", "FROM a\n\nRUN b\n", "FROM a\n\nRUN b\n"),
        ("blank-lines-repeated", "start and end", "\n\nFROM a\n\n", "FROM a\n"),
        ("blank-lines-repeated", "would make a directive", "\n# escape=`\nFROM a\n", "\n# escape=`\nFROM a\n"),
        ("blank-lines-repeated", "a heredoc", "RUN <<E\n\n\n\nE\n", "RUN <<E\n\n\n\nE\n"),
        ("blank-lines-repeated", "inside of an instruction", "RUN a \\\n\n\n b\n", "RUN a \\\n\n\n b\n"),
        ("blank-lines-repeated", "CRLF", "FROM a\r\n\r\n\r\nRUN b\r\n", "FROM a\r\n\r\nRUN b\r\n"),
    ],
)  # fmt: skip
def test_fixes(rule, why, text, wanted):
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why
