"""New names: the text before with its cursor, the new name, the text after; and why a name is refused."""

from __future__ import annotations

import pytest

from gorae.navigation import Refusal, rename, say
from gorae.source import apply_edits
from navigation.marks import at_cursor

RENAMED = [
    ("a stage, in whatever case it is used, but not by its number", "FROM alpine AS ba‸se\nFROM BASE\nCOPY --from=base a b\nCOPY --from=0 a b\n", "build",
     "FROM alpine AS build\nFROM build\nCOPY --from=build a b\nCOPY --from=0 a b\n"),
    ("an argument before and in a stage, but not in single quotes", "ARG V=1\nFROM alpine:$V\nARG ‸V\nENV V=${V:-2}\nRUN echo $V '$V'\n", "W",
     "ARG W=1\nFROM alpine:$W\nARG W\nENV W=${W:-2}\nRUN echo $W '$V'\n"),
    ("a name that goes on in the next line, with CRLF", "# escape=`\r\nFROM alpine\r\nARG po`\r\nrt\r\nEXPOSE ${po‸`\r\nrt}\r\n", "p",
     "# escape=`\r\nFROM alpine\r\nARG p\r\nEXPOSE ${p}\r\n"),
    # A comment within a name stays.
    ("a name that a comment interrupts keeps the comment", "FROM alpine\nARG po\\\n# why\nrt\nEXPOSE $p‸ort\n", "p", "FROM alpine\nARG p\\\n# why\n\nEXPOSE $p\n"),
    ("the end mark of a heredoc, quoted and indented", "RUN <<-'E‸' cat\n\t🐳\n\tE\n", "고래", "RUN <<-'고래' cat\n\t🐳\n\t고래\n"),
    ("an image and its tag, wherever they stand", "FROM no‸de:22\nFROM node:22 AS x\nCOPY --from=node:22 a b\n", "node:24",
     "FROM node:24\nFROM node:24 AS x\nCOPY --from=node:24 a b\n"),
    ("a value that a branch may have set, in all of the script", "FROM a\nENV ‸V=1\nRUN [ \"$V\" ] || V=5; echo $V\nRUN V=2; echo $V\n", "W",
     "FROM a\nENV W=1\nRUN [ \"$W\" ] || W=5; echo $W\nRUN V=2; echo $V\n"),
    ("what is handed on, added to or taken away by its bare name", "FROM a\nARG ‸V=1\nRUN export V && V+=x; unset V; printenv V A\n", "W",
     "FROM a\nARG W=1\nRUN export W && W+=x; unset W; printenv W A\n"),
    # Another stage's variable of that name is none of ours.
    ("a variable of one stage may be called as that of another", "FROM a\nENV ‸X=1\nFROM b\nENV Y=1\n", "Y", "FROM a\nENV Y=1\nFROM b\nENV Y=1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "drawn", "new", "after"), RENAMED)
def test_renamed(why: str, drawn: str, new: str, after: str) -> None:
    build, offset = at_cursor(drawn)
    edits = rename(build, offset, new)
    assert edits is not None, why
    assert not isinstance(edits, Refusal), why
    assert apply_edits(build.document.text.value, edits) == after, why


REFUSED = [
    ("a stage's number is no name", "FROM a AS x\nFROM scratch\nCOPY --from=‸0 a b\n", "y", "rename-number"),
    ("an argument that the builder sets", "FROM a\nARG ‸TARGETARCH\n", "ARCH", "rename-predefined"),
    ("a variable that the system reads", "FROM a\nENV ‸PATH=/x:$PATH\n", "P", "rename-system"),
    ("another pair of the same instruction has the name", "FROM a\nENV ‸A=1 B=2\n", "B", "rename-clash"),
    (
        "the new name is used below without being set",
        "FROM a\nENV ‸A=1\nRUN echo $A $B\n",
        "B",
        "rename-clash",
    ),  # the base image's, it may be
    ("the stage below has the name", "FROM a AS p\nENV B=1\nFROM p\nENV ‸A=1\n", "B", "rename-clash"),
    ("a variable of the shell has the name", "FROM a\nENV ‸A=1\nRUN B=1; echo $A $B\n", "B", "rename-shell"),
    ("a digit cannot begin a variable", "FROM a\nENV ‸A=1\n", "1A", "rename-no-variable"),
    ("a variable that the builder sets", "FROM a\nENV ‸A=1\n", "HOME", "rename-taken"),
    ("another stage has the name, in another case", "FROM a AS ‸x\nFROM b AS y\n", "Y", "rename-clash"),
    (
        "an image has the name that FROM would then mean as the stage",
        "FROM a AS ‸x\nFROM x\nFROM debian\n",
        "debian",
        "rename-image",
    ),
    ("an image of COPY has the name", "FROM a AS ‸x\nFROM x\nCOPY --from=nginx a b\n", "nginx", "rename-image"),
    ("a variable's value is the name in FROM", "ARG W=x\nFROM a AS ‸x\nFROM ${W}\n", "y", "rename-computed"),
    (
        "a part of the name in FROM comes from a variable",
        "ARG W=x\nFROM a AS s-‸x\nFROM s-${W}\n",
        "y",
        "rename-computed",
    ),
    ("a name that the builder keeps for itself", "FROM a AS ‸x\n", "scratch", "rename-taken"),
    ("a blank cannot stand in a stage's name", "FROM a AS ‸x\n", "a b", "rename-no-stage"),
    ("a digit cannot begin a stage's name", "FROM a AS ‸x\n", "0", "rename-no-stage"),
    ("a blank cannot stand in an image's name", "FROM no‸de\nFROM b AS x\n", "X y", "rename-no-image"),
    ("a stage has the name that the image would get", "FROM no‸de\nFROM b AS x\n", "x", "rename-clash"),
    ("another heredoc of the line has the mark", "RUN <<‸A <<B cat\nA\nB\n", "B", "rename-clash"),
    ("a line of the heredoc would end it", "RUN <<‸A\nls\nA\n", "ls", "rename-clash"),
    ("a blank cannot stand in a mark", "RUN <<‸A\nls\nA\n", "a b", "rename-no-heredoc"),
]


@pytest.mark.parametrize(("why", "drawn", "new", "key"), REFUSED)
def test_refused_with_a_reason(why: str, drawn: str, new: str, key: str) -> None:
    build, offset = at_cursor(drawn)
    found = rename(build, offset, new)
    assert isinstance(found, Refusal), why
    assert found.key == key, why
    for language in ("ko", "en"):
        assert "{" not in say(found.key, language, **dict(found.facts)), why


def test_nothing_to_rename() -> None:
    build, offset = at_cursor("FR‸OM alpine\n")
    assert rename(build, offset, "x") is None
