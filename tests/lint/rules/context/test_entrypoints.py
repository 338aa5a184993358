"""The file that the image starts with: may it be executed, and are its line endings those of Linux."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed

MODE, ENDS = "entrypoint-script-not-executable", "entrypoint-script-crlf"
SH = b"#!/bin/sh\nexec x\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "docker").mkdir()
    for name, mode, content in (
        ("run.sh", 0o644, SH),
        ("docker/run.sh", 0o644, SH),
        ("ok.sh", 0o755, SH),
        ("dos.sh", 0o755, SH.replace(b"\n", b"\r\n")),
        ("dos.py", 0o755, b"#!/usr/bin/env python3\r\nprint(1)\r\n"),
        ("mixed.sh", 0o755, b"#!/bin/sh\necho 1\r\n"),
        ("data.bin", 0o755, b"#!x\r\n\0"),
    ):
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(mode)
    return read_context(tmp_path, tmp_path / "Dockerfile")


MODES = [
    ("for root alone", 'COPY --chmod=744 ok.sh /\nUSER app\nCMD ["/ok.sh"]', ['"/ok.sh"']),
    ("for who is not in the group", 'COPY --chmod=0750 ok.sh /\nUSER app\nCMD ["/ok.sh"]', ['"/ok.sh"']),
    ("for all", 'COPY --chmod=755 ok.sh /\nUSER app\nCMD ["/ok.sh"]', []),
    ("for its owner", 'COPY --chmod=744 --chown=app ok.sh /\nUSER app\nCMD ["/ok.sh"]', []),
    ("for its group", 'COPY --chmod=750 ok.sh /\nUSER app:root\nCMD ["/ok.sh"]', []),
    ("as root", 'COPY --chmod=744 ok.sh /\nUSER root\nCMD ["/ok.sh"]', []),
    ("as whom the base says", 'COPY --chmod=744 ok.sh /\nCMD ["/ok.sh"]', []),
    ("no longer executable", 'COPY --chmod=644 ok.sh /\nCMD ["/ok.sh"]', ['"/ok.sh"']),
    ("copied to its name", 'COPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]', ['"/run.sh"']),
    ("copied into a folder", 'COPY run.sh /app/\nCMD ["/app/run.sh"]', ['"/app/run.sh"']),
    ("below the working folder", 'WORKDIR /app\nCOPY run.sh .\nCMD ["./run.sh"]', ['"./run.sh"']),
    ("found on PATH", 'COPY run.sh /usr/local/bin/\nENTRYPOINT ["run.sh"]', ['"run.sh"']),
    ("into a folder that is there", 'COPY run.sh /usr/local/bin\nENTRYPOINT ["run.sh"]', ['"run.sh"']),
    ("with a whole folder", 'COPY docker /d\nENTRYPOINT ["/d/run.sh"]', ['"/d/run.sh"']),
    ("with everything", 'COPY . /app\nENTRYPOINT ["/app/docker/run.sh"]', ['"/app/docker/run.sh"']),
    ("by a pattern", 'COPY *.sh /app/\nENTRYPOINT ["/app/run.sh"]', ['"/app/run.sh"']),
    ("in the shell form", "COPY run.sh /run.sh\nENTRYPOINT /run.sh --x", ["/run.sh"]),
    ("behind an init", 'COPY run.sh /\nENTRYPOINT ["tini", "--", "/run.sh"]', ['"/run.sh"']),
    ("in a stage below", 'COPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]\nFROM base', ['"/run.sh"']),
    ("a mode that lets nobody", 'COPY --chmod=644 run.sh /\nENTRYPOINT ["/run.sh"]', ['"/run.sh"']),
    ("another file is changed", 'COPY run.sh /\nRUN chmod +x /etc/x\nENTRYPOINT ["/run.sh"]', ['"/run.sh"']),
    ("it may be executed", 'COPY ok.sh /ok.sh\nENTRYPOINT ["/ok.sh"]', []),
    ("by its COPY", 'COPY --chmod=0755 run.sh /\nENTRYPOINT ["/run.sh"]', []),
    ("by a RUN", 'COPY run.sh /\nRUN chmod +x /run.sh\nENTRYPOINT ["/run.sh"]', []),
    ("by a RUN on its folder", 'COPY . /app\nRUN chmod -R 755 /app\nENTRYPOINT ["/app/run.sh"]', []),
    ("read by a shell", 'COPY run.sh /\nENTRYPOINT ["sh", "/run.sh"]', []),
    ("from another stage", 'COPY --from=x run.sh /\nENTRYPOINT ["/run.sh"]', []),
    ("not of the context", 'ENTRYPOINT ["/usr/bin/run.sh"]', []),
    ("an argument", 'COPY run.sh /run.sh\nENTRYPOINT ["node", "/run.sh"]', []),
]


@pytest.mark.parametrize(("why", "text", "found"), MODES)
def test_mode(folder, why, text, found):
    assert findings_of(f"FROM alpine AS base\n{text}\n", MODE, folder) == found, why


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("COPY run.sh /", "COPY --chmod=755 run.sh /"),
        ("copy ./run.sh /", "copy --chmod=755 ./run.sh /"),
        ("COPY --chown=1:1 run.sh /", "COPY --chmod=755 --chown=1:1 run.sh /"),
        ("COPY --chmod=644 run.sh /", "COPY --chmod=755 run.sh /"),
        ("COPY . /", "COPY . /\nRUN chmod +x /run.sh"),
        ("USER app\nCOPY . /", "USER app\nCOPY . /"),
    ],
)
def test_mode_fix(folder, before, after):
    tail = '\nENTRYPOINT ["/run.sh"]\n'
    assert fixed(f"FROM alpine\n{before}{tail}", MODE, context=folder) == f"FROM alpine\n{after}{tail}"


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
