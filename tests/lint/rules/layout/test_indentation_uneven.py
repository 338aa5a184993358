"""`indentation-uneven` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import problems_of
from lint.layout_cases import check_fix

RULE = "indentation-uneven"
DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "found", "variant"),
    [
        ("one is indented, the others are not", DEBIAN + "RUN a\n  RUN b\nRUN c\n", "  ", "none"),
        ("one is not indented, the others are", DEBIAN + "  RUN a\n  RUN b\nRUN c\n", "RUN", ""),
        ("one is indented less than the others", DEBIAN + "  RUN a\n  RUN b\n RUN c\n", " ", ""),
        ("a single one stands at the beginning of its line", "  FROM a\n", "  ", "none"),
    ],
)
def test_indentation(why, text, found, variant):
    (problem,) = problems_of(text, RULE)
    assert (problem.span.of(text), problem.finding.variant) == (found, variant), why


@pytest.mark.parametrize(
    ("why", "text", "wanted"),
    [
        ("one of three", "FROM a\nRUN b\n  RUN c\nRUN d", "FROM a\nRUN b\nRUN c\nRUN d"),
        ("most are indented", "FROM a\n  A b\n  C d\nE f", "FROM a\n  A b\n  C d\n  E f"),
        ("FROM is not indented", "ARG a\n  FROM b\n", "ARG a\nFROM b\n"),
        ("continued lines stay", "FROM a\n RUN b \\\n   c\nRUN d", "FROM a\nRUN b \\\n   c\nRUN d"),
    ],
)  # fmt: skip
def test_fixes(why, text, wanted):
    check_fix(RULE, why, text, wanted)
