"""`comment-after-instruction`: a remark behind an instruction, which is no comment there."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.lint.engine import check
from gorae.syntax import parse
from lint.cases import findings_of, fixed

D = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "found", "after"),
    [
        ("a user", "USER 1000 # app\n", "# app", "# app\nUSER 1000\n"),
        ("a copy", "COPY a /srv/ # the file\n", "# the file", "# the file\nCOPY a /srv/\n"),
        ("한글 and 🐳", "WORKDIR /srv # 고래 🐳\n", "# 고래 🐳", "# 고래 🐳\nWORKDIR /srv\n"),
        ("an array is none with it", 'CMD ["a"] # run\n', "# run", '# run\nCMD ["a"]\n'),
        ("nor is a shell", 'SHELL ["/bin/sh", "-c"] # sh\n', "# sh", '# sh\nSHELL ["/bin/sh", "-c"]\n'),
        ("nor volumes", 'VOLUME ["/a", "/b"] # both\n', "# both", '# both\nVOLUME ["/a", "/b"]\n'),
        ("NONE takes nothing", "HEALTHCHECK NONE # off\n", "# off", "# off\nHEALTHCHECK NONE\n"),
        (
            "a check in an array",
            'HEALTHCHECK --retries=1 CMD ["a"] # x\n',
            "# x",
            '# x\nHEALTHCHECK --retries=1 CMD ["a"]\n',
        ),
        ("a test of the shell's", "RUN [ -f a ] # b\n", None, None),
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


@pytest.mark.parametrize(
    "text", ['CMD ["a"] # run\n', "COPY --chown=1 a /srv/ # file\n", 'VOLUME ["/a"] # x\n', "HEALTHCHECK NONE # off\n"]
)
def test_one_cause_is_one_finding(text):
    rules = (
        "comment-after-instruction",
        "cmd-invalid-json",
        "json-array-invalid",
        "copy-target-relative",
        "syntax-error",
    )
    found = check(parse(D + text), Settings(select=rules))
    assert [one.rule.name for one in found] == ["comment-after-instruction"]
