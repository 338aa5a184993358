"""Where the rules on the build context begin and end to speak: a text and a folder on either side of each condition."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed, fixes_of

IGNORED, ABSENT, LATE, NONE, ENDS, MODE = (
    "copy-source-ignored", "copy-source-missing", "copy-whole-context-late", "dockerignore-missing", "entrypoint-script-crlf",
    "entrypoint-script-not-executable",
)  # fmt: skip
SH = "#!/bin/sh\nx\n"
CRLF = SH.replace("\n", "\r\n")


@pytest.fixture
def given(tmp_path):
    def read(files):
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8", newline="")
        return read_context(tmp_path, tmp_path / "Dockerfile")

    return read


FOUND = [
    (IGNORED, "COPY a b", {"a": "x", ".dockerignore": "a\n"}, ["a"]),
    (IGNORED, "COPY a b", {"a": "x", ".dockerignore": "b\n"}, []),
    (IGNORED, "COPY a b", {"c": "x", ".dockerignore": "a\n"}, []),
    (IGNORED, "COPY . b", {"a": "x", ".dockerignore": "*\n"}, []),
    (IGNORED, "COPY a* b", {"a": "x", ".dockerignore": "a\n"}, []),
    (IGNORED, "COPY d b", {"d/a": "x", ".dockerignore": "d\n!d/a\n"}, []),
    (IGNORED, "COPY d b", {"d/a": "x", ".dockerignore": "d\n"}, ["d"]),
    (IGNORED, "COPY a b", {"a": "x", ".dockerignore": "*\n!a\n"}, []),
    (IGNORED, "COPY a b", {"a": "x"}, []),
    (IGNORED, "COPY d b", {"d/a": "x", ".dockerignore": "d/*\n"}, []),
    (ABSENT, "COPY ../b.py a.py c/", {"a.py": "x"}, ["../b.py"]),
    (ABSENT, "COPY a.py b.py c/", {"a.py": "x"}, ["b.py"]),
    (ABSENT, "COPY b.py c/", {"a.py": "x"}, []),
    (ABSENT, "COPY a.py b c/", {"a.py": "x"}, []),
    (ABSENT, "COPY a.py b.jar c/", {"a.py": "x"}, []),
    (ABSENT, "COPY a.py dist/b.py c/", {"a.py": "x"}, []),
    (ABSENT, "COPY a.py b*.py c/", {"a.py": "x"}, []),
    (ABSENT, "COPY a.py $B c/", {"a.py": "x"}, []),
    (ABSENT, "COPY a.py . c/", {"a.py": "x"}, []),
    (ABSENT, "COPY a.py x\\\\b.py c/", {"a.py": "x"}, []),
    (ABSENT, "COPY a.py b.py c/", {"a.py": "x", ".dockerignore": "b.py\n"}, []),
    (ABSENT, "COPY a.py b.py c.py d.py e/", {"a.py": "x"}, []),
    (ABSENT, "COPY Server.py c/", {"server.py": "x"}, ["Server.py"]),
    (ABSENT, "COPY serverr.py c/", {"server.py": "x"}, ["serverr.py"]),
    (ABSENT, "COPY serverr.js c/", {"server.py": "x"}, []),
    (ABSENT, "COPY d/serverr.py c/", {"server.py": "x"}, []),
    (ABSENT, "COPY d/serverr.py c/", {"d/server.py": "x"}, ["d/serverr.py"]),
    (ABSENT, "COPY serverr.py c/", {"d/server.py": "x"}, []),
    (ABSENT, "COPY serverr.py c/", {"serverx.py": "x", "servery.py": "x"}, []),
    (ABSENT, "COPY SERVER.py c/", {"Server.py": "x", "server.py": "x"}, []),
    (ABSENT, "COPY serverr c/", {"server": "x"}, []),
    (ABSENT, "COPY Docs c/", {"docs/a": "x"}, ["Docs"]),
    (ABSENT, "COPY dist/serverr.py c/", {"dist/server.py": "x"}, []),
    (NONE, "COPY . b", {"a.js": "x"}, ["."]),
    (NONE, "COPY . b", {"a.js": "x", ".dockerignore": "x"}, []),
    (NONE, "COPY . b", {"a.js": "x", ".dockerignore": "["}, []),
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
    (MODE, 'COPY --chmod=$M r /r\nCMD ["/r"]', {"r": SH}, []),
    (MODE, 'COPY --chmod r /r\nCMD ["/r"]', {"r": SH}, []),
    (MODE, 'COPY --chmod=u=rw r /r\nCMD ["/r"]', {"r": SH}, ['"/r"']),
    (MODE, 'COPY --chmod=+x r /r\nCMD ["/r"]', {"r": SH}, []),
    (MODE, 'COPY r /r\nRUN cat /r\nCMD ["/r"]', {"r": SH}, ['"/r"']),
    (MODE, 'COPY r /r\nRUN cp /r /x\nCMD ["/r"]', {"r": SH}, []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "files", "found"), FOUND)
def test_found(given, rule, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", rule, given(files)) == found


def test_nothing_is_said_of_windows(given):
    text = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY r /r\nCMD ["/r"]\n'
    context = given({"r": CRLF})
    assert (findings_of(text, ENDS, context), findings_of(text, MODE, context)) == ([], [])


@pytest.mark.parametrize(
    ("rule", "text", "files", "after"),
    [
        (ABSENT, "COPY Server.py c/", {"server.py": "x"}, "COPY server.py c/"),
        (ABSENT, "COPY ./d/Server.py c/", {"d/server.py": "x"}, "COPY ./d/server.py c/"),
        (ABSENT, 'COPY ["Server.py", "c/"]', {"server.py": "x"}, None),
        (ABSENT, "COPY a.py b.py c/", {"a.py": "x"}, None),
        (MODE, 'COPY r s /d/\nCMD ["/d/r"]', {"r": SH, "s": "x"}, None),
        (MODE, 'copy . /d\ncmd ["/d/r"]', {"r": SH}, 'copy . /d\nrun chmod +x /d/r\ncmd ["/d/r"]'),
        (ENDS, 'SHELL ["pwsh"]\nCOPY r /r\nCMD ["/r"]', {"r": CRLF}, None),
        (ENDS, 'COPY r /r\nCMD ["/r"]', {"r": CRLF}, "COPY r /r\nRUN sed -i 's/\\r$//' /r\nCMD [\"/r\"]"),
    ],
)
def test_fixed(given, rule, text, files, after):
    context = given(files)
    text, after = f"FROM alpine:3.22\n{text}\n", f"FROM alpine:3.22\n{after or text}\n"
    assert findings_of(text, rule, context)
    assert fixed(text, rule, context=context) == after


def test_what_is_ignored_is_let_through(given):
    context = given({"a": "x", "id_rsa": "x", ".dockerignore": "a\nid_rsa\n"})
    assert [len(fixes) for fixes in fixes_of("FROM alpine:3.22\nCOPY a id_rsa b/\n", IGNORED, context)] == [1, 0]


BUILDER = "FROM golang:1.26 AS b\nCOPY . .\nRUN go build -o /o/app .\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["/bin/app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/ /x\nCMD ["/x/app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["other"]\n', []),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /opt/\nCMD ["app"]\n', []),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY x .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n', []),
        (
            BUILDER.replace("go build", "go vet")
            + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n',
            [],
        ),
        (
            BUILDER.replace("COPY . .\n", "")
            + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n',
            [],
        ),
        (
            BUILDER.replace("COPY .", "COPY --from=x .")
            + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n',
            [],
        ),
        ('FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n', []),
        (BUILDER + "FROM nginx:1.29\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/site /s\n", ["."]),
        (BUILDER + 'FROM $X\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app .\nCMD ["./app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from= /o/app /bin/\nCMD ["app"]\n', []),
    ],
)
def test_the_whole_context_beside_what_was_built(text, found):
    assert findings_of(text, LATE) == found


@pytest.mark.parametrize(
    ("text", "files", "found"),
    [
        ("COPY . /a\n", {"m.safetensors": 100_000_000}, ["."]),
        ("COPY . /a\n", {"m.safetensors": 99_999_999}, []),
        ("COPY . /a\n", {"m.safetensors": 60_000_000, "n.GGUF": 60_000_000}, ["."]),
        ("COPY . /a\n", {"m.data": 100_000_000}, []),
        ("COPY m.gguf n.gguf /a/\n", {"m.gguf": 100_000_000, "n.gguf": 1}, ["m.gguf"]),
        ("COPY . /a\nFROM alpine:3.22\n", {"m.safetensors": 100_000_000}, []),
    ],
)
def test_models(tmp_path, text, files, found):
    for name, size in files.items():
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM alpine:3.22\n{text}", "model-file-in-image", context) == found
