"""`entrypoint-script-crlf` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed

SH = "#!/bin/sh\nx\n"
CRLF = SH.replace("\n", "\r\n")
ENDS = "entrypoint-script-crlf"


@pytest.fixture
def given(tmp_path):
    def read(files):
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8", newline="")
        return read_context(tmp_path, tmp_path / "Dockerfile")

    return read


MODE = "entrypoint-script-not-executable"


@pytest.mark.parametrize(
    ("rule", "text", "files", "found"),
    [
        (ENDS, 'COPY r /r\nCMD ["/r"]', {"r": CRLF}, ['"/r"']),
        (ENDS, 'COPY r.sh /r.sh\nCMD ["sh", "/r.sh"]', {"r.sh": "x\r\n"}, ['"/r.sh"']),
        (ENDS, 'COPY r /r\nCMD ["sh", "/r"]', {"r": "x\r\n"}, []),
        (ENDS, 'COPY r /r\nCMD ["sh", "/r"]', {"r": CRLF}, ['"/r"']),
        (ENDS, 'COPY r /r\nCMD ["/r"]', {"r": "x\r\n"}, []),
        (ENDS, 'COPY r /r\nCMD ["/r"]', {"r": "#!/usr/bin/node\nx\r\n"}, []),
        (ENDS, 'COPY r /r\nCMD ["/r"]', {"r": ""}, []),
        (ENDS, 'COPY r /r\nRUN cat /r\nCMD ["/r"]', {"r": CRLF}, ['"/r"']),
        (ENDS, 'COPY r /r\nRUN dos2unix *\nCMD ["/r"]', {"r": CRLF}, []),
        (ENDS, 'COPY r /d/r\nRUN find /d | xargs dos2unix\nCMD ["/d/r"]', {"r": CRLF}, []),
        (ENDS, 'COPY r /d/x\nRUN dos2unix /d/\nCMD ["/d/x"]', {"r": CRLF}, []),
        (ENDS, 'COPY r /d/qq\nRUN dos2unix /dd/y\nCMD ["/d/qq"]', {"r": CRLF}, ['"/d/qq"']),
        (ENDS, 'COPY r /xx\nRUN dos2unix /y\nCMD ["/xx"]', {"r": CRLF}, ['"/xx"']),
        (ENDS, 'RUN dos2unix /r\nCOPY r /r\nCMD ["/r"]', {"r": CRLF}, ['"/r"']),
    ],
)
def test_found(given, rule, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", rule, given(files)) == found


def test_nothing_is_said_of_windows(given):
    text = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY r /r\nCMD ["/r"]\n'
    context = given({"r": CRLF})
    assert (findings_of(text, ENDS, context), findings_of(text, MODE, context)) == ([], [])


@pytest.mark.parametrize(
    ("rule", "text", "files", "after"),
    [
        (ENDS, 'SHELL ["pwsh"]\nCOPY r /r\nCMD ["/r"]', {"r": CRLF}, None),
        (ENDS, 'COPY r /r\nCMD ["/r"]', {"r": CRLF}, "COPY r /r\nRUN sed -i 's/\\r$//' /r\nCMD [\"/r\"]"),
    ],
)
def test_fixed(given, rule, text, files, after):
    context = given(files)
    text, after = f"FROM alpine:3.22\n{text}\n", f"FROM alpine:3.22\n{after or text}\n"
    assert findings_of(text, rule, context)
    assert fixed(text, rule, context=context) == after


SCRIPT = b"#!/bin/sh\nexec x\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "docker").mkdir()
    for name, mode, content in (
        ("run.sh", 0o644, SCRIPT),
        ("docker/run.sh", 0o644, SCRIPT),
        ("ok.sh", 0o755, SCRIPT),
        ("dos.sh", 0o755, SCRIPT.replace(b"\n", b"\r\n")),
        ("dos.py", 0o755, b"#!/usr/bin/env python3\r\nprint(1)\r\n"),
        ("mixed.sh", 0o755, b"#!/bin/sh\necho 1\r\n"),
        ("data.bin", 0o755, b"#!x\r\n\0"),
    ):
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(mode)
    return read_context(tmp_path, tmp_path / "Dockerfile")


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a shell script", 'COPY dos.sh /x\nENTRYPOINT ["/x"]', ['"/x"']),
        ("another interpreter's", 'COPY dos.py /x\nENTRYPOINT ["/x"]', ['"/x"']),
        ("further down", 'COPY mixed.sh /x\nENTRYPOINT ["/x"]', ['"/x"']),
        ("read by a shell", 'COPY dos.sh /x.sh\nENTRYPOINT ["sh", "/x.sh"]', ['"/x.sh"']),
        ("python does not mind", 'COPY dos.py /x\nENTRYPOINT ["python3", "/x"]', []),
        ("not a text", 'COPY data.bin /x\nENTRYPOINT ["/x"]', []),
        ("mended", 'COPY dos.sh /x\nRUN sed -i "s/\\r//" /x\nENTRYPOINT ["/x"]', []),
        ("mended by a tool", 'COPY dos.sh /x\nRUN dos2unix /x\nENTRYPOINT ["/x"]', []),
        ("another one mended", 'COPY dos.sh /x.sh\nRUN dos2unix /y\nENTRYPOINT ["/x.sh"]', ['"/x.sh"']),
        ("LF", 'COPY ok.sh /x\nENTRYPOINT ["/x"]', []),
    ],
)
def test_line_ends(folder, why, text, found):
    assert findings_of(f"FROM alpine\n{text}\n", ENDS, folder) == found, why


@pytest.mark.parametrize(("image", "line"), [("alpine", "RUN sed -i 's/\\r$//' /x\n"), ("scratch", "")])
def test_line_ends_are_mended_where_a_shell_is(folder, image, line):
    head, tail = f"FROM {image}\nCOPY dos.sh /x\n", 'ENTRYPOINT ["/x"]\n'
    assert fixed(head + tail, ENDS, context=folder) == head + line + tail
