"""New names: the text before with its cursor, the new name, the text after; and why a name is refused."""

from __future__ import annotations

import pytest

from gorae.navigation import Refusal, rename, say
from gorae.source import apply_edits
from navigation.marks import at_cursor

RENAMED = [
    ("FROM alpine AS ba‸se\nFROM BASE\nCOPY --from=base a b\nCOPY --from=0 a b\n", "build",
     "FROM alpine AS build\nFROM build\nCOPY --from=build a b\nCOPY --from=0 a b\n"),
    ("ARG V=1\nFROM alpine:$V\nARG ‸V\nENV V=${V:-2}\nRUN echo $V '$V'\n", "W",
     "ARG W=1\nFROM alpine:$W\nARG W\nENV W=${W:-2}\nRUN echo $W '$V'\n"),
    ("# escape=`\r\nFROM alpine\r\nARG po`\r\nrt\r\nEXPOSE ${po‸`\r\nrt}\r\n", "p",
     "# escape=`\r\nFROM alpine\r\nARG p\r\nEXPOSE ${p}\r\n"),
    # A comment within a name stays.
    ("FROM alpine\nARG po\\\n# why\nrt\nEXPOSE $p‸ort\n", "p", "FROM alpine\nARG p\\\n# why\n\nEXPOSE $p\n"),
    ("RUN <<-'E‸' cat\n\t🐳\n\tE\n", "고래", "RUN <<-'고래' cat\n\t🐳\n\t고래\n"),
    ("FROM no‸de:22\nFROM node:22 AS x\nCOPY --from=node:22 a b\n", "node:24",
     "FROM node:24\nFROM node:24 AS x\nCOPY --from=node:24 a b\n"),
    # Another stage's variable of that name is none of ours.
    ("FROM a\nENV ‸X=1\nFROM b\nENV Y=1\n", "Y", "FROM a\nENV Y=1\nFROM b\nENV Y=1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("drawn", "new", "after"), RENAMED)
def test_renamed(drawn: str, new: str, after: str) -> None:
    build, offset = at_cursor(drawn)
    edits = rename(build, offset, new)
    assert edits is not None
    assert not isinstance(edits, Refusal)
    assert apply_edits(build.document.text.value, edits) == after


REFUSED = [
    ("FROM a AS x\nFROM scratch\nCOPY --from=‸0 a b\n", "y", "rename-number"),
    ("FROM a\nARG ‸TARGETARCH\n", "ARCH", "rename-predefined"),
    ("FROM a\nENV ‸PATH=/x:$PATH\n", "P", "rename-system"),
    ("FROM a\nENV ‸A=1 B=2\n", "B", "rename-clash"),
    ("FROM a\nENV ‸A=1\nRUN echo $A $B\n", "B", "rename-clash"),  # the base image's, it may be
    ("FROM a AS p\nENV B=1\nFROM p\nENV ‸A=1\n", "B", "rename-clash"),
    ("FROM a\nENV ‸A=1\nRUN B=1; echo $A $B\n", "B", "rename-shell"),
    ("FROM a\nENV ‸A=1\n", "1A", "rename-no-variable"),
    ("FROM a\nENV ‸A=1\n", "HOME", "rename-taken"),
    ("FROM a AS ‸x\nFROM b AS y\n", "Y", "rename-clash"),
    ("FROM a AS ‸x\nFROM x\nFROM debian\n", "debian", "rename-image"),
    ("FROM a AS ‸x\nFROM x\nCOPY --from=nginx a b\n", "nginx", "rename-image"),
    ("FROM a AS ‸x\n", "scratch", "rename-taken"),
    ("FROM a AS ‸x\n", "a b", "rename-no-stage"),
    ("FROM a AS ‸x\n", "0", "rename-no-stage"),
    ("FROM no‸de\nFROM b AS x\n", "X y", "rename-no-image"),
    ("FROM no‸de\nFROM b AS x\n", "x", "rename-clash"),
    ("RUN <<‸A <<B cat\nA\nB\n", "B", "rename-clash"),
    ("RUN <<‸A\nls\nA\n", "ls", "rename-clash"),
    ("RUN <<‸A\nls\nA\n", "a b", "rename-no-heredoc"),
]


@pytest.mark.parametrize(("drawn", "new", "key"), REFUSED)
def test_refused_with_a_reason(drawn: str, new: str, key: str) -> None:
    build, offset = at_cursor(drawn)
    found = rename(build, offset, new)
    assert isinstance(found, Refusal)
    assert found.key == key
    for language in ("ko", "en"):
        assert "{" not in say(found.key, language, **dict(found.facts))


def test_nothing_to_rename() -> None:
    build, offset = at_cursor("FR‸OM alpine\n")
    assert rename(build, offset, "x") is None
