"""Semantic tokens, drawn behind each word: `word{type modifiers}`."""

from __future__ import annotations

import pytest

from gorae.hints.tokens import MODIFIERS, TYPES, tokens, unpacked
from gorae.lsp.registration import TOKEN_MODIFIERS, TOKEN_TYPES
from gorae.lsp.semantic_tokens import changes
from gorae.source import Edit, Span
from gorae.stages import build
from gorae.syntax import parse, reparse

ENCODINGS = ("utf-8", "utf-16", "utf-32")


def _rows(text: str, encoding: str = "utf-16") -> list[str]:
    document = parse(text)
    rows = []
    for place, length, kind, modifiers in unpacked(tokens(build(document), encoding)):  # type: ignore[arg-type]
        start = document.text.offset(place, encoding)  # type: ignore[arg-type]
        end = document.text.offset(place._replace(column=place.column + length), encoding)  # type: ignore[arg-type]
        rows.append(" ".join((text[start:end], kind, *modifiers)))
    return rows


CASES = [
    ("a directive", "# syntax=docker/dockerfile:1\n", ["# comment", "syntax macro", "docker/dockerfile:1 string"]),
    ("a comment", "# a\n", ["# a comment"]),
    ("a registry's image with a tag and a name for the stage", "FROM ghcr.io/a/b:1 AS x\n", [
        "FROM keyword", "ghcr.io/a/b namespace", ": operator", "1 enumMember", "AS keyword", "x class declaration",
    ]),
    ("a digest", "FROM a@sha256:0\n", ["FROM keyword", "a namespace", "@ operator", "sha256:0 enumMember"]),
    ("a declared argument does not change", "ARG A=1\n", ["ARG keyword", "A variable declaration readonly", "= operator", "1 string"]),
    ("a variable that may change", "ENV A=1\n", ["ENV keyword", "A variable declaration", "= operator", "1 string"]),
    ("a label is a property", "LABEL a=1\n", ["LABEL keyword", "a property", "= operator", "1 string"]),
    ("a port is a number", "EXPOSE 80\n", ["EXPOSE keyword", "80 number"]),
    ("what is deprecated is struck through", "MAINTAINER x\n", ["MAINTAINER keyword deprecated", "x string"]),
    ("a flag with a value, and the command of a check", "HEALTHCHECK --interval=1s CMD curl x\n", [
        "HEALTHCHECK keyword", "--interval parameter", "1s string", "CMD keyword", "curl function",
    ]),
    ("a trigger's own keyword", "ONBUILD RUN ls\n", ["ONBUILD keyword", "RUN keyword", "ls function"]),
    ("words of a list are strings", 'CMD ["a"]\n', ["CMD keyword", '"a" string']),
    ("the words of a shell", "RUN ls -l 'a' > b && if c; then d; fi # e\n", [
        "RUN keyword", "ls function", "-l parameter", "'a' string", "> operator", "b string", "&& operator",
        "if keyword", "c function", "; operator", "then keyword", "d function", "; operator", "fi keyword", "# e comment",
    ]),
    ("a comment within an instruction", "RUN a \\\n  # why\n  b\n", ["RUN keyword", "a function", "\\ operator", "# why comment"]),
    ("a heredoc whose variables the builder replaces", "COPY <<EOF /x\n$A\nEOF\n", ["COPY keyword", "<<EOF macro", "/x string", "$ operator", "A variable", "EOF macro"]),
    ("a heredoc that the shell reads", "RUN <<EOF\nls $A\nEOF\n", ["RUN keyword", "<<EOF macro", "ls function", "$ operator", "A variable", "EOF macro"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), CASES)
def test_tokens(why: str, text: str, expected: list[str]) -> None:
    assert _rows(text) == expected, why
    assert _rows(text.replace("\n", "\r\n")) == expected, why


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_in_the_clients_columns(encoding: str) -> None:
    text = "FROM a AS 고래\r\nRUN echo '🐳고래' $이름 🐳 \\\r\n\t&& 고래🐳 # 🐳\r\n"
    rows = _rows(text, encoding)
    assert "'🐳고래' string" in rows
    assert "고래🐳 function" in rows
    assert rows[-1] == "# 🐳 comment"


def test_a_stage_is_told_from_an_image() -> None:
    rows = _rows("FROM a AS b\nFROM b\nCOPY --from=b x y\nCOPY --from=0 x y\n")
    assert rows.count("b class") == 2
    assert "0 class" in rows
    # The same line, where no such stage is.
    assert "b namespace" in _rows("FROM a\nFROM b\n")


def test_a_range_and_what_is_kept() -> None:
    text = "FROM a\nRUN ls\n" * 3
    document = parse(text)
    made = build(document)
    some = list(unpacked(tokens(made, "utf-16", Span(8, 9))))
    assert [(place.line, kind) for place, _, kind, _ in some] == [(1, "keyword"), (1, "function")]
    edited = reparse(document, [Edit(Span(0, 0), "# 고래\n")])
    assert tokens(build(edited), "utf-16") == tokens(build(parse(edited.text.value)), "utf-16")


def test_the_legend_is_the_rooms() -> None:
    assert (TOKEN_TYPES, TOKEN_MODIFIERS) == (TYPES, MODIFIERS)


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("a number in the middle changed", [1, 2, 3], [1, 9, 3]),
        ("all numbers are new", [], [1]),
        ("all numbers went", [1], []),
        ("one of three equal numbers went", [1, 1, 1], [1, 1]),
        ("nothing changed", [1], [1]),
    ],
)
def test_a_delta_makes_the_new_numbers_of_the_old(why: str, before: list[int], after: list[int]) -> None:
    made = list(before)
    for edit in changes(before, after):
        made[edit["start"] : edit["start"] + edit["deleteCount"]] = edit["data"]
    assert made == after, why


def test_every_prefix_has_tokens() -> None:
    text = "# escape=`\nFROM a:$B AS c\nRUN --mount=from=c <<EOF if x; then `\n 'y\nEOF\nENV A=`\n"
    for end in range(len(text) + 1):
        data = tokens(build(parse(text[:end])), "utf-16")
        assert len(data) % 5 == 0
        assert all(number >= 0 for number in data)
