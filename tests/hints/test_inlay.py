"""Hints between the words and lines above stages: drawn into the text as ⟨…⟩."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from gorae.context import read_context
from gorae.context.surroundings import context_of
from gorae.hints.inlay import hints
from gorae.hints.kinds import Kinds
from gorae.hints.lenses import lenses
from gorae.lsp.options import read_options
from gorae.lsp.session import Client
from gorae.stages import build
from gorae.syntax import parse
from lsp.asking import ENCODINGS, Asking

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 29)
NONE = Kinds(latest=False, end_of_life=False)


def _drawn(text: str, kinds: Kinds, context: Any = None) -> str:
    found = hints(build(parse(text)), kinds, "en", context, today=TODAY)
    for hint in reversed(found):
        text = f"{text[: hint.offset]}⟨{hint.label}⟩{text[hint.offset :]}"
    return text


VALUES = Kinds(values=True, latest=False, end_of_life=False)


@pytest.mark.parametrize(
    ("why", "text", "kinds", "expected"),
    [
        (
            "values in FROM, but not of an argument that the stage does not declare",
            "ARG V=3\nFROM a:$V\nCOPY ${V:-4} x\n",
            VALUES,
            "ARG V=3\nFROM a:$V⟨=3⟩\nCOPY ${V:-4} x\n",
        ),
        (
            "an argument without a value, and not where it is only set",
            "FROM a\nARG V\nENV W=$V X=1\nWORKDIR /$X\n",
            VALUES,
            "FROM a\nARG V\nENV W=$V X=1\nWORKDIR /$X⟨=1⟩\n",
        ),
        (
            "names and values of wide letters, and a modifier without a value",
            "FROM a\nENV 이름=고래🐳\nENV B=${X:+y} C=${이름}\n",
            VALUES,
            "FROM a\nENV 이름=고래🐳\nENV B=${X:+y} C=${이름}⟨=고래🐳⟩\n",
        ),
        ("numbers of stages", "FROM a\nFROM b\n", Kinds(False, True, False, False), "FROM⟨#0⟩ a\nFROM⟨#1⟩ b\n"),
        ("one stage needs no number", "FROM a\n", Kinds(False, True, False, False), "FROM a\n"),
        (
            "the end of support by a code name",
            "FROM debian:buster\n",
            Kinds(),
            "FROM debian:buster⟨support ended 2024-06-30⟩\n",
        ),
        ("support has not ended", "FROM debian:trixie\n", Kinds(), "FROM debian:trixie\n"),
        (
            "another registry's image is not Debian's",
            "FROM example.com/debian:buster\n",
            Kinds(),
            "FROM example.com/debian:buster\n",
        ),
        ("everything is switched off", "FROM debian:buster\n", NONE, "FROM debian:buster\n"),
    ],
)
def test_hints(why: str, text: str, kinds: Kinds, expected: str) -> None:
    assert _drawn(text, kinds) == expected, why


def test_latest_says_what_it_is_today() -> None:
    drawn = _drawn("FROM python\nFROM python:latest\nFROM python:3.13\n", Kinds())
    assert drawn.count("⟨= 3.") == 2


def test_what_copy_brings(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    for name in ("고래", "b"):
        (tmp_path / "src" / name).write_bytes(b"x" * 1500)
    context = read_context(tmp_path, None)
    kinds = Kinds(False, False, False, False, copied_files=True)
    text = "FROM a\nCOPY src /x\nCOPY --from=b src /x\nCOPY src/b /x\n"
    assert _drawn(text, kinds, context) == text.replace("COPY src /x", "COPY src⟨2 files, 3.0 KB⟩ /x")


def test_what_instructions_weigh(tmp_path: Path) -> None:
    (tmp_path / "고래").write_bytes(b"x" * 3_000_000)
    context = read_context(tmp_path, None)
    kinds = Kinds(latest=False, end_of_life=False, weights=True)
    text = """FROM debian:13 AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev
