"""The outline, folds and growing selections, next to the text that they are of."""

from __future__ import annotations

import textwrap

from gorae.navigation import Symbol, folds, outline, selections, workspace_symbols
from gorae.stages import build
from gorae.syntax import parse
from navigation.marks import at_cursor

TEXT = """\
# syntax=docker/dockerfile:1
ARG V=1
# one
# two
FROM alpine:$V AS base
ENV A=1 \\
    B="고래 🐳"
RUN apt-get update \\
 # why
 && apt-get install curl
MAINTAINER me

FROM base
COPY <<EOF /x
a
EOF
# region last
CMD ["a", \\
  "b"]
# endregion
"""


def _rows(symbols: tuple[Symbol, ...], depth: int = 0) -> list[str]:
    rows = []
    for symbol in symbols:
        rows.append("  " * depth + " | ".join(part for part in (symbol.name, symbol.detail) if part))
        rows += _rows(symbol.children, depth + 1)
    return rows


def test_outline_is_a_tree_with_names_as_people_say_them() -> None:
    assert "\n".join(_rows(outline(build(parse(TEXT))))) == textwrap.dedent("""\
        syntax | docker/dockerfile:1
        ARG V=1
        base | FROM alpine:$V
          ENV A, B
            A | 1
            B | "고래 🐳"
          RUN | apt-get update && apt-get install curl
          MAINTAINER | me
        base | #1
          COPY | <<EOF /x
          CMD | ["a", "b"]""")


def test_a_name_lies_in_its_row() -> None:
    waiting = list(outline(build(parse(TEXT))))
    while waiting:
        symbol = waiting.pop()
        assert symbol.span.covers(symbol.name_span)
        assert all(symbol.span.covers(child.span) for child in symbol.children)
        waiting += symbol.children


def test_maintainer_is_struck_through() -> None:
    stage = outline(build(parse(TEXT)))[2]
    assert [child.name for child in stage.children if child.deprecated] == ["MAINTAINER"]


def test_a_workspace_is_searched_for_stages_and_arguments() -> None:
    found = [symbol.name for symbol in workspace_symbols(build(parse(TEXT)))]
    assert found == ["ARG V=1", "base", "base"]


def test_folds() -> None:
    document = parse(TEXT)
    lines = [
        (document.text.line_of(fold.start) + 1, document.text.line_of(fold.end) + 1, fold.kind)
        for fold in folds(build(document))
    ]
    assert lines == [
        (3, 4, "comment"),
        (5, 11, ""),
        (6, 7, ""),
        (8, 10, ""),
        (13, 19, ""),
        (14, 16, ""),
        (17, 20, "region"),
        (18, 19, ""),
    ]


def _grown(drawn: str) -> list[str]:
    made, offset = at_cursor(drawn)
    return [span.of(made.document.text.value) for span in selections(made, offset)]


def test_a_selection_grows_from_word_to_file() -> None:
    text = 'FROM alpine AS base\nRUN apt-get update && \\\n  apt-get install "cu‸rl" || true\nFROM base\n'
    assert _grown(text) == [
        "",
        "curl",
        '"curl"',
        'apt-get install "curl"',
        'apt-get update && \\\n  apt-get install "curl" || true',
        'RUN apt-get update && \\\n  apt-get install "curl" || true',
        'FROM alpine AS base\nRUN apt-get update && \\\n  apt-get install "curl" || true',
        text.replace("‸", ""),
    ]


def test_a_selection_in_a_mount_and_in_a_heredoc() -> None:
    assert _grown("FROM a\nRUN --mount=type=cache,target=/‸x ls\n")[1:4] == [
        "x",
        "/x",
        "target=/x",
    ]
    assert _grown("FROM a\nCOPY <<EOF /x\none ‸two\nthree\nEOF\n")[1:4] == ["two", "one two", "one two\nthree\n"]
    assert "one two" in _grown("FROM a\r\nCOPY <<EOF /x\r\none ‸two\r\nEOF\r\n")  # the line without its carriage return
    assert _grown("# a ‸b\n") == ["", "b", "# a b", "# a b\n"]
