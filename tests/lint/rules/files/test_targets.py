"""Where COPY puts its files, archives that are copied, and folders of the system."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("COPY a b /c", ["/c"]),
        ("COPY a b /c/", []),
        ("COPY a b .", []),
        ("COPY a b ../x/..", []),
        ("COPY a /c", []),
        ("ADD a b /c", ["/c"]),
        ("COPY a b $TARGET", []),
        ("COPY a b ${HOME}/c", ["${HOME}/c"]),
        ('COPY ["a", "b", "/c"]', ['"/c"']),
    ],
)
def test_targets_of_several_sources(line, found):
    assert findings_of(f"FROM debian:13\n{line}\n", "copy-target-without-slash") == found


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("COPY a b /c", "COPY a b /c/"),
        ('COPY a b "/c"', 'COPY a b "/c/"'),
        ('COPY a b "/c d"', 'COPY a b "/c d"'),
        ('COPY ["a", "b", "/c"]', 'COPY ["a", "b", "/c/"]'),
    ],
)
def test_the_slash_goes_within_the_quotes(line, after):
    text = f"FROM debian:13\n{line}\n"
    assert fixed(text, "copy-target-without-slash") == f"FROM debian:13\n{after}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FROM debian:13\nCOPY a b/\n", ["b/"]),
        ("FROM debian:13\nADD a .\n", ["."]),
        ("FROM debian:13\nWORKDIR $X\nCOPY a b/\n", []),
        ("FROM debian:13\nCOPY a b/\nWORKDIR /x\nCOPY a b/\n", ["b/"]),
        ("FROM debian:13 AS a\nWORKDIR /x\nFROM a\nCOPY a b/\n", []),
        ("FROM debian:13\nCOPY a /b\nCOPY a $B\nCOPY a C:/b\n", []),
        ("FROM golang:1.26\nCOPY a b/\n", []),
        ("FROM example.com/base:1\nCOPY a b/\n", []),
        ("FROM scratch\nCOPY a b\n", []),
    ],
)
def test_relative_targets(text, found):
    assert findings_of(text, "copy-target-relative") == found


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


@pytest.mark.parametrize(
    ("path", "is_found"),
    [
        ("/dev/x", True),
        ("/proc", True),
        ("/sys/x", True),
        ("/boot", True),
        ("/bin", True),
        ("/lib/", True),
        ("/lib/app", False),
        ("/device", False),
        ("/srv", False),
    ],
)
def test_folders_of_the_system(path, is_found):
    assert findings_of(f"FROM debian:13\nWORKDIR {path}\n", "workdir-system-folder") == ([path] if is_found else [])