COPY 고래 /x
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends curl
RUN echo x
COPY --from=build /x /x
"""
    found = hints(build(parse(text)), kinds, "en", context, today=TODAY)
    at = [text[: hint.offset].count("\n") for hint in found]
    assert at == [1, 2, 4]  # what weighs nothing, or is not known, has no hint
    gcc, copied, curl = found
    assert gcc.label.endswith("%")
    assert "is build tools." in gcc.tooltip
    assert "The final image does not contain it." in gcc.tooltip
    assert copied.label.startswith("+3.0 MB · 1%")
    assert "build tools" not in curl.tooltip
    assert "final image" not in curl.tooltip
    assert "Estimated" in curl.tooltip
    # Without what is known of the base, no share; without packages that are known, no number at all.
    assert [hint.label for hint in hints(build(parse("FROM x\nCOPY 고래 /x\n")), kinds, "ko", context)] == ["+3.0 MB"]
    assert hints(build(parse("FROM x\nRUN apt-get install -y gcc\n")), kinds, "ko", context) == ()
    assert hints(build(parse(text)), NONE, "en", context) == ()


def test_lines_above_stages() -> None:
    made = build(parse("FROM a AS b\nFROM b AS c\nFROM d\nCOPY --from=b x y\nCOPY --from=c x y\n"))
    assert [lens.title for lens in lenses(made, "en", builds=False)] == [
        "used by c (FROM), #2 (COPY)",
        "used by #2 (COPY)",
    ]
    assert len(lenses(made, "ko", builds=True)) == 5
    made = build(
        parse("FROM a AS b\nFROM b AS c\nCOPY --from=b x y\nONBUILD RUN --mount=type=bind,from=b,target=/x y\n")
    )
    assert [lens.title for lens in lenses(made, "en", builds=False)] == ["used by c (FROM, COPY, RUN)"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_through_the_protocol(encoding: str) -> None:
    text = "ARG A=🐳\nFROM x AS y\nLABEL 고래=🐳$A\nFROM y\n"
    asking = Asking(text.replace("LABEL", "ARG A\nLABEL"), encoding=encoding)
    asking.document.options = read_options({"inlayHints": {"values": True, "latest": "no"}})
    whole = {"start": asking.position(0), "end": asking.position(len(asking.text))}
    (hint,) = asking.ask("textDocument/inlayHint", range=whole)
    at = asking.position(asking.text.value.index("$A") + 2)
    assert (hint["label"], hint["position"]) == ("=🐳", at)
    (lens,) = asking.ask("textDocument/codeLens")
    assert lens["command"]["command"] == ""
    asking.session.client = Client(encoding=encoding, commands=("gorae.showUses", "gorae.buildStage"))  # type: ignore[arg-type]
    uses, build_y, build_last = asking.ask("textDocument/codeLens")
    assert asking.written(uses["command"]["arguments"][2][0]["range"]) == "y"
    assert build_y["command"]["arguments"] == [asking.uri, "y", None]
    assert build_last["command"]["arguments"][1] == "1"
    asking.document.options = read_options({"inlayHints.enable": False, "codeLens": {"enable": False}})
    assert asking.ask("textDocument/codeLens") is None
    assert asking.ask("textDocument/inlayHint", range=whole) is None


def test_values_are_those_of_the_caller_as_in_a_hover(tmp_path: Path) -> None:
    text = "FROM a\nARG PORT=3000\nENV P=$PORT\n"
    (tmp_path / "compose.yaml").write_text('services: {web: {build: {context: ., args: {PORT: "4000"}}}}\n')
    (tmp_path / "Dockerfile").write_text(text)
    asking = Asking(text, uri=(tmp_path / "Dockerfile").as_uri())
    asking.document.context = context_of(tmp_path / "Dockerfile", text, {}, workspace=tmp_path)
    asking.document.options = read_options({"inlayHints": {"values": True}})
    whole = {"start": asking.position(0), "end": asking.position(len(text))}
    assert [hint["label"] for hint in asking.ask("textDocument/inlayHint", range=whole)] == ["=4000"]


def test_tokens_through_the_protocol() -> None:
    asking = Asking("FROM a\nRUN ls\n")
    found = asking.ask("textDocument/semanticTokens/full")
    same = asking.ask("textDocument/semanticTokens/full/delta", previousResultId=found["resultId"])
    assert same["edits"] == []
    unknown = asking.ask("textDocument/semanticTokens/full/delta", previousResultId="no")
    assert unknown["data"] == found["data"]
    start = asking.position(8)
    some = asking.ask("textDocument/semanticTokens/range", range={"start": start, "end": start})
    assert 0 < len(some["data"]) < len(found["data"])
