"""`copy-target-relative`: cases that are more than a text."""

from __future__ import annotations

import pytest

from lint.cases import check_offers

RULE = "copy-target-relative"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "one WORKDIR serves all, above the comment",
            'FROM debian:13\n# 왜\nCOPY a.py .\nCOPY b.py ./\nCMD ["python", "a.py"]\n',
            ['FROM debian:13\nWORKDIR /app\n# 왜\nCOPY a.py .\nCOPY b.py ./\nCMD ["python", "a.py"]\n'],
        ),
        (
            "an absolute path names what was copied to the top",
            'FROM debian:13\nCOPY a.py .\nCMD ["python", "/a.py"]\n',
            [],
        ),
        (
            "another stage takes it from the top",
            "FROM debian:13 AS x\nCOPY a .\nFROM scratch\nCOPY --from=x /a /b\n",
            [],
        ),
        ("a stage below may take it from the top", "FROM debian:13 AS x\nCOPY a .\nFROM x\nRUN ls\n", []),
        (
            "it stands right above the first COPY",
            "FROM debian:13\nRUN mkdir /x\nCOPY a .\n",
            ["FROM debian:13\nRUN mkdir /x\nWORKDIR /app\nCOPY a .\n"],
        ),
        ("an absolute source may be meant to stay absolute", "FROM debian:13\nCOPY /x .\n", []),
        (
            "a relative name goes on meaning the same",
            "FROM debian:13\nCOPY a .\nRUN cp a /usr/bin\n",
            ["FROM debian:13\nWORKDIR /app\nCOPY a .\nRUN cp a /usr/bin\n"],
        ),
        ("in the letters of the file", "from debian:13\ncopy a .\n", ["from debian:13\nworkdir /app\ncopy a .\n"]),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)
