"""`copy-target-without-slash`: Several sources are copied to what may be one file."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("COPY a b /c", ["/c"]),
        ("COPY a b /c/", []),
        ("COPY a b .", []),
        ("COPY a b ../x/..", []),
        ("COPY a /c", []),
        ("ADD a b /c", ["/c"]),
        ("COPY a b $TARGET", []),
        ("COPY a b ${HOME}/c", ["${HOME}/c"]),
        ('COPY ["a", "b", "/c"]', ['"/c"']),
    ],
)
def test_targets_of_several_sources(line, found):
    assert findings_of(f"FROM debian:13\n{line}\n", "copy-target-without-slash") == found


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("COPY a b /c", "COPY a b /c/"),
        ('COPY a b "/c"', 'COPY a b "/c/"'),
        ('COPY a b "/c d"', 'COPY a b "/c d"'),
        ('COPY ["a", "b", "/c"]', 'COPY ["a", "b", "/c/"]'),
    ],
)
def test_the_slash_goes_within_the_quotes(line, after):
    text = f"FROM debian:13\n{line}\n"
    assert fixed(text, "copy-target-without-slash") == f"FROM debian:13\n{after}\n"
