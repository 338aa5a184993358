"""`build-argument-missing`: an ARG without a default that the build needs and nobody gives."""

from __future__ import annotations

import pytest

from lint.caller_cases import found

MISSING = [
    ("in FROM", "ARG V\nFROM alpine:${V}\n", ["w"]),
    ("in FROM, with a word for its absence", "ARG V\nFROM alpine:${V:-3.22}\n", []),
    ("in a path", "FROM alpine:3.22\nARG V\nCOPY $V /x\n", ["w"]),
    ("within a word of a script", "FROM alpine:3.22\nARG V\nRUN wget https://x.test/a-$V.tgz\n", ["w"]),
    ("a word alone may be nothing", "FROM alpine:3.22\nARG FLAGS\nRUN make $FLAGS\n", []),
    ("a script that asks", 'FROM alpine:3.22\nARG V\nRUN if [ -n "$V" ]; then wget https://x.test/$V; fi\n', []),
    ("a default", "FROM alpine:3.22\nARG V=1\nCOPY $V /x\n", []),
    ("a default above FROM", "ARG V=1\nFROM alpine:3.22\nARG V\nCOPY $V /x\n", []),
    ("of the platform", "FROM alpine:3.22\nARG TARGETARCH\nRUN wget https://x.test/$TARGETARCH\n", []),
    ("of a stage that is not built", "FROM alpine:3.22 AS a\nARG V\nCOPY $V /x\nFROM alpine:3.22\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("dockerfile", "words"), [row[1:] for row in MISSING], ids=[row[0] for row in MISSING])
def test_missing_argument(tmp_path, dockerfile, words):
    assert found(tmp_path, "services: {w: {build: .}}", {"Dockerfile": dockerfile}, "build-argument-missing") == words


def test_an_argument_from_the_environment_is_given(tmp_path):
    text = "services: {w: {build: {context: ., args: [V]}}}"
    assert found(tmp_path, text, {"Dockerfile": "ARG V\nFROM alpine:$V\n"}, "build-argument-missing") == []
