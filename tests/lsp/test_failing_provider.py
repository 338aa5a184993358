"""A module that fails takes only its own part of a hover or a list along, and the log names it."""

from __future__ import annotations

from gorae.completion import complete_at
from gorae.completion import flags as completion_flags
from gorae.hover import at as hover
from gorae.hover import hover_at
from gorae.refactoring import at as refactoring
from gorae.source import Span
from gorae.stages import build
from gorae.syntax import parse

TEXT = "FROM debian:13\nRUN apt-get update && apt-get install -y curl\nCOPY a /b\n"
DOCUMENT = parse(TEXT)
BUILD = build(DOCUMENT)


def broken(*_: object) -> list[object]:
    raise ZeroDivisionError("no such thing")


def test_of_a_hover(monkeypatch):
    failures: list[tuple[str, str]] = []
    offset = TEXT.index("apt-get install")
    whole = hover_at(DOCUMENT, BUILD, offset, "en")
    monkeypatch.setattr(hover, "_PROVIDERS", (broken, *hover._PROVIDERS))
    left = hover_at(DOCUMENT, BUILD, offset, "en", on_error=lambda name, error: failures.append((name, str(error))))
    assert left == whole
    assert failures == [(f"{__name__}.broken", "no such thing")]


def test_of_a_list(monkeypatch):
    failures: list[str] = []
    offset = TEXT.index("a /b")
    monkeypatch.setattr(completion_flags, "names", broken)
    left = complete_at(DOCUMENT, BUILD, offset, "en", on_error=lambda name, _: failures.append(name))
    assert all(not item.label.startswith("--") for item in left)
    assert failures == [f"{__name__}.broken"]


def test_of_refactorings(monkeypatch):
    failures: list[str] = []
    offset = TEXT.index("RUN")
    names = [one.name for one in refactoring.refactorings_at(DOCUMENT, BUILD, Span(offset, offset))]
    monkeypatch.setattr(refactoring, "_OFFERS", (broken, *refactoring._OFFERS))
    left = refactoring.refactorings_at(
        DOCUMENT, BUILD, Span(offset, offset), on_error=lambda name, _: failures.append(name)
    )
    assert names
    assert [one.name for one in left] == names
    assert failures == [f"{__name__}.broken"]
