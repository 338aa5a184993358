"""`comment-after-instruction`: a remark behind an instruction, which is no comment there."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

D = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "found", "after"),
    [
        ("a user", "USER 1000 # app\n", "# app", "# app\nUSER 1000\n"),
        ("a copy", "COPY a /srv/ # the file\n", "# the file", "# the file\nCOPY a /srv/\n"),
        ("한글 and 🐳", "WORKDIR /srv # 고래 🐳\n", "# 고래 🐳", "# 고래 🐳\nWORKDIR /srv\n"),
        ("a shell knows comments", "RUN a # b\n", None, None),
        ("a colour", "ENV COLOR #fff\n", None, None),
        ("in quotes", 'LABEL a="b # c d"\n', None, None),
        ("a fragment of an address", "ADD https://github.com/a/b.git#main /b\n", None, None),
    ],
)
def test_a_remark_behind_an_instruction(why, text, found, after):
    assert findings_of(D + text, "comment-after-instruction") == ([found] if found else []), why
    if after:
        assert fixed(D + text, "comment-after-instruction") == D + after, why
