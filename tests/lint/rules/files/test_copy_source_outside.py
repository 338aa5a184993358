"""`copy-source-outside`: sources that BuildKit takes for paths inside the context."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

RULE = "copy-source-outside"
CASES = {
    "a folder above": ("COPY ../x /x", ["../x"]),
    "above by way of a folder": ("COPY a/../../x /x", ["a/../../x"]),
    "ADD is judged as COPY is": ("ADD ../x /x", ["../x"]),
    "one of two sources": ("COPY a ../x /x/", ["../x"]),
    "what a later build copies": ("ONBUILD COPY ../x /x", ["../x"]),
    "up and down again within the context": ("COPY a/../x /x", []),
    "of another stage, whose root is /": ("COPY --from=a ../x /x", []),
    "a URL": ("ADD https://a.example/../x /x", []),
    "the target": ("COPY x ../x", []),
    "a variable, which may be anything": ("COPY $D/../x /x", []),
}


@pytest.mark.parametrize(("line", "words"), CASES.values(), ids=CASES.keys())
def test_cases(line: str, words: list[str]) -> None:
    assert findings_of(f"FROM debian:13 AS a\nFROM debian:13\nARG D\nWORKDIR /w\n{line}\n", RULE) == words
