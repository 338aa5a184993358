"""`instruction-spacing-uneven`: Blank lines between instructions of one kind, or none between those of different kinds."""

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
        ("instruction-spacing-uneven", "two kinds", "FROM a\nRUN b", "FROM a\n\nRUN b"),
        ("instruction-spacing-uneven", "one kind", "RUN a\n\n\nRUN b", "RUN a\nRUN b"),
        ("instruction-spacing-uneven", "a section", "RUN a\n\n# x\nRUN b", "RUN a\n\n# x\nRUN b"),
        ("instruction-spacing-uneven", "its comment", "RUN a\n# x\nENV b=c", "RUN a\n\n# x\nENV b=c"),
        ("instruction-spacing-uneven", "stages", "FROM a\nFROM b", "FROM a\n\nFROM b"),
    ],
)  # fmt: skip
def test_fixes(rule, why, text, wanted):
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why
