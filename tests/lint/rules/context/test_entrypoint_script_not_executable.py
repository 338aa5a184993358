"""`entrypoint-script-not-executable` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed

MODE = "entrypoint-script-not-executable"
SH = "#!/bin/sh\nx\n"


@pytest.fixture
def given(tmp_path):
    def read(files):
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8", newline="")
        return read_context(tmp_path, tmp_path / "Dockerfile")

    return read


@pytest.mark.parametrize(
    ("rule", "text", "files", "found"),
    [
        (MODE, 'COPY --chmod=$M r /r\nCMD ["/r"]', {"r": SH}, []),
        (MODE, 'COPY --chmod r /r\nCMD ["/r"]', {"r": SH}, []),
        (MODE, 'COPY --chmod=u=rw r /r\nCMD ["/r"]', {"r": SH}, ['"/r"']),
        (MODE, 'COPY --chmod=+x r /r\nCMD ["/r"]', {"r": SH}, []),
        (MODE, 'COPY r /r\nRUN cat /r\nCMD ["/r"]', {"r": SH}, ['"/r"']),
        (MODE, 'COPY r /r\nRUN cp /r /x\nCMD ["/r"]', {"r": SH}, []),
    ],
)
def test_found(given, rule, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", rule, given(files)) == found


@pytest.mark.parametrize(
    ("rule", "text", "files", "after"),
    [
        (MODE, 'COPY r s /d/\nCMD ["/d/r"]', {"r": SH, "s": "x"}, None),
        (MODE, 'copy . /d\ncmd ["/d/r"]', {"r": SH}, 'copy . /d\nrun chmod +x /d/r\ncmd ["/d/r"]'),
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
