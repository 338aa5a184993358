"""`copy-source-missing` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed

ABSENT = "copy-source-missing"


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
        (ABSENT, "COPY ../b.py a.py c/", {"a.py": "x"}, ["../b.py"]),
        (ABSENT, "COPY a.py b.py c/", {"a.py": "x"}, ["b.py"]),
        (ABSENT, "RUN --mount=type=bind,source=b.py,target=/b cat /b\nCOPY a.py c/", {"a.py": "x"}, ["b.py"]),
        (ABSENT, "RUN --mount=type=bind,source=A.py,target=/b cat /b", {"a.py": "x"}, ["A.py"]),
        (ABSENT, "RUN --mount=type=bind,source=b,target=/b,from=a cat /b\nCOPY a.py c/", {"a.py": "x"}, []),
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
    ],
)
def test_found(given, rule, text, files, found):
    assert findings_of(f"FROM alpine:3.22\n{text}\n", rule, given(files)) == found


@pytest.mark.parametrize(
    ("rule", "text", "files", "after"),
    [
        (ABSENT, "COPY Server.py c/", {"server.py": "x"}, "COPY server.py c/"),
        (ABSENT, "COPY ./d/Server.py c/", {"d/server.py": "x"}, "COPY ./d/server.py c/"),
        (ABSENT, 'COPY ["Server.py", "c/"]', {"server.py": "x"}, None),
        (ABSENT, "COPY a.py b.py c/", {"a.py": "x"}, None),
    ],
)
def test_fixed(given, rule, text, files, after):
    context = given(files)
    text, after = f"FROM alpine:3.22\n{text}\n", f"FROM alpine:3.22\n{after or text}\n"
    assert findings_of(text, rule, context)
    assert fixed(text, rule, context=context) == after
