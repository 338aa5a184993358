"""`blanks-repeated`: Several blanks in a row between words."""

from __future__ import annotations

import pytest

from gorae.shell import MAX_BODY_CHARACTERS
from lint.cases import findings_of
from lint.layout_cases import check_fix

RULE = "blanks-repeated"


@pytest.mark.parametrize(
    ("why", "text", "wanted"),
    [
        ("flags and words", "COPY  --from=a   b \t c", "COPY --from=a b c"),
        ("before a continuation", "RUN a   \\\n    b", "RUN a \\\n    b"),
        ("blanks within quotes stay", "RUN echo  'a  b'  \"c  d\" e\\  f", "RUN echo 'a  b' \"c  d\" e\\  f"),
        ("a comment", "RUN a \\\n#  x  y\n  b", "RUN a \\\n#  x  y\n  b"),
        ("a legacy value", "ENV a  b   c", "ENV a  b   c"),
        ("pairs, one of them quoted", 'ENV a=b   c="d  e"', 'ENV a=b c="d  e"'),
        ("a heredoc", "COPY  <<E  /a\nx  y\nE\n", "COPY <<E /a\nx  y\nE\n"),
        ("a trigger's heredoc", "ONBUILD  COPY <<E  /a\nx  y\nE\n", "ONBUILD COPY <<E /a\nx  y\nE\n"),
        ("an unfinished script", "RUN  a  $(b  c", "RUN a  $(b  c"),
        ("exec form", 'CMD  ["a  b",   "c"]', 'CMD ["a  b", "c"]'),
        ("a shell that is not known", 'FROM a\nSHELL ["pwsh"]\nRUN a  b', 'FROM a\nSHELL ["pwsh"]\nRUN a  b'),
    ],
)  # fmt: skip
def test_fixes(why, text, wanted):
    check_fix(RULE, why, text, wanted)


def test_a_body_too_long_to_be_read_stays():
    assert findings_of(f"RUN a  {'b' * MAX_BODY_CHARACTERS}", RULE) == []
