"""`entrypoint-script-crlf` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed
from lint.context_cases import check_fix

SH = "#!/bin/sh\nx\n"
CRLF = SH.replace("\n", "\r\n")
RULE = "entrypoint-script-crlf"


MODE = "entrypoint-script-not-executable"


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        (
            "the kernel looks for an interpreter whose name ends in a carriage return",
            'COPY r /r\nCMD ["/r"]',
            {"r": CRLF},
            ['"/r"'],
        ),
        (
            "a shell reads the script by its name",
            'COPY r.sh /r.sh\nCMD ["sh", "/r.sh"]',
            {"r.sh": "x\r\n"},
            ['"/r.sh"'],
        ),
        ("without its ending nothing says that it is a shell's", 'COPY r /r\nCMD ["sh", "/r"]', {"r": "x\r\n"}, []),
        ("its first line says so", 'COPY r /r\nCMD ["sh", "/r"]', {"r": CRLF}, ['"/r"']),
        ("a file without an interpreter may be anything", 'COPY r /r\nCMD ["/r"]', {"r": "x\r\n"}, []),
        ("Node does not mind", 'COPY r /r\nCMD ["/r"]', {"r": "#!/usr/bin/node\nx\r\n"}, []),
        ("an empty file has no lines", 'COPY r /r\nCMD ["/r"]', {"r": ""}, []),
        ("another RUN on it changes nothing", 'COPY r /r\nRUN cat /r\nCMD ["/r"]', {"r": CRLF}, ['"/r"']),
        ("a pattern may cover it", 'COPY r /r\nRUN dos2unix *\nCMD ["/r"]', {"r": CRLF}, []),
        ("its folder is searched", 'COPY r /d/r\nRUN find /d | xargs dos2unix\nCMD ["/d/r"]', {"r": CRLF}, []),
        ("its folder is given to the tool", 'COPY r /d/x\nRUN dos2unix /d/\nCMD ["/d/x"]', {"r": CRLF}, []),
        (
            "another folder whose name begins alike",
            'COPY r /d/qq\nRUN dos2unix /dd/y\nCMD ["/d/qq"]',
            {"r": CRLF},
            ['"/d/qq"'],
        ),
        ("another file", 'COPY r /xx\nRUN dos2unix /y\nCMD ["/xx"]', {"r": CRLF}, ['"/xx"']),
        ("what was mended before is copied over", 'RUN dos2unix /r\nCOPY r /r\nCMD ["/r"]', {"r": CRLF}, ['"/r"']),
    ],
)
def test_found(why, given, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", RULE, given(files)) == found, why


def test_nothing_is_said_of_windows(given):
    text = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY r /r\nCMD ["/r"]\n'
    context = given({"r": CRLF})
    assert (findings_of(text, RULE, context), findings_of(text, MODE, context)) == ([], [])


@pytest.mark.parametrize(
    ("why", "text", "files", "after"),
    [
        ("PowerShell has no sed", 'SHELL ["pwsh"]\nCOPY r /r\nCMD ["/r"]', {"r": CRLF}, None),
        (
            "sed takes the carriage returns off, below the COPY",
            'COPY r /r\nCMD ["/r"]',
            {"r": CRLF},
            "COPY r /r\nRUN sed -i 's/\\r$//' /r\nCMD [\"/r\"]",
        ),
    ],
)
def test_fixed(why, given, text, files, after):
    check_fix(RULE, text, after, given(files))


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a shell script", 'COPY dos.sh /x\nENTRYPOINT ["/x"]', ['"/x"']),
        ("another interpreter's", 'COPY dos.py /x\nENTRYPOINT ["/x"]', ['"/x"']),
        ("further down", 'COPY mixed.sh /x\nENTRYPOINT ["/x"]', ['"/x"']),
        ("read by a shell", 'COPY dos.sh /x.sh\nENTRYPOINT ["sh", "/x.sh"]', ['"/x.sh"']),
        ("python does not mind", 'COPY dos.py /x\nENTRYPOINT ["python3", "/x"]', []),
        ("not a text", 'COPY data.bin /x\nENTRYPOINT ["/x"]', []),
        ("a RUN mends it", 'COPY dos.sh /x\nRUN sed -i "s/\\r//" /x\nENTRYPOINT ["/x"]', []),
        ("mended by a tool", 'COPY dos.sh /x\nRUN dos2unix /x\nENTRYPOINT ["/x"]', []),
        ("another one mended", 'COPY dos.sh /x.sh\nRUN dos2unix /y\nENTRYPOINT ["/x.sh"]', ['"/x.sh"']),
        ("LF is right", 'COPY ok.sh /x\nENTRYPOINT ["/x"]', []),
    ],
)
def test_line_ends(folder, why, text, found):
    assert findings_of(f"FROM alpine\n{text}\n", RULE, folder) == found, why


@pytest.mark.parametrize(
    ("why", "image", "line"),
    [("the image has sed", "alpine", "RUN sed -i 's/\\r$//' /x\n"), ("an empty image has no program", "scratch", "")],
)
def test_line_ends_are_mended_where_a_shell_is(why, folder, image, line):
    head, tail = f"FROM {image}\nCOPY dos.sh /x\n", 'ENTRYPOINT ["/x"]\n'
    assert fixed(head + tail, RULE, context=folder) == head + line + tail, why
