"""`indentation-uneven` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.facts.equivalence import meaning
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import findings_of, fixed, problems_of

DEBIAN = "FROM debian:13\n"
INDENT = "indentation-uneven"


@pytest.mark.parametrize(
    ("text", "found", "variant"),
    [
        (DEBIAN + "RUN a\n  RUN b\nRUN c\n", "  ", "none"),
        (DEBIAN + "  RUN a\n  RUN b\nRUN c\n", "RUN", ""),
        (DEBIAN + "  RUN a\n  RUN b\n RUN c\n", " ", ""),
        ("  FROM a\n", "  ", "none"),
    ],
)
def test_indentation(text, found, variant):
    (problem,) = problems_of(text, INDENT)
    assert (problem.span.of(text), problem.finding.variant) == (found, variant)


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
        ("indentation-uneven", "one of three", "FROM a\nRUN b\n  RUN c\nRUN d", "FROM a\nRUN b\nRUN c\nRUN d"),
        ("indentation-uneven", "most are indented", "FROM a\n  A b\n  C d\nE f", "FROM a\n  A b\n  C d\n  E f"),
        ("indentation-uneven", "FROM", "ARG a\n  FROM b\n", "ARG a\nFROM b\n"),
        ("indentation-uneven", "continued lines stay", "FROM a\n RUN b \\\n   c\nRUN d", "FROM a\nRUN b \\\n   c\nRUN d"),
    ],
)  # fmt: skip
def test_fixes(rule, why, text, wanted):
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why
