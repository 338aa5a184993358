"""A key asks only those rules of the whole file again that read what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.lint import run
from gorae.lint.cache import FindingsCache
from gorae.source import Edit, Span
from gorae.syntax import parse, reparse
from lint.cases import TODAY, check

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
FROM golang:1.24 AS builder
ARG VERSION
RUN echo a
COPY app /app
# a comment
RUN apt-get update
FROM debian:13-slim
RUN echo b
EXPOSE 80
CMD ["a"]
"""
# Before which words something is typed, a rule that is asked again, one that is not and what is typed.
CASES = (
    ("a path more in a command", "a\nCOPY", "copy-target-relative", "apt-update-alone", "/x "),
    ("a letter more in a command", "a\nCOPY", "user-cannot-write", "base-image-latest", "x"),
    ("a variable more in a command", "a\nCOPY", "arg-not-in-scope", "expose-port-invalid", "$X "),
    ("a letter more in a source", "app /app", "archive-copied-then-unpacked", "apt-lists-kept", "a"),
    ("a line more of comments", "a comment", "syntax-directive-typo", "stage-unknown", "\n# "),
    (
        "a letter more in apt-get's subcommand, in a stage that is not built",
        "update",
        "apt-update-alone",
        "user-missing",
        "x",
    ),  # not in the stage that is built
    ("a letter more in a later RUN", "b\nEXPOSE", "user-missing", "instruction-casing", "x"),
    ("a digit more in a port", "80", "expose-port-invalid", "image-name-invalid", "8"),
    ("another name of a variable, which is in force below", "VERSION", "image-name-invalid", "", "X"),  # in force below
    ("another number of instructions", "COPY", "image-name-invalid", "", "RUN x\n"),  # another number of instructions
    ("a RUN becomes a comment", "RUN echo b", "instruction-casing", "", "#"),
)


@pytest.mark.parametrize(("why", "before", "asked", "not_asked", "typed"), CASES)
def test_what_is_asked_again(
    why: str, before: str, asked: str, not_asked: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, cache, chosen = parse(TEXT), FindingsCache(), Settings(today=TODAY)
    check(document, chosen, None, cache)
    names = noted_names(monkeypatch)
    at = TEXT.index(before)
    check(reparse(document, [Edit(Span(at, at), typed)]), chosen, None, cache)
    assert asked in names, why
    assert not_asked not in names, why


def test_a_new_context_asks_those_that_see_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder is read again while one types, most often as it was."""
    document, cache, chosen = parse(TEXT), FindingsCache(), Settings(today=TODAY)
    check(document, chosen, read_context(tmp_path, None), cache)
    names = noted_names(monkeypatch)
    check(document, chosen, read_context(tmp_path, None), cache)
    assert "copy-source-missing" in names
    assert "user-missing" in names
    assert "apt-update-alone" not in names


def noted_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the rules that are asked from now on."""
    names: list[str] = []
    collect = run.collect

    def noted(rule, find, on_error):
        names.append(rule.name)
        return collect(rule, find, on_error)

    monkeypatch.setattr(run, "collect", noted)
    return names
