"""`archive-copied-then-unpacked`: an archive is copied, and unpacked in another layer."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("COPY a.tgz /t/\nRUN tar -xzf /t/a.tgz\n", ["a.tgz"]),
        ("COPY x/a.tar.gz /t/\nRUN cd /t && tar xf a.tar.gz\n", ["x/a.tar.gz"]),
        ("COPY a.tar /t/b.tar\nRUN tar --extract --file /t/b.tar\n", ["a.tar"]),
        ("COPY a.tar /t/\nRUN tar -tf /t/a.tar\n", []),
        ("COPY a.tar /t/\nRUN tar -cf /t/a.tar /x\n", []),
        ("COPY a.zip /t/\nRUN unzip /t/a.zip\n", []),
        ("COPY --from=b a.tar /t/\nRUN tar -xf /t/a.tar\n", []),
        ("RUN tar -xf /t/a.tar\nCOPY a.tar /t/\n", []),
        ("COPY a.tar /t/\nRUN tar -xf /t/other.tar\n", []),
    ],
)
def test_archives(text, found):
    assert findings_of("FROM debian:13\n" + text, "archive-copied-then-unpacked") == found


@pytest.mark.parametrize(
    ("run", "fix"),
    [
        ("tar -xf /t/a.tar -C /o", "unsafe"),
        ("tar -xf /t/a.tar -C /o && rm /t/a.tar", "unsafe"),
        ("tar -xf /t/a.tar", "none"),
        ("tar -xf /t/a.tar -C $X", "none"),
        ("tar -xf /t/a.tar -C /o --strip-components=1", "none"),
        ("tar -xf /t/a.tar -C /o && make", "none"),
    ],
)
def test_which_archives_add_can_unpack(run, fix):
    assert applicabilities(f"FROM debian:13\nCOPY a.tar /t/\nRUN {run}\n", "archive-copied-then-unpacked") == [fix]
