"""`copy-target-without-slash`: Several sources are copied to what may be one file."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("why", "line", "found"),
    [
        ("the target may be one file", "COPY a b /c", ["/c"]),
        ("the slash says that it is a folder", "COPY a b /c/", []),
        ("a dot is a folder", "COPY a b .", []),
        ("dots are folders", "COPY a b ../x/..", []),
        ("one source may become one file", "COPY a /c", []),
        ("ADD does the same", "ADD a b /c", ["/c"]),
        ("a variable may end in a slash", "COPY a b $TARGET", []),
        ("what stands behind the variable does not", "COPY a b ${HOME}/c", ["${HOME}/c"]),
        ("an array is the same", 'COPY ["a", "b", "/c"]', ['"/c"']),
    ],
)
def test_targets_of_several_sources(why, line, found):
    assert findings_of(f"FROM debian:13\n{line}\n", "copy-target-without-slash") == found, why


@pytest.mark.parametrize(
    ("why", "line", "after"),
    [
        ("without quotes at the end", "COPY a b /c", "COPY a b /c/"),
        ("within the quotes", 'COPY a b "/c"', 'COPY a b "/c/"'),
        ("a name with a space is two words here", 'COPY a b "/c d"', 'COPY a b "/c d"'),
        ("within a string of an array", 'COPY ["a", "b", "/c"]', 'COPY ["a", "b", "/c/"]'),
    ],
)
def test_the_slash_goes_within_the_quotes(why, line, after):
    text = f"FROM debian:13\n{line}\n"
    assert fixed(text, "copy-target-without-slash") == f"FROM debian:13\n{after}\n", why
