"""`entrypoint-script-not-executable` where a case is more than a text: files, settings, messages, what is shared by several."""

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
