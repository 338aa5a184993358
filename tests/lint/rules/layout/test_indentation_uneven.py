"""`indentation-uneven` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import problems_of

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
