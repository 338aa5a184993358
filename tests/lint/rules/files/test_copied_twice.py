"""`copied-twice`: the same source at the same place again."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

RULE = "copied-twice"
CASES = {
    "the same line again": ("COPY a /a\nENV B=1\nCOPY a /a", ["a"]),
    "one of several sources": ("COPY a b /x/\nCOPY b c /x/", ["b"]),
    "from the same stage": ("COPY --from=x /a /a\nCOPY --from=x /a /a", ["/a"]),
    "a folder, and the file in it": ("COPY a.sh /usr/bin/\nCOPY a.sh /usr/bin/a.sh", ["a.sh"]),
    "the same path, written otherwise": ("COPY a.conf /a.conf\nCOPY ./a.conf /a.conf", ["./a.conf"]),
    "a folder with and without a slash": ("COPY dist /srv\nCOPY dist/ /srv/", ["dist/"]),
    "two files of one name": ("COPY a/x.sh /b/\nCOPY c/x.sh /b/", []),
    "a RUN between may have changed it": ("COPY a /a\nRUN sed -i s/x/y/ /a\nCOPY a /a", []),
    "another target": ("COPY a /a\nCOPY a /b", []),
    "another owner": ("COPY a /a\nCOPY --chown=1 a /a", []),
    "another stage's file": ("COPY --from=x /a /a\nCOPY --from=y /a /a", []),
    "the same words in another folder": ("WORKDIR /x\nCOPY a .\nWORKDIR /y\nCOPY a .", []),
}


@pytest.mark.parametrize(("lines", "words"), CASES.values(), ids=CASES.keys())
def test_cases(lines: str, words: list[str]) -> None:
    assert findings_of(f"FROM debian:13 AS x\nFROM debian:13 AS y\nFROM debian:13\n{lines}\n", RULE) == words
