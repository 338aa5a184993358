"""`entrypoint-script-not-executable` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed
from lint.context_cases import check_fix

RULE = "entrypoint-script-not-executable"
SH = "#!/bin/sh\nx\n"


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        ("the mode is a variable", 'COPY --chmod=$M r /r\nCMD ["/r"]', {"r": SH}, []),
        ("the flag has no mode", 'COPY --chmod r /r\nCMD ["/r"]', {"r": SH}, []),
        ("a mode in letters may lack the x", 'COPY --chmod=u=rw r /r\nCMD ["/r"]', {"r": SH}, ['"/r"']),
        ("a mode in letters may have it", 'COPY --chmod=+x r /r\nCMD ["/r"]', {"r": SH}, []),
        ("a RUN that only reads changes no mode", 'COPY r /r\nRUN cat /r\nCMD ["/r"]', {"r": SH}, ['"/r"']),
        ("a RUN that names it may do anything with it", 'COPY r /r\nRUN cp /r /x\nCMD ["/r"]', {"r": SH}, []),
    ],
)
def test_found(why, given, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", RULE, given(files)) == found, why


@pytest.mark.parametrize(
    ("why", "text", "files", "after"),
    [
        ("the mode would be another file's, too", 'COPY r s /d/\nCMD ["/d/r"]', {"r": SH, "s": "x"}, None),
        (
            "of a whole folder a RUN below changes the one, in the letters of the file",
            'copy . /d\ncmd ["/d/r"]',
            {"r": SH},
            'copy . /d\nrun chmod +x /d/r\ncmd ["/d/r"]',
        ),
    ],
)
def test_fixed(why, given, text, files, after):
    check_fix(RULE, text, after, given(files))


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
    assert findings_of(f"FROM alpine AS base\n{text}\n", RULE, folder) == found, why


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("the flag goes to the COPY of the one file", "COPY run.sh /", "COPY --chmod=755 run.sh /"),
        ("in the letters of the file, the path as it is", "copy ./run.sh /", "copy --chmod=755 ./run.sh /"),
        ("before the other flags", "COPY --chown=1:1 run.sh /", "COPY --chmod=755 --chown=1:1 run.sh /"),
        ("a mode that is there is replaced", "COPY --chmod=644 run.sh /", "COPY --chmod=755 run.sh /"),
        ("of a whole folder a RUN changes the one", "COPY . /", "COPY . /\nRUN chmod +x /run.sh"),
        ("another user may not change it", "USER app\nCOPY . /", "USER app\nCOPY . /"),
    ],
)
def test_mode_fix(why, folder, before, after):
    tail = '\nENTRYPOINT ["/run.sh"]\n'
    assert fixed(f"FROM alpine\n{before}{tail}", RULE, context=folder) == f"FROM alpine\n{after}{tail}", why
