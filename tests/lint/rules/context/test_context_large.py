"""Copies of many files or large ones."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.lint.engine import check
from gorae.syntax import parse

LOW = (("max-context-files", 3),)
CASES = [
    ("the whole folder", "COPY . /app", LOW, ["."]),
    ("as many as are let", "COPY . /app", (("max-context-files", 5),), []),
    ("a folder that is large", "COPY data /app", LOW, ["data"]),
    ("a folder that is small", "COPY src /app", LOW, []),
    ("each source once", "COPY . /a\nCOPY ./ /b", LOW, ["."]),
    ("of another stage", "COPY --from=x . /app", LOW, []),
    ("by bytes", "COPY src /app", (("max-context-megabytes", 0),), ["src"]),
    ("by default nothing", "COPY . /app", (), []),
]


@pytest.mark.parametrize(("lines", "options", "words"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_large(given, lines, options, words):
    context = given(dict.fromkeys(("data/1", "data/2", "data/3", "data/4", "src/a"), "x"))
    text = f"FROM alpine:3.22\n{lines}\n"
    settings = Settings(select=("context-large",), options=options)
    found = check(parse(text), settings, context)
    assert [one.span.of(text) for one in found] == words


@pytest.mark.parametrize(
    ("why", "size", "first"),
    [
        ("what no image needs, though other files are larger", 100, "`node_modules`"),
        ("what is really large, where the former is next to nothing", 10, "`src`"),
    ],
)
def test_which_is_named_first(why, given, size, first):
    context = given({"node_modules/a/index.js": "x" * size, "src/large.bin": "x" * 5000, "src/b": "x" * 10})
    (one,) = check(
        parse("FROM alpine:3.22\nCOPY . /app\n"),
        Settings(select=("context-large",), options=(("max-context-files", 2),)),
        context,
    )
    assert str(dict(one.finding.facts)["names"]).startswith(first), why
