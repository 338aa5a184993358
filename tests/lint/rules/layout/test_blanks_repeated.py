"""`blanks-repeated`: Several blanks in a row between words."""

from __future__ import annotations

import pytest

from gorae.facts.equivalence import meaning
from gorae.shell import MAX_BODY_CHARACTERS
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
        ("blanks-repeated", "flags and words", "COPY  --from=a   b \t c", "COPY --from=a b c"),
        ("blanks-repeated", "before a continuation", "RUN a   \\\n    b", "RUN a \\\n    b"),
        ("blanks-repeated", "quotes", "RUN echo  'a  b'  \"c  d\" e\\  f", "RUN echo 'a  b' \"c  d\" e\\  f"),
        ("blanks-repeated", "a comment", "RUN a \\\n#  x  y\n  b", "RUN a \\\n#  x  y\n  b"),
        ("blanks-repeated", "a legacy value", "ENV a  b   c", "ENV a  b   c"),
        ("blanks-repeated", "pairs", 'ENV a=b   c="d  e"', 'ENV a=b c="d  e"'),
        ("blanks-repeated", "a heredoc", "COPY  <<E  /a\nx  y\nE\n", "COPY <<E /a\nx  y\nE\n"),
        ("blanks-repeated", "a trigger's heredoc", "ONBUILD  COPY <<E  /a\nx  y\nE\n", "ONBUILD COPY <<E /a\nx  y\nE\n"),
        ("blanks-repeated", "an unfinished script", "RUN  a  $(b  c", "RUN a  $(b  c"),
        ("blanks-repeated", "exec form", 'CMD  ["a  b",   "c"]', 'CMD ["a  b", "c"]'),
        ("blanks-repeated", "a shell that is not known", 'FROM a\nSHELL ["pwsh"]\nRUN a  b', 'FROM a\nSHELL ["pwsh"]\nRUN a  b'),
    ],
)  # fmt: skip
def test_fixes(rule, why, text, wanted):
    after = fixed(text, rule, unsafe=False)
    assert after == (text if wanted is None else wanted), why
    assert bool(findings_of(text, rule)) == (after != text), why
    assert findings_of(after, rule) == [], why
    assert said(after) == said(text), why


def test_a_body_too_long_to_be_read_stays():
    assert findings_of(f"RUN a  {'b' * MAX_BODY_CHARACTERS}", "blanks-repeated") == []
