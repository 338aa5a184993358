"""The JSON that is kept of each stage says what the diagnostics say, wherever the stage has moved to."""

from __future__ import annotations

import json

import pytest

from gorae.config.settings import Settings
from gorae.lsp import diagnostics
from gorae.lsp.json_text import JsonText, dumps
from gorae.lsp.rows import row
from gorae.lsp.written_rows import written_rows
from gorae.source import Edit, Span
from gorae.syntax import reparse
from lsp.asking import Asking

TEXT = """\
FROM debian:latest AS a
# 가🐳
RUN apt-get update
RUN sudo echo 가🐳 && apt-get install curl
MAINTAINER 가 <a@b.c>
FROM debian:latest AS b
RUN cd /srv && pip install x
CMD node server.js
FROM python:2.7
CMD node server.js
"""
# What is typed, and before which words.
EDITS = (
    ("sudo echo", "x"),  # columns of one line
    ("RUN apt-get update", "\n# 🐳\n"),  # all lines below
    ("FROM debian:latest AS b", "  "),  # the columns of a stage whose own text is the same
    ("CMD node server.js\nFROM", "RUN sudo ls\n"),
    ("FROM python", "FROM debian:latest AS c\n"),
    ("FROM python", "# gorae: ignore=base-image-eol\n"),  # in the stage above, about this one
    ("RUN sudo ls", "# gorae: ignore=sudo-used,unknown-name\n"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("shows_related", [True, False])
def test_rows_after_edits(encoding: str, newline: str, shows_related: bool) -> None:
    can = {
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": shows_related, "tagSupport": {"valueSet": [1, 2]}}
        }
    }
    asking = Asking(TEXT.replace("\n", newline), encoding=encoding, capabilities=can)
    document = asking.document
    document.settings = Settings(shellcheck=False)
    for before, typed in (("FROM", ""), *EDITS):
        at = document.text.value.index(before.replace("\n", newline))
        document.document = reparse(document.document, [Edit(Span(at, at), typed.replace("\n", newline))])
        document.invalidate()
        diagnostics.check(asking.session, document)
        assert document.checked is not None
        assert document.checked.parts is not None
        rows = [row(asking.session, document, one, "ko") for one in document.diagnostics or ()]
        assert json.loads(written_rows(asking.session, document)) == rows
        assert len(rows) > 8


def test_what_is_written_already_is_sent_as_it_is() -> None:
    assert dumps({"a": JsonText("[1, 2]"), "b": {"가": JsonText("{}"), "c": [None, "x"]}}) == (
        '{"a":[1, 2],"b":{"\\uac00":{},"c":[null,"x"]}}'
    )
