"""`user-named` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of, fixed

DEBIAN = "FROM debian:13\n"

NAMED = "user-named"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("FROM node:24\nUSER node\n", "FROM node:24\nUSER 1000\n"),
        ("FROM node:24\nUSER node:node\n", "FROM node:24\nUSER 1000:node\n"),
        (DEBIAN + "USER app\n", DEBIAN + "USER app\n"),
    ],
)
def test_a_name_becomes_the_number_that_is_known(text, after):
    assert findings_of(text, NAMED)
    assert fixed(text, NAMED) == after
